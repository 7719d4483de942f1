import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  DataTable,
  DateField,
  EmptyState,
  FieldGroup,
  Form,
  LinkButton,
  Section,
  TextField,
} from '../../ui/index.ts'
import { type Unit, unitOfParam, unitParam, unitTree } from '../directory/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { certificatesOf, ruleOf } from './certificates-read-model.ts'
import type { Evidence } from './evidence.ts'
import { byUnit, evidenceNames } from './evidence-names.ts'
import { changing, DoneNotice, evidencePath, type Here, missingPage, reading } from './evidence-page.tsx'
import { documentsOf, evidenceIn } from './evidence-read-model.ts'
import { noteDocuments } from './note-document.ts'
import { documentKinds } from './tables.ts'
import { totalsOf } from './totals.ts'
import { CertificateTag } from './views/certificate-tag.tsx'

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
  const rule = await ruleOf(db, meeting)
  // The latest of each stays.
  const certificates = new Map(
    (await certificatesOf(db, meeting)).toReversed().map((one) => [one.participantId, one]),
  )
  const documents = (await documentsOf(db, meeting)).filter(({ unitId }) => unitId === office.id)
  const own = all.filter(({ unitId }) => unitId === office.id)
  const beneath = byUnit(
    names,
    all.filter(({ provinceId, unitId }) => provinceId === office.id && unitId !== office.id),
  ).map(([id, some]) => ({ id, ...totalsOf(some, rule?.atLeast) }))
  const values = Object.fromEntries(
    documents.flatMap(({ kind, number, on }) => [
      [kind, number],
      [`${kind}On`, on],
    ]),
  )
  const dash = '–'
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
        <DataTable
          t={t}
          caption={t('evidence.unit.caption', {
            at: format.instant(services.clock.now(), meeting.timeZone),
          })}
          rows={own}
          columns={[
            {
              key: 'name',
              label: t('evidence.column.name'),
              phone: 'title',
              cell: ({ participantId }: Evidence) => (
                <a href={href(`people/${participantId}`)}>{names.person(participantId)}</a>
              ),
            },
            {
              key: 'state',
              label: t('evidence.column.state'),
              cell: ({ invitation }) => t(`evidence.state.${invitation.state}`),
            },
            {
              key: 'arrived',
              label: t('evidence.column.arrivedAt'),
              cell: ({ arrivedAt }) => (arrivedAt ? format.instant(arrivedAt, meeting.timeZone) : dash),
            },
            {
              key: 'attended',
              label: t('evidence.column.attended'),
              align: 'end',
              cell: ({ attended, expected }) => t('evidence.of', { part: attended, of: expected }),
            },
            {
              key: 'travel',
              label: t('evidence.column.travelDays'),
              align: 'end',
              cell: ({ travel }) => (travel ? format.number(travel.days) : dash),
            },
            {
              key: 'days',
              label: t('evidence.column.daysPresent'),
              align: 'end',
              cell: ({ daysPresent }) => format.number(daysPresent.length),
            },
            {
              key: 'certificate',
              label: t('evidence.column.certificate'),
              cell: ({ participantId }) => (
                <CertificateTag t={t} certificate={certificates.get(participantId)} />
              ),
            },
          ]}
          empty={<EmptyState title={t('evidence.unit.nobody')} />}
        />
      </Section>
      {beneath.length > 0 && (
        <Section title={t('evidence.unit.beneath')}>
          <DataTable
            t={t}
            caption={t('evidence.unit.beneathCaption')}
            rows={beneath}
            columns={[
              {
                key: 'unit',
                label: t('evidence.column.unit'),
                phone: 'title',
                cell: ({ id }) => {
                  const unit = names.tree.byId(id)
                  return unit ? <a href={href(`units/${unitParam(unit)}`)}>{unit.name}</a> : id
                },
              },
              {
                key: 'counted',
                label: t('evidence.column.counted'),
                align: 'end',
                cell: ({ counted }) => format.number(counted),
              },
              {
                key: 'arrived',
                label: t('evidence.column.arrived'),
                align: 'end',
                cell: ({ arrived }) => format.number(arrived),
              },
              {
                key: 'filled',
                label: t('evidence.column.filled'),
                align: 'end',
                cell: ({ filled, seats }) => t('evidence.of', { part: filled, of: seats }),
              },
            ]}
            empty={<EmptyState title={t('evidence.unit.nobody')} />}
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
