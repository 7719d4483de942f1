import { page } from '../../platform/http/route.ts'
import { renderPage } from '../frame/page.tsx'
import { Section } from '../parts/section.tsx'

/** Every part in every state, to look at and to test. */
export const livingPage = page('get', '/ui', 'public', (c) =>
  renderPage(c, { title: 'Jangkau /ui' }, <Section title="Jangkau">/ui</Section>),
)
