import { type Drawn, readContent } from './content.ts'
import { type PdfDictionary, type PdfObjects, type PdfValue, pdfObjects, textOf } from './objects.ts'

/** A condition that fails, by its number in the Matterhorn Protocol 1.1, and where. */
interface Failure {
  condition: string
  what: string
}

/** One part of the structure tree with what it holds. */
interface Part {
  reference: string
  role: string
  own: PdfDictionary
  children: Part[]
  /** Page and number of marked content. */
  contents: { page: string; mcid: number }[]
  annotations: string[]
}

/** Structure types of ISO 32000-1, 14.8.4. */
const standard = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody ' +
    'Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP ' +
    'Figure Formula Form'
  ).split(' '),
)

/** What may stand in what: tables and lists, ISO 32000-1, tables 336 and 337. */
const childrenOf: Record<string, readonly string[]> = {
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
}
const parentsOf: Record<string, readonly string[]> = {
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  LI: ['L'],
  LBody: ['LI'],
}

/**
 * Which of the machine-checkable conditions of the Matterhorn Protocol 1.1 (PDF Association, 2021) a file fails, among those
 * that concern what our papers can hold; docs/adr/0801-papers.md lists them. An empty answer is no proof of PDF/UA: meaning,
 * order and wording are for people to judge. Conditions that ISO 14289-1 states without a number there are named by its clause.
 */
export function failuresOf(bytes: Uint8Array): Failure[] {
  return failuresIn(pdfObjects(bytes))
}

/** The same of objects that were read already. */
export function failuresIn(pdf: PdfObjects): Failure[] {
  const failures: Failure[] = []
  const fail = (condition: string, what = '') => failures.push({ condition, what })
  const catalog = pdf.dictionary(pdf.trailer['/Root'])
  checkDocument(pdf, catalog, fail)
  const root = pdf.dictionary(catalog['/StructTreeRoot'])
  const parts = pdf.list(root['/K']).map((kid) => readPart(pdf, kid, null))
  checkRoles(parts, pdf.dictionary(root['/RoleMap']), fail)
  checkHeadings(parts, fail)
  checkTables(parts, pdf, fail)
  checkPages(pdf, catalog, { parts, parentTree: numbersOf(pdf, root['/ParentTree']) }, fail)
  return failures
}

type Fail = (condition: string, what?: string) => void

/** Checkpoints 06, 07, 11, 20, 21, 25, 26 and the marks of the catalog. */
function checkDocument(pdf: PdfObjects, catalog: PdfDictionary, fail: Fail) {
  const marks = pdf.dictionary(catalog['/MarkInfo'])
  if (marks['/Marked'] !== true) fail('ISO 14289-1, 6.2', 'not declared as tagged')
  if (marks['/Suspects'] === true) fail('01-007')
  if (!('/StructTreeRoot' in catalog)) fail('ISO 14289-1, 7.1', 'no structure tree')
  const xmp = pdf.bytes(catalog['/Metadata']).toString('utf8')
  if (xmp === '') fail('06-001')
  if (!/<pdfuaid:part>1<\/pdfuaid:part>/.test(xmp)) fail('06-002')
  if (!/<dc:title>[\s\S]*?<rdf:li[^>]*>[^<]+<\/rdf:li>/.test(xmp)) fail('06-003')
  const preferences = pdf.dictionary(catalog['/ViewerPreferences'])
  if (!('/DisplayDocTitle' in preferences)) fail('07-001')
  else if (preferences['/DisplayDocTitle'] !== true) fail('07-002')
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(textOf(catalog['/Lang']) ?? '')) fail('11-006', 'no language')
  if ('/OCProperties' in catalog) fail('20-001', 'layers, which no paper of ours has')
  if ('/EmbeddedFiles' in pdf.dictionary(catalog['/Names'])) fail('21-001', 'a file inside')
  if ('/AcroForm' in catalog) fail('25-001', 'a form, which no paper of ours has')
  if ('/Encrypt' in pdf.trailer) fail('26-001', 'encrypted')
}

