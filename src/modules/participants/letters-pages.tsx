import { Readable } from 'node:stream'
import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { type FieldProblem, statusOf } from '../../platform/result.ts'
import { ExportLinks, Form, refusalPage, Section, SelectField, TextArea, TextField } from '../../ui/index.ts'
import { unitParam } from '../directory/index.ts'
import { optionalText, requiredText } from './form-shapes.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage } from './in-list.tsx'
import { lettersFor } from './letters.ts'
import { noteLetters } from './note-letters.ts'
import { tookPart } from './participant-states.ts'
import { participantsOf } from './participants-read-model.ts'

async function show(c: RequestContext, here: Here, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t } = c.var
  const { words, href } = here
  const { tree } = words
  const field = { t, typed, problems }
  return listPage(
    c,
    here,
    { tab: 'letters', lead: t('participants.letters.lead'), status: problems ? 422 : 200 },
    <>
      <Section title={t('participants.letters.title')}>
        <Form t={t} action={href('letters')} problems={problems} submit={t('participants.letters.make')}>
          <SelectField
            {...field}
            name="unit"
            label={t('participants.letters.for')}
            options={[
              { value: '', label: t('participants.letters.all') },
              ...tree
                .childrenOf(tree.root.id)
                .map((unit) => ({ value: unitParam(unit), label: unit.shortName })),
            ]}
          />
          <TextField
            {...field}
            required
            name="number"
            label={t('participants.letters.number')}
            hint={t('participants.letters.numberHint')}
            maxlength={60}
          />
          <TextField
            {...field}
            required
            name="writtenIn"
            label={t('participants.letters.writtenIn')}
            maxlength={60}
          />
          <TextField
            {...field}
            name="organiserAddress"
            label={t('participants.letters.address')}
            maxlength={160}
          />
          <TextArea
            {...field}
            name="bring"
            label={t('participants.letters.bring')}
            hint={t('participants.letters.bringHint')}
            maxlength={600}
          />
          <TextField
            {...field}
            required
            name="signerName"
            label={t('participants.letters.signerName')}
            maxlength={120}
          />
          <TextField
            {...field}
            required
            name="signerPosition"
            label={t('participants.letters.signerPosition')}
            maxlength={120}
          />
        </Form>
      </Section>
      <Section title={t('participants.links.heading')} lead={t('participants.links.lead')}>
        <ExportLinks t={t} links={[{ label: 'csv', href: href('links/csv') }]} />
      </Section>
    </>,
  )
}

async function lettersPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  return show(c, here, {
    number: '{n}',
    writtenIn: here.meeting.city,
    bring: c.var.t('participants.letters.bringUsual'),
  })
}

const shape = z.object({
  unit: z.string().default(''),
  number: requiredText(60),
  writtenIn: requiredText(60),
  organiserAddress: optionalText(160),
  bring: z
    .string()
    .default('')
    .transform((typed) =>
      typed
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .slice(0, 12),
    ),
  signerName: requiredText(120),
  signerPosition: requiredText(120),
})

/** The letters as one PDF, drawn while it is sent. */
async function postLetters(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { services } = c.var
  const typed = await typedForm(c)
  const checked = checkForm(shape, typed)
  if (!checked.ok) return show(c, here, typed, checked.refusal.fields)
  const { unit, signerName, signerPosition, ...input } = checked.value
  const { root } = here.words.tree
  const people = await participantsOf(services.db, here.meeting, {
    states: tookPart,
    ...(unit === '' ? {} : { scopes: [`${root.id}.${unit}`] }),
  })
  const paper = lettersFor(services, here.words, here.meeting, {
    people,
    input: { ...input, signer: { name: signerName, position: signerPosition } },
  })
  if (!paper.ok) return refusalPage(c, paper.refusal, statusOf(paper.refusal))
  const noted = await noteLetters(services, here.actor, here.meeting, people)
  if (!noted.ok) return refusalPage(c, noted.refusal, statusOf(noted.refusal))
  return c.body(Readable.toWeb(paper.value.bytes) as ReadableStream, 200, {
    'content-type': paper.value.contentType,
    'content-disposition': 'attachment; filename="invitations.pdf"',
    'cache-control': 'private, no-store',
  })
}

export const lettersRoutes: readonly Route[] = [
  page('get', `${listPath}/letters`, 'signed-in', changing(lettersPage)),
  page('post', `${listPath}/letters`, 'signed-in', changing(postLetters)),
]
