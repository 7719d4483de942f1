import type { RequestContext } from '../platform/http/route.ts'
import { translateKey } from '../platform/i18n/catalogue.ts'
import type { Refusal } from '../platform/result.ts'
import { bareFrame, frameOf } from './frame/frame-of.ts'
import { renderIn } from './frame/page.tsx'
import { LinkButton } from './parts/actions.tsx'

/**
 * The page of a refusal: what was refused, why, and where to go on. Nothing about the inside.
 * After a bug (500) the frame is bare, because gathering it might run into the same bug.
 */
export async function refusalPage(c: RequestContext, refusal: Refusal, status: number): Promise<Response> {
  const { t } = c.var
  const isBug = status === 500
  const frame = isBug ? bareFrame(c) : await frameOf(c, {})
  const signIn = refusal.key === 'ui.refusal.signIn' && frame.signInHref
  return renderIn(
    frame,
    c,
    { title: t(`ui.refusal.title.${isBug ? 'bug' : refusal.kind}`), status },
    <div class="refusal">
      <p>{translateKey(t.locale, refusal.key, refusal.params)}</p>
      <p class="actions">
        <LinkButton href={signIn || frame.homeHref} tone="main">
          {signIn ? t('ui.frame.signIn') : t('ui.refusal.back')}
        </LinkButton>
      </p>
    </div>,
  )
}