function readPart(pdf: PdfObjects, value: PdfValue, page: string | null): Part {
  const own = pdf.dictionary(value)
  const here = typeof own['/Pg'] === 'string' ? own['/Pg'] : page
  const part: Part = {
    reference: typeof value === 'string' ? value : '',
    role: String(own['/S'] ?? '').slice(1),
    own,
    children: [],
    contents: [],
    annotations: [],
  }
  for (const kid of pdf.list(own['/K'])) {
    const of = pdf.dictionary(kid)
    if (typeof kid === 'number') part.contents.push({ page: here ?? '', mcid: kid })
    else if (of['/Type'] === '/MCR')
      part.contents.push({ page: String(of['/Pg'] ?? here), mcid: Number(of['/MCID']) })
    else if (of['/Type'] === '/OBJR') part.annotations.push(String(of['/Obj']))
    else part.children.push(readPart(pdf, kid, here))
  }
  return part
}

const everyPart = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [part, ...everyPart(part.children)])

/** Checkpoints 02, 09, 13, 17, 19. */
function checkRoles(parts: readonly Part[], roleMap: PdfDictionary, fail: Fail) {
  for (const type of Object.keys(roleMap)) if (standard.has(type.slice(1))) fail('02-004', type)
  const within = (part: Part, parent: string) => {
    if (!standard.has(part.role)) fail('02-001', part.role)
    const allowed = childrenOf[parent]
    const wanted = parentsOf[part.role]
    if ((allowed && !allowed.includes(part.role)) || (wanted && !wanted.includes(parent)))
      fail(/^L/.test(parent) || /^L[IB]/.test(part.role) ? '09-005' : '09-004', `${part.role} in ${parent}`)
    if (childrenOf[part.role] && part.contents.length > 0) fail('09-004', `text straight in ${part.role}`)
    const alternative = textOf(part.own['/Alt']) ?? textOf(part.own['/ActualText']) ?? ''
    if (part.role === 'Figure' && alternative.trim() === '') fail('13-004')
    if (part.role === 'Formula' && alternative.trim() === '') fail('17-002')
    if (part.role === 'Note' && !('/ID' in part.own)) fail('19-003')
    const isEmpty = part.children.length + part.contents.length + part.annotations.length === 0
    // A cell may be there to be filled in; one that heads a column says what for.
    if (isEmpty && part.role !== 'TD' && alternative.trim() === '')
      fail('ISO 14289-1, 7.1', `an empty ${part.role}`)
    for (const child of part.children) within(child, part.role)
  }
  if (parts.length !== 1 || parts[0]?.role !== 'Document')
    fail('ISO 32000-1, 14.8.4.2', 'not one Document at the root')
  for (const part of parts) within(part, '')
}

/** Checkpoint 14: numbered headings begin with H1, none is skipped on the way down, and they are not mixed with H. */
function checkHeadings(parts: readonly Part[], fail: Fail) {
  const roles = everyPart(parts).map(({ role }) => role)
  const levels = roles.flatMap((role) => (/^H[1-6]$/.test(role) ? [Number(role[1])] : []))
  if (levels[0] !== undefined && levels[0] !== 1) fail('14-002')
  for (const [at, level] of levels.entries())
    if (at > 0 && level > (levels[at - 1] ?? 0) + 1) fail('14-003', `H${level} after H${levels[at - 1]}`)
  if (levels.length > 0 && roles.includes('H')) fail('14-007')
}

