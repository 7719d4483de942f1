import { page } from '../../platform/http/route.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { EmptyState, LinkButton, Notice, refusalPage, renderPage } from '../../ui/index.ts'
import { showCode } from './invitation-code.ts'
import { qrPicture } from './qr.ts'
import { keepNowhere } from './request.ts'
import { nameOfScope, scopeOfParam } from './scopes.ts'
import { openPapers } from './sheet-read-model.ts'
import { Paper } from './views/paper.tsx'

const sheetPage = page(
  'get',
  '/desk/accounts/sheet',
  { permission: 'accounts.invite', scope: 'anywhere' },
  async (c) => {
    const { services, actor, t, format } = c.var
    const { account, unit, role } = c.req.query()
    const names = await scopeNames(services)
    const scope = unit === undefined ? undefined : scopeOfParam(names, unit)
    if (!actor || (unit !== undefined && scope === undefined)) {
      return refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)
    }
    const papers = await openPapers(services, actor, { account, scope, role })
    const drawn = await Promise.all(
      papers.map(async (paper) => ({ ...paper, code: showCode(paper.code), qr: await qrPicture(paper.url) })),
    )
    return keepNowhere(
      await renderPage(
        c,
        {
          title: t('accounts.sheet.title', { count: papers.length }),
          lead: t('accounts.sheet.lead'),
          crumbs: [{ label: t('accounts.list.title'), href: '/desk/accounts' }],
          current: '/desk/accounts',
        },
        papers.length === 0 ? (
          <EmptyState
            title={t('accounts.sheet.none')}
            action={<LinkButton href="/desk/accounts">{t('accounts.list.title')}</LinkButton>}
          >
            {t('accounts.sheet.noneLead')}
          </EmptyState>
        ) : (
          <>
            <Notice>{t('accounts.sheet.print')}</Notice>
            {drawn.map((paper) => (
              <Paper t={t} format={format} paper={paper} unit={nameOfScope(names, paper.scope)} />
            ))}
          </>
        ),
      ),
    )
  },
)

/** `/desk/accounts/sheet`: invitations to print and cut. */
export const sheetRoutes = [sheetPage]
