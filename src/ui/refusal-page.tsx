import type { RequestContext } from '../platform/http/route.ts'
import { translateKey } from '../platform/i18n/catalogue.ts'
import type { Refusal } from '../platform/result.ts'
import { renderPage } from './frame/page.tsx'
import { LinkButton } from './parts/actions.tsx'

/** The page of a refusal: what was refused, why, and where to go on. Nothing about the inside. */
export function refusalPage(c: RequestContext, refusal: Refusal, status: number): Promise<Response> {
  const { t, actor } = c.var
  const kind = status === 500 ? 'bug' : refusal.kind
  return renderPage(
    c,
    { title: t(`ui.refusal.title.${kind}`), status },
    <div class="refusal">
      <p>{translateKey(t.locale, refusal.key, refusal.params)}</p>
      <p class="actions">
        <LinkButton href={actor ? '/desk' : '/'} tone="main">
          {t('ui.refusal.back')}
        </LinkButton>
      </p>
    </div>,
  )
}