/** Checkpoint 15: every heading cell says what it heads, and the rows of a table have as many columns. */
function checkTables(parts: readonly Part[], pdf: PdfObjects, fail: Fail) {
  for (const table of everyPart(parts).filter(({ role }) => role === 'Table')) {
    const rows = everyPart(table.children).filter(({ role }) => role === 'TR')
    const attribute = ({ own }: Part, name: string) =>
      pdf
        .list(own['/A'])
        .map((of) => pdf.dictionary(of)[name])
        .find((value) => value !== undefined)
    const cells = everyPart(rows).filter(({ role }) => role === 'TH' || role === 'TD')
    const heads = cells.filter(({ role }) => role === 'TH')
    if (heads.length === 0) fail('15-005', 'a table without heads')
    for (const head of heads)
      if (!['/Column', '/Row', '/Both'].includes(String(attribute(head, '/Scope')))) fail('15-003')
    const widths = rows.map(({ children }) =>
      children.reduce((sum, cell) => sum + Number(attribute(cell, '/ColSpan') ?? 1), 0),
    )
    if (cells.every((cell) => attribute(cell, '/RowSpan') === undefined) && new Set(widths).size > 1)
      fail('15-005', `rows of ${[...new Set(widths)].join(' and ')} cells`)
  }
}

/** The numbers of a number tree, by number. */
function numbersOf(pdf: PdfObjects, tree: PdfValue | undefined): Map<number, PdfValue> {
  const { '/Nums': numbers, '/Kids': kids } = pdf.dictionary(tree)
  const own = pdf.list(numbers)
  const found = new Map<number, PdfValue>()
  for (let at = 0; at + 1 < own.length; at += 2) found.set(Number(own[at]), own[at + 1] ?? null)
  for (const kid of pdf.list(kids)) for (const [key, value] of numbersOf(pdf, kid)) found.set(key, value)
  return found
}

/** Checkpoints 01, 10, 28, 30 and 31, page by page; and that tree and pages say the same of each other. */
function checkPages(
  pdf: PdfObjects,
  catalog: PdfDictionary,
  { parts, parentTree }: { parts: readonly Part[]; parentTree: ReadonlyMap<number, PdfValue> },
  fail: Fail,
) {
  const all = everyPart(parts)
  const inTree = new Map<string, string[]>()
  for (const { reference, contents } of all)
    for (const { page, mcid } of contents) {
      const key = `${page}#${mcid}`
      inTree.set(key, [...(inTree.get(key) ?? []), reference])
    }
  const annotated = new Map(all.flatMap((part) => part.annotations.map((of) => [of, part.role] as const)))
  const fonts = new Map<string, string>()
  const used = new Map<string, Set<string>>()
  const pages = pagesOf(pdf, catalog['/Pages'])
  if (pages.length === 0) fail('ISO 32000-1, 7.7.3', 'no page')
  for (const reference of pages) {
    const page = pdf.dictionary(reference)
    const content = pdf
      .list(page['/Contents'])
      .map((part) => pdf.bytes(part).toString('latin1'))
      .join('\n')
    const { drawn, numbers, unbalanced, forms } = readContent(content)
    if (unbalanced > 0) fail('ISO 32000-1, 14.6', 'marks opened and not closed')
    const resources = pdf.dictionary(page['/Resources'])
    const objects = pdf.dictionary(resources['/XObject'])
    for (const name of forms)
      if (pdf.dictionary(objects[`/${name}`])['/Subtype'] !== '/Image')
        fail('30-002', 'a form, which this reader does not look into')
    const parents = pdf.list(parentTree.get(Number(page['/StructParents'])))
    for (const one of drawn) {
      const mcid = markOf(one, fail)
      if (mcid === null) continue
      const holders = inTree.get(`${reference}#${mcid}`) ?? []
      if (holders.length !== 1) fail('01-005', `content ${mcid} of ${reference} in ${holders.length} parts`)
      else if (parents[mcid] !== holders[0])
        fail('ISO 32000-1, 14.7.4.4', 'the way back to the tree is another')
    }
    for (const key of inTree.keys()) {
      const [of, mcid] = key.split('#')
      if (of === reference && !numbers.has(Number(mcid)))
        fail('ISO 32000-1, 14.7.4', `content ${mcid} of ${reference} is in the tree and not on the page`)
    }
    for (const { font, codes } of drawn)
      if (font !== undefined && codes !== undefined) {
        const of = pdf.dictionary(resources['/Font'])[`/${font}`]
        const key = JSON.stringify(of ?? null)
        fonts.set(key, font)
        const seen = used.get(key) ?? new Set()
        for (const code of codes.match(/.{4}/g) ?? []) seen.add(code.toLowerCase())
        used.set(key, seen)
      }
    checkWords(pdf, drawn, pdf.dictionary(resources['/Font']), fail)
    checkAnnotations(pdf, page, annotated, fail)
  }
  for (const { contents } of all)
    for (const { page } of contents)
      if (!pages.includes(page)) fail('ISO 32000-1, 14.7.4', 'a page that is none')
  for (const [key, codes] of used) checkFont(pdf, JSON.parse(key) as PdfValue, codes, fail)
}

