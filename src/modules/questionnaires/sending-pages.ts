import type { RequestContext } from '../../platform/http/route.ts'
import { translateKey } from '../../platform/i18n/catalogue.ts'
import { type Result, refuse, statusOf } from '../../platform/result.ts'
import { keptWorker } from '../../ui/index.ts'
import { behindCode, codeOf, hrefOf } from './answer-pages.tsx'
import { answerQuestionnaire, type Taken } from './answer-questionnaire.ts'
import type { SendingRefused, SendingTaken } from './phone-shapes.ts'
import { readSending } from './sending.ts'

/** Takes what a phone kept and sends, once or again; refused in words, with the fields they are about. */
export const postSending = behindCode(async (c) => {
  const { services, t } = c.var
  const sending = readSending(await c.req.json().catch(() => null))
  const id = c.req.param('questionnaire') ?? ''
  const result: Result<Taken> = sending
    ? await answerQuestionnaire(services, { code: codeOf(c), id, typed: sending.fields, sending })
    : refuse({ kind: 'invalid', key: 'ui.form.refused' })
  if (result.ok) return c.json({ taken: true, ...result.value } satisfies SendingTaken)
  const { refusal } = result
  return c.json(
    {
      taken: false,
      message: translateKey(t.locale, refusal.key, refusal.params),
      fields: (refusal.fields ?? []).map(({ field, key, params }) => ({
        field,
        message: translateKey(t.locale, key, params),
      })),
    } satisfies SendingRefused,
    statusOf(refusal),
  )
})

/** The worker that opens this person's questionnaires without a network; nobody else's, and no other page. */
export const phoneWorker = (c: RequestContext) => keptWorker(c, { scope: hrefOf(c), scripts: ['answers.js'] })
