import { exportRows, isExportFormat } from '../../platform/export.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { ExportLinks } from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { type Here, hrefOf, missingPage, section } from './here.tsx'
import { questionnaireTitle } from './questionnaires-read-model.ts'
import { resultsTable } from './results-export.ts'
import { resultsFor } from './results-read-model.ts'
import { ResultsBody } from './views/results-body.tsx'

/** The results of a questionnaire, to be read as the class ends. */
export async function resultsPage(c: RequestContext, here: Here): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, questionnaire } = here
  const results = await resultsFor(services.db, questionnaire, services.clock.now())
  return renderMeeting(
    c,
    here,
    {
      title: t('questionnaires.results.of', { title: questionnaireTitle(questionnaire, t.locale) }),
      lead: t(`questionnaires.names.${questionnaire.isAnonymous ? 'anonymous' : 'named'}`),
      back: { label: t('questionnaires.nav'), under: section },
    },
    <>
      <ResultsBody
        speech={{ t, format }}
        results={results}
        waitsUntil={results.waitsUntil && format.instant(results.waitsUntil, meeting.timeZone)}
        tree={await unitTree(services)}
        asOf={format.instant(services.clock.now(), meeting.timeZone)}
        example={questionnaire.example}
      />
      <ExportLinks
        t={t}
        links={['xlsx', 'csv', 'json'].map((kind) => ({
          href: hrefOf(here, `results/results.${kind}`),
          label: kind,
        }))}
      />
    </>,
  )
}

/** `results.xlsx`, `.csv` or `.json`; holds back what the page holds back. */
export async function resultsFile(c: RequestContext, here: Here): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, questionnaire } = here
  const [name, kind = ''] = (c.req.param('file') ?? '').split('.')
  if (name !== 'results' || !isExportFormat(kind)) return missingPage(c)
  const table = resultsTable(t, await unitTree(services), {
    title: questionnaireTitle(questionnaire, t.locale),
    results: await resultsFor(services.db, questionnaire, services.clock.now()),
    asOf: format.instant(services.clock.now(), meeting.timeZone),
  })
  return exportRows({ ...table, format: kind })
}
