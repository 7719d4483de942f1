import { exportRows, isExportFormat } from '../../platform/export.ts'
import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { translateKey } from '../../platform/i18n/catalogue.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  ConfirmForm,
  ExportLinks,
  Figure,
  FigureRow,
  LinkButton,
  Notice,
  Section,
  TextField,
} from '../../ui/index.ts'
import { meetingHref } from '../meetings/index.ts'
import { differencesTable } from './differences-table.ts'
import { followDirectory } from './follow-directory.ts'
import { countOf, followKinds, markOf, type Selection } from './follow-selection.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage, reading } from './in-list.tsx'
import { differencesOf, type ListDifferences } from './list-differences.ts'
import { ChangedTable, changesShown, GoneTable, NewTable } from './views/directory-changes.tsx'

const everything: Selection = { kind: 'all', one: null }

const goneOf = ({ chosen, byId }: ListDifferences) => chosen.gone.flatMap((id) => byId.get(id) ?? [])
const newOf = ({ chosen }: ListDifferences) => [...chosen.returning, ...chosen.added]

/** What the directory says today that the list does not: new, changed, gone. Nothing is changed by looking. */
async function changesPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, format, services } = c.var
  const { meeting, words, mayEdit, href } = here
  const now = await differencesOf(c, here, everything)
  const count = countOf(now.chosen)
  const own = { words, mayChange: mayEdit, href, marksOf: now.marksOf }
  const figure = {
    unit: t('participants.figure.people'),
    date: format.instant(services.clock.now(), meeting.timeZone),
    source: t('participants.follow.source', { day: format.day(meeting.rosterOn) }),
    example: meeting.example,
  }
  const section = (kind: 'new' | 'changed' | 'gone', number: number) => ({
    title: t(`participants.follow.${kind}.title`),
    lead:
      number > changesShown
        ? t('participants.follow.first', { shown: changesShown, count: number })
        : t(`participants.follow.${kind}.lead`),
    actions: mayEdit && number > 1 && (
      <LinkButton href={href(`changes/apply?kind=${kind}`)}>
        {t(`participants.follow.${kind}.all`, { count: number })}
      </LinkButton>
    ),
  })
  return listPage(
    c,
    here,
    {
      tab: 'changes',
      lead: t('participants.follow.lead', { day: format.day(meeting.rosterOn) }),
      actions: mayEdit && count.all > 0 && (
        <LinkButton tone="main" href={href('changes/apply')}>
          {t('participants.follow.all', { count: count.all })}
        </LinkButton>
      ),
    },
    <>
      <FigureRow>
        {(['new', 'changed', 'gone'] as const).map((kind, at) => (
          <Figure
            tone={at === 0 ? 'ink' : undefined}
            label={t(`participants.follow.${kind}.title`)}
            value={format.number({ new: count.added, changed: count.changed, gone: count.gone }[kind])}
            {...figure}
          />
        ))}
      </FigureRow>
      {count.all === 0 && <Notice tone="good">{t('participants.follow.none')}</Notice>}
      {count.changed > 0 && (
        <Section {...section('changed', count.changed)}>
          <ChangedTable {...own} people={now.chosen.changed} byId={now.byId} />
        </Section>
      )}
      {count.gone > 0 && (
        <Section {...section('gone', count.gone)}>
          <GoneTable {...own} people={goneOf(now)} />
        </Section>
      )}
      {count.added > 0 && (
        <Section {...section('new', count.added)}>
          <NewTable {...own} people={newOf(now)} />
        </Section>
      )}
      {count.all > 0 && (
        <ExportLinks
          t={t}
          links={(['xlsx', 'csv', 'json'] as const).map((format) => ({
            label: format,
            href: href(`changes/file/${format}`),
          }))}
        />
      )}
    </>,
  )
}

const selectionOf = ({ kind, one }: { kind?: string; one?: string }): Selection => ({
  kind: followKinds.find((known) => known === kind) ?? 'all',
  one: one || null,
})

