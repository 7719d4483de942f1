import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DateField, FieldGroup, Form, LinkButton, Section, TextField } from '../../ui/index.ts'
import { type Unit, unitOfParam, unitParam, unitTree } from '../directory/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { certificatesOf } from './certificates-read-model.ts'
import { evidenceNames } from './evidence-names.ts'
import { changing, DoneNotice, evidencePath, type Here, missingPage, reading } from './evidence-page.tsx'
import { documentsOf, evidenceIn } from './evidence-read-model.ts'
import { noteDocuments } from './note-document.ts'
import { documentKinds } from './tables.ts'
import { PeopleTable } from './views/presence-tables.tsx'
import { TotalsTable } from './views/totals-table.tsx'

const officeIn = async (c: RequestContext): Promise<Unit | undefined> =>
  unitOfParam(await unitTree(c.var.services), c.req.param('office') ?? '')

/** Those of one office, its letters and its pack; of a province also the offices in it. */
async function show(
  c: RequestContext,
  here: Here,
  office: Unit,
  { typed, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const { db } = services
  const names = await evidenceNames(services, t, meeting)
  const all = await evidenceIn(db, meeting)
  // The latest of each stays.
  const certificates = new Map(
    (await certificatesOf(db, meeting)).toReversed().map((one) => [one.participantId, one]),
  )
  const documents = (await documentsOf(db, meeting)).filter(({ unitId }) => unitId === office.id)
  const own = all.filter(({ unitId }) => unitId === office.id)
  const beneath = all.filter(({ provinceId, unitId }) => provinceId === office.id && unitId !== office.id)
  const values = Object.fromEntries(
    documents.flatMap(({ kind, number, on }) => [
      [kind, number],
      [`${kind}On`, on],
    ]),
  )
  return renderMeeting(
    c,
    here,
    {
      title: office.name,
      lead: t('evidence.unit.lead'),
      status: problems ? 422 : 200,
      back: { label: t('evidence.section'), under: 'evidence' },
      actions: own.some(({ counts }) => counts) && (
        <>
          <LinkButton tone="main" href={href(`file/packs.pdf?of=${unitParam(office)}`)}>
            {t('evidence.unit.pack')}
          </LinkButton>
          <LinkButton href={href(`file/mandates.pdf?of=${unitParam(office)}`)}>
            {t('evidence.unit.mandate')}
          </LinkButton>
        </>
      ),
    },
    <>
      <DoneNotice c={c} />
      <Section title={t('evidence.unit.title')}>
        <PeopleTable
          {...{ names, format, meeting, certificates, href }}
          people={own}
          caption={t('evidence.unit.caption', {
            at: format.instant(services.clock.now(), meeting.timeZone),
          })}
        />
      </Section>
      {beneath.length > 0 && (
        <Section title={t('evidence.unit.beneath')}>
          <TotalsTable
            {...{ names, format, href }}
            all={beneath}
            caption={t('evidence.unit.beneathCaption')}
            label={t('evidence.column.unit')}
            empty={t('evidence.unit.nobody')}
          />
        </Section>
      )}
      {mayChange && own.length > 0 && (
        <Section title={t('evidence.documents.title')} lead={t('evidence.documents.lead')}>
          <Form
            t={t}
            action={href(`units/${unitParam(office)}`)}
            submit={t('evidence.documents.submit')}
            problems={problems}
          >
            {documentKinds.map((kind) => (
              <FieldGroup legend={t(`evidence.documents.${kind}`)}>
                <TextField
                  t={t}
                  name={kind}
                  label={t(`evidence.documents.${kind}.number`)}
                  typed={typed ?? values}
                  problems={problems}
                  maxlength={200}
                />
                <DateField
                  t={t}
                  name={`${kind}On`}
                  label={t(`evidence.documents.${kind}.on`)}
                  typed={typed ?? values}
                  problems={problems}
                />
              </FieldGroup>
            ))}
          </Form>
        </Section>
      )}
    </>,
  )
}

const unitPage = reading(async (c, here) => {
  const office = await officeIn(c)
  return office ? show(c, here, office) : missingPage(c)
})

const postDocuments = changing(async (c, here) => {
  const office = await officeIn(c)
  if (!office) return missingPage(c)
  const typed = await typedForm(c)
  return answerForm(c, await noteDocuments(c.var.services, here.actor, here.meeting, office.id, typed), {
    to: () => here.href(`units/${unitParam(office)}?done=noted`),
    again: (problems) => show(c, here, office, { typed, problems }),
  })
})

export const unitRoutes: readonly Route[] = [
  page('get', `${evidencePath}/units/:office`, 'signed-in', unitPage),
  page('post', `${evidencePath}/units/:office`, 'signed-in', postDocuments),
]