const pagesOf = (pdf: PdfObjects, reference: PdfValue | undefined): string[] => {
  const node = pdf.dictionary(reference)
  return node['/Type'] === '/Page'
    ? [String(reference)]
    : pdf.list(node['/Kids']).flatMap((kid) => pagesOf(pdf, kid))
}

/** The number under which something is drawn; null for decoration, and for what is neither, which fails. */
function markOf({ kind, marks }: Drawn, fail: Fail): number | null {
  const artifacts = marks.filter(({ tag }) => tag === 'Artifact')
  const tagged = marks.filter(({ mcid }) => mcid !== null)
  if (artifacts.length > 0 && tagged.length > 0)
    fail(marks.indexOf(artifacts[0] as (typeof marks)[0]) === 0 ? '01-004' : '01-003', kind)
  if (artifacts.length === 0 && tagged.length === 0) fail('01-005', `${kind} neither part nor decoration`)
  return tagged.at(-1)?.mcid ?? null
}

/** Words on two lines of one part are apart for who hears them: by a space, or by the hyphen or slash they were broken at. */
function checkWords(pdf: PdfObjects, drawn: readonly Drawn[], fonts: PdfDictionary, fail: Fail) {
  const maps = new Map<string, Map<string, string>>()
  const read = ({ font = '', codes = '' }: Drawn) => {
    const map =
      maps.get(font) ??
      unicodeOf(pdf.bytes(pdf.dictionary(fonts[`/${font}`])['/ToUnicode']).toString('latin1'))
    maps.set(font, map)
    const units = (codes.match(/.{4}/g) ?? []).map((code) => map.get(code.toLowerCase()) ?? '')
    return Buffer.from(units.join(''), 'hex').swap16().toString('utf16le')
  }
  let before: Drawn | undefined
  for (const one of drawn.filter(({ kind }) => kind === 'text')) {
    const mcid = one.marks.at(-1)?.mcid ?? null
    if (before && mcid !== null && before.marks.at(-1)?.mcid === mcid && before.y !== one.y) {
      const [first, second] = [read(before), read(one)]
      if (!/[\s\-/]$/.test(first) && !/^\s/.test(second))
        fail('ISO 32000-1, 14.8.2.5', `“${first}” runs into “${second}”`)
    }
    before = one
  }
}

/** Checkpoint 28: a page with annotations is walked in the order of its parts, and each is in one and says what it is. */
function checkAnnotations(
  pdf: PdfObjects,
  page: PdfDictionary,
  annotated: ReadonlyMap<string, string>,
  fail: Fail,
) {
  const annotations = pdf.list(page['/Annots'])
  if (annotations.length === 0) return
  if (!('/Tabs' in page)) fail('28-008')
  else if (page['/Tabs'] !== '/S') fail('28-009')
  for (const reference of annotations) {
    const { '/Subtype': type, '/Contents': says } = pdf.dictionary(reference)
    const role = annotated.get(String(reference))
    if (type === '/Link') {
      if (role !== 'Link') fail('28-011')
      if (!textOf(says)) fail('28-012')
    } else {
      if (role !== 'Annot' && role !== 'Form') fail('28-002')
      if (!textOf(says)) fail('28-004')
    }
  }
}