/** What following would do, in numbers and names, before it is done. */
async function confirm(
  c: RequestContext,
  here: Here,
  selection: Selection,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t, format } = c.var
  const { meeting, words, href } = here
  const now = await differencesOf(c, here, selection)
  const count = countOf(now.chosen)
  if (count.all === 0) return c.redirect(`${href('changes')}?done=followed&n=0`, 303)
  const waiting = newOf(now).filter(({ state }) => state === 'waiting').length
  const own = { words, mayChange: false, href, marksOf: now.marksOf }
  const title = t('participants.follow.ask', { count: count.all })
  return listPage(
    c,
    here,
    {
      tab: 'changes',
      title,
      crumbs: [
        { label: t('participants.tab.changes'), href: href('changes') },
        { label: t('participants.follow.apply') },
      ],
      status: problems ? 422 : 200,
    },
    <>
      <ConfirmForm
        t={t}
        action={href('changes/apply')}
        title={[
          ...(count.added > 0 ? [t('participants.follow.would.new', { count: count.added, waiting })] : []),
          ...(count.changed > 0 ? [t('participants.follow.would.changed', { count: count.changed })] : []),
          ...(count.gone > 0 ? [t('participants.follow.would.gone', { count: count.gone })] : []),
        ].join(' ')}
        body={
          <>
            <p>{t('participants.follow.stays')}</p>
            {now.withLetter > 0 && <p>{t('participants.follow.letters', { count: now.withLetter })}</p>}
            {now.marked.map(
              ({ count: marked, mark }) =>
                marked > 0 && (
                  <p>
                    {translateKey(t.locale, mark.sentence, { count: marked })}{' '}
                    <a href={meetingHref(meeting, mark.link.under)}>{t(mark.link.label)}</a>
                  </p>
                ),
            )}
          </>
        }
        confirm={t('participants.follow.apply')}
        cancelHref={href('changes')}
        fields={{ kind: selection.kind, one: selection.one ?? '', expected: markOf(now.chosen) }}
      >
        {count.gone > 0 && (
          <TextField
            t={t}
            required
            name="reason"
            label={t('participants.follow.reason')}
            typed={{ reason: t('participants.follow.usual', { day: format.day(meeting.rosterOn) }) }}
            problems={problems}
            maxlength={300}
          />
        )}
      </ConfirmForm>
      <Section title={t('participants.follow.who')}>
        {count.changed > 0 && <ChangedTable {...own} people={now.chosen.changed} byId={now.byId} />}
        {count.gone > 0 && <GoneTable {...own} people={goneOf(now)} />}
        {count.added > 0 && <NewTable {...own} people={newOf(now)} />}
      </Section>
    </>,
  )
}

async function applyPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  return here ? confirm(c, here, selectionOf(c.req.query())) : missingPage(c)
}

async function postApply(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const selection = selectionOf(typed)
  const result = await followDirectory(c.var.services, here.actor, here.meeting, {
    ...selection,
    expected: typed.expected ?? '',
    reason: (typed.reason ?? '').trim().slice(0, 300),
  })
  return answerForm(c, result, {
    to: ({ all }) => `${here.href('changes')}?done=followed&n=${all}`,
    again: (problems) => confirm(c, here, selection, problems),
  })
}

/** Every difference as a file. */
async function changesFile(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  const format = c.req.param('format') ?? ''
  if (!here || !isExportFormat(format)) return missingPage(c)
  const now = await differencesOf(c, here, everything)
  return exportRows({ ...differencesTable(here.words, here.meeting, now), format })
}

export const directoryChangesRoutes: readonly Route[] = [
  page('get', `${listPath}/changes`, 'signed-in', reading(changesPage)),
  page('get', `${listPath}/changes/file/:format`, 'signed-in', reading(changesFile)),
  page('get', `${listPath}/changes/apply`, 'signed-in', changing(applyPage)),
  page('post', `${listPath}/changes/apply`, 'signed-in', changing(postApply)),
]
