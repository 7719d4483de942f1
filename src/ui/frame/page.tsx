import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RequestContext } from '../../platform/http/route.ts'
import { useWords, WordsProvider } from '../words.ts'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
import { Document } from './document.tsx'
import { type FrameModel, frameOf } from './frame-of.ts'
import { TopBar } from './top-bar.tsx'

export interface PageProps {
  /** A question or a noun; also the title of the window. */
  title: string
  lead?: Child
  crumbs?: readonly Crumb[]
  /** Address of the navigation item this page belongs to. */
  current?: string
  status?: number
  /** The unit shown, for the switcher. */
  scope?: string
  /** The main buttons of the page. */
  actions?: Child
  /** A state or a mark beside the title. */
  tag?: Child
  /** Further elements of the document's head. */
  head?: Child
}

/** Puts `body` into the frame of the desk; without an actor into a bare frame. */
export const renderPage = async (c: RequestContext, props: PageProps, body: Child): Promise<Response> =>
  renderIn(await frameOf(c, props), c, props, body)

/** Puts `body` into a frame that is there already. */
export async function renderIn(
  frame: FrameModel,
  c: RequestContext,
  props: PageProps,
  body: Child,
): Promise<Response> {
  const html = (
    <WordsProvider value={c.var.t}>
      <Document t={c.var.t} title={props.title} head={props.head}>
        <a class="skip" href="#content">
          {c.var.t('ui.frame.skip')}
        </a>
        <TopBar t={c.var.t} frame={frame} />
        {frame.hasExamples && <ExamplesBanner />}
        <main id="content" tabindex={-1}>
          {props.crumbs && <Breadcrumbs crumbs={props.crumbs} />}
          <PageHead {...props} />
          {body}
        </main>
        <Footer />
      </Document>
    </WordsProvider>
  )
  c.header('Cache-Control', c.var.actor ? 'private, no-cache' : 'no-cache')
  c.header('Vary', 'Cookie')
  c.header('Content-Type', 'text/html; charset=utf-8')
  return c.body(`<!doctype html>${await html.toString()}`, (props.status ?? 200) as ContentfulStatusCode)
}

const PageHead = ({ title, lead, tag, actions }: PageProps) => (
  <div class="page-head">
    <div>
      <div class="page-title">
        <h1>{title}</h1>
        {tag}
      </div>
      {lead && <p class="page-lead">{lead}</p>}
    </div>
    {actions && <div class="page-actions">{actions}</div>}
  </div>
)

function ExamplesBanner() {
  const t = useWords()
  return (
    <aside class="examples-banner" aria-label={t('ui.example.tag')}>
      {t('ui.example.banner')}
    </aside>
  )
}

function Footer() {
  const t = useWords()
  return (
    <footer class="foot">
      <p>{t('ui.footer.purpose')}</p>
    </footer>
  )
}
