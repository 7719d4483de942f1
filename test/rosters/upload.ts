import type { TestClient } from '../support/app.ts'

/** What a roster looks like to a program: the answer of `/api/v1/roster-imports`. */
export interface RosterPreview {
  id: string
  state: string
  headerRow: number | null
  columns: Record<string, string>
  counts: Record<string, number> | null
  problems: {
    key: string
    kind: string
    field: string
    rows: number[]
    column: string | null
    value: string
    message: string
    proposal: string | null
    mends: { code: string; label: string }[]
  }[]
}

export const fileOf = (bytes: Uint8Array | string, name: string) =>
  new File([typeof bytes === 'string' ? bytes : Buffer.from(bytes)], name)

/** Uploads through the form of the desk and gives the address of the draft; throws with the page when refused. */
export async function uploadThroughDesk(client: TestClient, unit: string, file: File): Promise<string> {
  const answer = await client.post(`/desk/people/import?unit=${unit}`, { file })
  if (answer.status !== 303) throw new Error(`Refused with ${answer.status}: ${textOf(await answer.text())}`)
  return answer.headers.get('location') ?? ''
}

/** Takes the guessed columns as they stand, so that the roster is checked. */
export async function takeGuess(client: TestClient, draft: string, other: Record<string, string> = {}) {
  const page = await (await client.get(`${draft}/columns`)).text()
  return client.post(`${draft}/columns`, { ...selectedIn(page), ...other })
}

/** The chosen option of every select of a page. */
export function selectedIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name, options] of html.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected(?:="")?>/.exec(options ?? '')?.[1]
    fields[name ?? ''] = (chosen ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"')
  }
  return fields
}

/** What the page of problems would send when its choices are taken as they stand. */
export function choicesIn(html: string): Record<string, string> {
  const fields = selectedIn(html)
  for (const [, name, value] of html.matchAll(/<input type="hidden" name="(key-\d+)" value="([^"]*)"/g)) {
    fields[name ?? ''] = (value ?? '')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
  }
  return fields
}

/** The problems and counts of a draft, as programs see them. */
export const previewOf = async (client: TestClient, draft: string): Promise<RosterPreview> =>
  (await client.get(`/api/v1/roster-imports/${draft.split('/').at(-1)}`)).json() as Promise<RosterPreview>

/** The words of a page. */
export const textOf = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
