import { page, type Route } from '../../platform/http/route.ts'
import { EmptyState, EntryList, ExportLinks, Figure, FigureRow, LinkButton, Section } from '../../ui/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { ruleOf } from './certificates-read-model.ts'
import { evidenceNames } from './evidence-names.ts'
import { DoneNotice, evidencePath, reading } from './evidence-page.tsx'
import { evidenceIn } from './evidence-read-model.ts'
import { regionOf, totalsOf } from './totals.ts'
import { TotalsTable } from './views/totals-table.tsx'

const papers = [
  ['report', 'pdf'],
  ['report', 'docx'],
  ['packs', 'pdf'],
  ['mandates', 'pdf'],
] as const

/** Who was there, in numbers and by province, and everything that can be printed of it. */
const overviewPage = reading(async (c, here) => {
  const { t, format, services } = c.var
  const { meeting, href } = here
  const names = await evidenceNames(services, t, meeting)
  const all = await evidenceIn(services.db, meeting)
  const rule = await ruleOf(services.db, meeting)
  const total = totalsOf(all, rule?.atLeast)
  const now = format.instant(services.clock.now(), meeting.timeZone)
  const file = (name: string) => href(`file/${name}`)
  const isSomebody = total.counted > 0
  const ofAll = { date: now, example: meeting.example }
  return renderMeeting(
    c,
    here,
    {
      section: 'evidence',
      title: t('evidence.title'),
      lead: t('evidence.lead'),
      actions: (
        <LinkButton tone="main" href={href('certificates')}>
          {t('evidence.certificates.title')}
        </LinkButton>
      ),
    },
    <>
      <DoneNotice c={c} />
      <FigureRow>
        <Figure
          {...ofAll}
          tone="ink"
          label={t('evidence.figure.arrived')}
          value={format.number(total.arrived)}
          unit={t('evidence.unit.people')}
          denominator={t('evidence.report.ofCounted', { count: total.counted })}
          source={t('evidence.source.doors')}
        />
        <Figure
          {...ofAll}
          label={t('evidence.figure.filled')}
          value={format.number(total.filled)}
          unit={t('evidence.unit.seats')}
          denominator={t('evidence.report.ofSeats', { count: total.seats })}
          source={t('evidence.source.doors')}
        />
        <Figure
          {...ofAll}
          label={t('evidence.figure.travelTold')}
          value={format.number(total.travelTold)}
          unit={t('evidence.unit.people')}
          denominator={t('evidence.report.ofCounted', { count: total.counted })}
          source={t('evidence.source.list')}
        />
      </FigureRow>
      <div class="screen-only">
        <Section title={t('evidence.papers.title')} lead={t('evidence.papers.lead')}>
          {isSomebody ? (
            <>
              <EntryList
                entries={papers.map(([paper, ending]) => ({
                  title: t('evidence.papers.as', { paper: t(`evidence.papers.${paper}`), ending }),
                  href: file(`${paper}.${ending}`),
                }))}
              />
              <p>{t('evidence.papers.expenses')}</p>
              <ExportLinks
                t={t}
                links={(['xlsx', 'csv', 'json'] as const).map((name) => ({
                  label: name,
                  href: file(`expenses.${name}`),
                }))}
              />
            </>
          ) : (
            <EmptyState title={t('evidence.nobody')} />
          )}
        </Section>
      </div>
      <Section title={t('evidence.regions.title')}>
        <TotalsTable
          {...{ names, format, href }}
          all={all.map((one) => ({ ...one, unitId: regionOf(one) }))}
          atLeast={rule?.atLeast}
          caption={t('evidence.regions.caption', { at: now })}
          label={t('evidence.column.region')}
          empty={t('evidence.nobody')}
        />
      </Section>
    </>,
  )
})

export const overviewRoutes: readonly Route[] = [page('get', evidencePath, 'signed-in', overviewPage)]