/** Checkpoints 10 and 31, for the one kind of font our papers have: a Type 0 font over an embedded TrueType program. */
function checkFont(pdf: PdfObjects, reference: PdfValue, codes: ReadonlySet<string>, fail: Fail) {
  const font = pdf.dictionary(reference)
  const name = String(font['/BaseFont'])
  if (font['/Subtype'] !== '/Type0' || font['/Encoding'] !== '/Identity-H') {
    fail('31-009', `${name} is no font this reader can follow`)
    return
  }
  const [descendant] = pdf.list(font['/DescendantFonts'])
  const of = pdf.dictionary(descendant)
  const descriptor = pdf.dictionary(of['/FontDescriptor'])
  const collection = pdf.dictionary(of['/CIDSystemInfo'])
  if (textOf(collection['/Registry']) !== 'Adobe' || textOf(collection['/Ordering']) !== 'Identity')
    fail('31-001', name)
  if (of['/Subtype'] === '/CIDFontType2' && of['/CIDToGIDMap'] !== '/Identity') fail('31-004', name)
  if (pdf.bytes(descriptor['/FontFile2']).length === 0 && pdf.bytes(descriptor['/FontFile3']).length === 0)
    fail('31-009', name)
  const widths = pdf.list(of['/W'])
  const told = widths[0] === 0 ? pdf.list(widths[1]).length : 0
  const subset = descriptor['/CIDSet'] === undefined ? null : pdf.bytes(descriptor['/CIDSet'])
  const unicode = unicodeOf(pdf.bytes(font['/ToUnicode']).toString('latin1'))
  if (!('/ToUnicode' in font)) fail('31-027', name)
  for (const code of codes) {
    const cid = Number.parseInt(code, 16)
    const signs = unicode.get(code)
    if (cid === 0) fail('31-030', name)
    if (!signs) fail('10-001', `${name}, glyph ${cid}`)
    else if (/^(?:0000|feff|fffe|fffd)$/.test(signs)) fail('31-028', `${name}, glyph ${cid}`)
    if (cid >= told) fail('31-016', `${name}, glyph ${cid} without a width`)
    if (subset && !(((subset[cid >> 3] ?? 0) >> (7 - (cid & 7))) & 1)) fail('31-022', `${name}, glyph ${cid}`)
  }
}

/** Code of a glyph -> UTF-16 in hexadecimal, of a ToUnicode map. */
function unicodeOf(map: string): Map<string, string> {
  const found = new Map<string, string>()
  const hex = (text: string) =>
    [...text.matchAll(/<([\s0-9A-Fa-f]*)>/g)].map(([, one = '']) => one.replace(/\s/g, '').toLowerCase())
  for (const [, body = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    const all = hex(body)
    for (let at = 0; at + 1 < all.length; at += 2) found.set(all[at] ?? '', all[at + 1] ?? '')
  }
  for (const [, body = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first = '', last = '', list = '', single = ''] of body.matchAll(
      /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[([^\]]*)\]|<([\s0-9A-Fa-f]*)>)/g,
    )) {
      const from = Number.parseInt(first, 16)
      const listed = hex(list)
      for (let code = from; code <= Number.parseInt(last, 16); code += 1) {
        const to = single === '' ? listed[code - from] : addTo(single.replace(/\s/g, ''), code - from)
        if (to) found.set(code.toString(16).padStart(first.length, '0'), to.toLowerCase())
      }
    }
  }
  return found
}

const addTo = (hex: string, by: number) =>
  hex.slice(0, -4) + (Number.parseInt(hex.slice(-4), 16) + by).toString(16).padStart(4, '0')
