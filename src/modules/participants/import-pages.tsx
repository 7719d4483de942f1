import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { type Refusal, statusOf } from '../../platform/result.ts'
import {
  ActionBar,
  answerForm,
  DataTable,
  EntryList,
  FileField,
  Form,
  LinkButton,
  Notice,
  Section,
} from '../../ui/index.ts'
import { sheetLimits } from '../spreadsheets/index.ts'
import { type CarriedRows, carriedRows, readFileRows } from './import-file.ts'
import { type ImportLook, importParticipants, lookAtImport } from './import-participants.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage } from './in-list.tsx'
import { positionName, unitName } from './list-words.ts'

/** What multipart adds around a file, and what a form's encoding may add to rows. */
const uploadBytes = sheetLimits.bytes + 64 * 1024

async function uploadShow(c: RequestContext, here: Here, refusal?: Refusal): Promise<Response> {
  const { t } = c.var
  const problems = refusal && [{ field: 'file', key: refusal.key, params: refusal.params }]
  return listPage(
    c,
    here,
    { tab: 'import', lead: t('participants.import.lead'), status: refusal ? statusOf(refusal) : 200 },
    <Section title={t('participants.import.file')} lead={t('participants.import.columns')}>
      <Form
        t={t}
        action={here.href('import')}
        enctype="multipart/form-data"
        problems={problems}
        submit={t('participants.import.look')}
      >
        <FileField
          t={t}
          required
          name="file"
          label={t('participants.import.choose')}
          hint={t('participants.import.kinds')}
          accept=".xlsx,.ods,.csv,.json"
          problems={problems}
        />
      </Form>
    </Section>,
  )
}

/** What the file would do: each problem at its row, or whom it adds; nothing is written yet. */
async function lookShow(
  c: RequestContext,
  here: Here,
  rows: CarriedRows,
  look: ImportLook,
): Promise<Response> {
  const { t, format } = c.var
  const { words, href } = here
  const { added, already, problems } = look
  const isGood = problems.length === 0
  return listPage(
    c,
    here,
    { tab: 'import', title: t('participants.import.lookTitle'), status: isGood ? 200 : 422 },
    <>
      <Notice tone={isGood ? 'neutral' : 'bad'}>
        {isGood
          ? t('participants.import.would', { added: added.length, already })
          : t('participants.import.problems', { count: problems.length })}
      </Notice>
      {!isGood && (
        <Section>
          <DataTable
            t={t}
            caption={t('participants.import.problemList')}
            rows={problems.slice(0, 500)}
            empty={null}
            columns={[
              {
                key: 'row',
                label: t('participants.import.row'),
                phone: 'title',
                cell: ({ row }) => t('participants.import.rowNumber', { row: format.number(row) }),
              },
              {
                key: 'problem',
                label: t('participants.import.problem'),
                cell: ({ kind, value }) => t(`participants.problem.${kind}`, { value }),
              },
            ]}
          />
          <ActionBar>
            <LinkButton href={href('import')}>{t('participants.import.again')}</LinkButton>
          </ActionBar>
        </Section>
      )}
      {isGood && (
        <Section>
          <EntryList
            entries={added.slice(0, 20).map((one) => ({
              title: one.name,
              text: `${one.title ?? positionName(words, one.position)}, ${unitName(words, one.unitId)}`,
            }))}
          />
          <Form
            t={t}
            action={href('import/confirm')}
            hidden={{ rows: JSON.stringify(rows) }}
            submit={t('participants.import.confirm', { added: added.length })}
            cancel={{ href: href('import'), label: t('participants.import.again') }}
          />
        </Section>
      )}
    </>,
  )
}

async function importPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  return here ? uploadShow(c, here) : missingPage(c)
}

async function postFile(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const body = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)
  const { file } = body
  if (!(file instanceof File) || file.size === 0)
    return uploadShow(c, here, { kind: 'invalid', key: 'participants.refusal.fileMissing' })
  if (file.size > sheetLimits.bytes)
    return uploadShow(c, here, { kind: 'tooLarge', key: 'participants.refusal.fileLarge' })
  const rows = await readFileRows(new Uint8Array(await file.arrayBuffer()))
  if (!rows.ok) return uploadShow(c, here, rows.refusal)
  return lookShow(c, here, rows.value, await lookAtImport(c.var.services, here.meeting, rows.value))
}

async function postConfirm(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const body = await c.req.parseBody()
  const rows = carriedRows.safeParse(parsed(body.rows))
  if (!rows.success) return uploadShow(c, here, { kind: 'invalid', key: 'participants.refusal.fileJson' })
  const result = await importParticipants(c.var.services, here.actor, here.meeting, rows.data)
  return answerForm(c, result, {
    to: ({ added }) => `${here.href()}?done=imported&n=${added}`,
    again: () => missingPage(c),
  })
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    return null
  }
}

export const importRoutes: readonly Route[] = [
  page('get', `${listPath}/import`, 'signed-in', changing(importPage)),
  page('post', `${listPath}/import`, 'signed-in', changing(postFile), { maxBytes: uploadBytes }),
  page('post', `${listPath}/import/confirm`, 'signed-in', changing(postConfirm), { maxBytes: uploadBytes }),
]
