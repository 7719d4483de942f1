import type { Translator } from '../../platform/i18n/catalogue.ts'
import { Breadcrumbs } from '../frame/breadcrumbs.tsx'
import { TopBar } from '../frame/top-bar.tsx'
import { ActionBar, ExportLinks, LinkButton, PostButton } from '../parts/actions.tsx'
import { DefinitionList } from '../parts/definition-list.tsx'
import { EntryList } from '../parts/entry-list.tsx'
import { FoldedTabs } from '../parts/folded-tabs.tsx'
import { EmptyState, Notice } from '../parts/notice.tsx'
import { Columns, Section } from '../parts/section.tsx'
import { Progress, Steps, Tabs } from '../parts/tabs.tsx'
import { ExampleTag, Tag } from '../parts/tag.tsx'

const here = '/ui'

/** The top bar as somebody signed in sees it, and the ways through pages. */
export const FrameParts = ({ t }: { t: Translator }) => (
  <section id="frame" class="stack">
    <h2>{t('ui.living.frame')}</h2>
    <div class="specimen-bar">
      <TopBar
        t={t}
        frame={{
          name: 'Contoh Satu',
          nav: [
            { label: t('ui.living.overview'), href: here, current: true },
            { label: t('ui.living.unit'), href: here, current: false },
            { label: t('ui.living.programme'), href: here, current: false },
            { label: t('ui.living.publications'), href: here, current: false },
            { label: t('ui.living.reach'), href: here, current: false },
            { label: t('ui.living.accounts'), href: here, current: false },
          ],
          units: [
            { label: 'Kota Contoh', href: here, current: true },
            { label: 'Provinsi Contoh', href: here, current: false },
          ],
          unit: 'Kota Contoh',
          locale: t.locale,
          languageHref: { id: `/lang?to=id&next=${here}`, en: `/lang?to=en&next=${here}` },
          homeHref: here,
          maySearch: true,
          hasExamples: true,
        }}
      />
    </div>
    <Breadcrumbs
      crumbs={[
        { label: t('ui.living.unit'), href: here },
        { label: 'Provinsi Contoh', href: here },
        { label: 'Kota Contoh' },
      ]}
    />
    <Tabs
      items={[
        { label: t('ui.living.overview'), href: here, current: true },
        { label: t('ui.living.programme'), href: here },
        { label: t('ui.living.reach'), href: here },
      ]}
    />
    <FoldedTabs
      label={t('ui.living.parts')}
      groups={[
        { items: [{ label: t('ui.living.overview'), href: here }] },
        {
          label: t('ui.living.plan'),
          items: [
            { label: t('ui.living.programme'), href: here, current: true },
            { label: t('ui.living.beginners'), href: here },
          ],
        },
        { label: t('ui.living.measure'), items: [{ label: t('ui.living.reach'), href: here }] },
      ]}
    />
    <Steps items={[t('ui.living.step1'), t('ui.living.step2'), t('ui.living.step3')]} current={1} />
  </section>
)

export const TextParts = ({ t }: { t: Translator }) => (
  <Section id="colours" title={t('ui.living.colours')}>
    <p class="specimen-title">{t('ui.living.heading')}</p>
    <p>
      {t('ui.living.body')} <a href={here}>{t('ui.living.linkWord')}</a>.
    </p>
    <p class="muted small">{t('ui.living.small')}</p>
    <ul class="specimen-colours">
      {['ink', 'brand', 'marigold', 'leaf', 'chili', 'paper', 'surface', 'sunken'].map((name) => (
        <li>
          <span class={`specimen-colour specimen-${name}`} />
          {name}
        </li>
      ))}
    </ul>
  </Section>
)

export const ActionParts = ({ t }: { t: Translator }) => (
  <Section id="actions" title={t('ui.living.actions')}>
    <ActionBar>
      <LinkButton href={here} tone="main">
        {t('ui.living.open')}
      </LinkButton>
      <LinkButton href={here}>{t('ui.living.more')}</LinkButton>
      <PostButton action={here} label={t('ui.living.save')} tone="ink" />
      <PostButton action={here} label={t('ui.living.remove')} tone="bad" />
    </ActionBar>
    <ExportLinks t={t} links={['XLSX', 'CSV', 'JSON'].map((label) => ({ label, href: here }))} />
  </Section>
)

export const StateParts = ({ t }: { t: Translator }) => (
  <Section id="states" title={t('ui.living.states')}>
    <p class="specimen-tags">
      <Tag>{t('ui.living.plain')}</Tag> <Tag tone="good">{t('ui.living.good')}</Tag>{' '}
      <Tag tone="warn">{t('ui.living.warn')}</Tag> <Tag tone="bad">{t('ui.living.bad')}</Tag>{' '}
      <Tag tone="ink">{t('ui.living.ink')}</Tag> <ExampleTag t={t} />
    </p>
    <Columns>
      <Notice title={t('ui.living.neutralTitle')}>{t('ui.living.neutralBody')}</Notice>
      <Notice tone="good" title={t('ui.living.saved')}>
        {t('ui.living.savedBody')}
      </Notice>
      <Notice tone="warn" title={t('ui.living.warnTitle')}>
        {t('ui.living.warnBody')}
      </Notice>
      <Notice tone="bad" title={t('ui.living.badTitle')}>
        {t('ui.living.badBody')}
      </Notice>
      <Notice tone="ink" title={t('ui.living.inkTitle')}>
        {t('ui.living.inkBody')}
      </Notice>
      <Progress value={62} max={100} label={t('ui.living.progress')} />
    </Columns>
    <EmptyState
      title={t('ui.living.empty')}
      action={
        <LinkButton href={here} tone="main">
          {t('ui.living.write')}
        </LinkButton>
      }
    >
      {t('ui.living.emptyBody')}
    </EmptyState>
  </Section>
)

export const FactParts = ({ t }: { t: Translator }) => (
  <Columns split="main-aside">
    <Section id="facts" title={t('ui.living.facts')} lead="main-aside">
      <DefinitionList
        items={[
          [t('ui.living.name'), 'Kota Contoh'],
          [t('ui.living.code'), '99.01'],
          [t('ui.living.region'), <a href={here}>Provinsi Contoh</a>],
          [t('ui.living.zone'), 'WIB'],
        ]}
      />
    </Section>
    <div class="stack">
      <Section id="entries" title={t('ui.living.entries')}>
        <EntryList
          entries={[
            {
              title: 'Provinsi Contoh',
              href: here,
              text: t('ui.living.entryText'),
              end: <Tag tone="bad">{t('ui.living.bad')}</Tag>,
            },
            { title: 'Kota Contoh', end: <Tag tone="warn">{t('ui.living.warn')}</Tag> },
          ]}
        />
      </Section>
      <Section tone="ink" title={t('ui.living.inkTitle')} lead={t('ui.living.inkBody')}>
        <ActionBar>
          <LinkButton href={here} tone="main">
            {t('ui.living.more')}
          </LinkButton>
        </ActionBar>
      </Section>
    </div>
  </Columns>
)
