import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import * as sample from '../../../test/papers/records.ts'
import { failuresIn, failuresOf } from '../../../test/support/pdf/accessible.ts'
import {
  type PdfDictionary,
  type PdfObject,
  type PdfValue,
  pdfObjects,
  pdfOf,
} from '../../../test/support/pdf/objects.ts'
import type { Result } from '../../platform/result.ts'
import {
  accountabilityPacks,
  badges,
  certificates,
  doorLists,
  invitationLetters,
  mandateLetters,
  meetingReportPdf,
  minutesPdf,
  type Paper,
  roomLists,
  signatureLists,
  tableSigns,
} from './index.ts'

const { attendees, order } = sample
const door = (count: number) => ({
  location: { letter: 'B', name: 'Hotel Contoh B', address: 'Jalan Contoh 2' },
  attendees: attendees(count),
})

/** One of each paper that is a PDF, of more than a page where it can be. */
const papers: Record<string, () => Result<Paper>> = {
  badges: () => badges(order(), attendees(5)),
  'table signs': () => tableSigns(order(), attendees(3)),
  'room lists': () => roomLists(order(), sample.hotels),
  'door lists': () => doorLists(order('en'), [door(40)], 'number'),
  'door lists with codes': () => doorLists(order(), [door(3)], 'code'),
  'signature lists': () => signatureLists(order(), [sample.session(30)]),
  'invitation letters': () => invitationLetters(order(), sample.letters()),
  'mandate letters': () => mandateLetters(order('en'), sample.mandates),
  certificates: () => certificates(order(), sample.issue),
  'accountability packs': () => accountabilityPacks(order(), sample.accounts),
  'meeting report': () => meetingReportPdf(order(), sample.report),
  minutes: () => minutesPdf(order('en'), sample.minutes),
}

async function bytesOf(result: Result<Paper>): Promise<Buffer> {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.key}`)
  return buffer(result.value.bytes)
}

/** Words longer than a column is wide, which are broken without a hyphen: names are never changed. */
const longest = sample.hardNames.flatMap((name) => name.split(' ')).filter(({ length }) => length > 20)
const isInsideWord = (what: string) => {
  const joined = what.replace('” runs into “', '')
  return longest.some((word) => joined.includes(word))
}

for (const [name, print] of Object.entries(papers))
  test(`${name}: keeps the conditions of PDF/UA-1 that a machine can check`, async () => {
    const failures = failuresOf(await bytesOf(print()))
    expect(failures.filter(({ what }) => !isInsideWord(what))).toEqual([])
  })

type Read = ReturnType<typeof pdfObjects>
let read: Read
beforeAll(async () => {
  read = pdfObjects(await bytesOf(doorLists(order(), [door(3)], 'code')))
})

/** The first object of a file that has this at that key. */
const first = (pdf: Read, key: string, value: string): PdfDictionary => {
  for (const { value: own } of pdf.objects.values()) {
    const of = pdf.dictionary(own)
    if (of[key] === value) return of
  }
  throw new Error(`Nothing has ${key} ${value}.`)
}
const part = (pdf: Read, role: string) => first(pdf, '/S', `/${role}`)
const page = (pdf: Read) => first(pdf, '/Type', '/Page')
const catalog = (pdf: Read) => first(pdf, '/Type', '/Catalog')
const behind = (pdf: Read, of: PdfDictionary, key: string) => pdf.dictionary(of[key])
const font = (pdf: Read) => first(pdf, '/Subtype', '/Type0')
const under = (pdf: Read) => pdf.dictionary(pdf.list(font(pdf)['/DescendantFonts'])[0])
const descriptor = (pdf: Read) => behind(pdf, under(pdf), '/FontDescriptor')

const put = (of: PdfDictionary, key: string, value: PdfValue) => {
  of[key] = value
}
const drop = (of: PdfDictionary, key: string) => {
  delete of[key]
}

/** Changes the bytes of a stream, as Latin-1. */
const rewrite = (pdf: Read, reference: unknown, change: (text: string) => string) => {
  const { stream } = pdf.objects.get(String(reference)) as Required<PdfObject>
  stream.data = Buffer.from(change(Buffer.from(stream.data, 'base64').toString('latin1')), 'latin1').toString(
    'base64',
  )
}
const content = (pdf: Read, change: (text: string) => string) => rewrite(pdf, page(pdf)['/Contents'], change)
const link = (pdf: Read, own: PdfDictionary = {}) => {
  page(pdf)['/Annots'] = [{ '/Type': '/Annot', '/Subtype': '/Link', ...own }]
}

/** What is broken on purpose, and the condition that must say so. */
const faults: [condition: string, (pdf: Read) => void][] = [
  ['ISO 14289-1, 6.2', (pdf) => put(behind(pdf, catalog(pdf), '/MarkInfo'), '/Marked', false)],
  ['ISO 14289-1, 7.1', (pdf) => drop(part(pdf, 'P'), '/K')],
  ['01-007', (pdf) => put(behind(pdf, catalog(pdf), '/MarkInfo'), '/Suspects', true)],
  ['01-003', (pdf) => content(pdf, (text) => text.replace(/BT[\s\S]*?ET/, '/Artifact BMC $& EMC'))],
  [
    '01-004',
    (pdf) => content(pdf, (text) => `/Artifact BMC ${text.replace('/Artifact <<', '/Span <<')} EMC`),
  ],
  ['01-005', (pdf) => content(pdf, (text) => text.replace(/\/Artifact <<[\s\S]*?>> BDC/, '/Span BMC'))],
  ['02-001', (pdf) => put(part(pdf, 'P'), '/S', '/Kotak')],
  ['02-004', (pdf) => put(first(pdf, '/Type', '/StructTreeRoot'), '/RoleMap', { '/P': '/Span' })],
  ['06-001', (pdf) => drop(catalog(pdf), '/Metadata')],
  ['06-002', (pdf) => rewrite(pdf, catalog(pdf)['/Metadata'], (xmp) => xmp.replace('part>1<', 'part>2<'))],
  ['06-003', (pdf) => rewrite(pdf, catalog(pdf)['/Metadata'], (xmp) => xmp.replaceAll('dc:title', 'dc:x'))],
  ['07-001', (pdf) => drop(catalog(pdf), '/ViewerPreferences')],
  ['07-002', (pdf) => put(behind(pdf, catalog(pdf), '/ViewerPreferences'), '/DisplayDocTitle', false)],
  ['09-004', (pdf) => put(part(pdf, 'TR'), '/S', '/P')],
  ['09-005', (pdf) => put(part(pdf, 'Sect'), '/S', '/L')],
  [
    '10-001',
    (pdf) =>
      rewrite(pdf, font(pdf)['/ToUnicode'], (map) =>
        map.replaceAll('beginbfrange', 'x').replaceAll('beginbfchar', 'x'),
      ),
  ],
  ['11-006', (pdf) => drop(catalog(pdf), '/Lang')],
  ['13-004', (pdf) => drop(part(pdf, 'Figure'), '/Alt')],
  ['17-002', (pdf) => put(part(pdf, 'P'), '/S', '/Formula')],
  ['19-003', (pdf) => put(part(pdf, 'P'), '/S', '/Note')],
  ['14-002', (pdf) => put(part(pdf, 'H1'), '/S', '/H2')],
  ['14-003', (pdf) => put(part(pdf, 'P'), '/S', '/H3')],
  ['14-007', (pdf) => put(part(pdf, 'P'), '/S', '/H')],
  ['15-003', (pdf) => drop(part(pdf, 'TH'), '/A')],
  [
    '15-005',
    (pdf) => {
      pdf.list(part(pdf, 'TR')['/K']).pop()
    },
  ],
  ['20-001', (pdf) => put(catalog(pdf), '/OCProperties', {})],
  ['21-001', (pdf) => put(behind(pdf, catalog(pdf), '/Names'), '/EmbeddedFiles', {})],
  ['25-001', (pdf) => put(catalog(pdf), '/AcroForm', {})],
  ['26-001', (pdf) => put(pdf.trailer, '/Encrypt', {})],
  [
    '28-008',
    (pdf) => {
      link(pdf)
      delete page(pdf)['/Tabs']
    },
  ],
  [
    '28-009',
    (pdf) => {
      link(pdf)
      page(pdf)['/Tabs'] = '/R'
    },
  ],
  ['28-011', (pdf) => link(pdf)],
  ['28-012', (pdf) => link(pdf)],
  ['28-002', (pdf) => link(pdf, { '/Subtype': '/Text' })],
  ['28-004', (pdf) => link(pdf, { '/Subtype': '/Text' })],
  ['30-002', (pdf) => content(pdf, (text) => `${text} /Artifact BMC /Fm1 Do EMC`)],
  ['31-001', (pdf) => put(behind(pdf, under(pdf), '/CIDSystemInfo'), '/Ordering', 'u:Japan1')],
  ['31-004', (pdf) => drop(under(pdf), '/CIDToGIDMap')],
  ['31-009', (pdf) => drop(descriptor(pdf), '/FontFile2')],
  ['31-016', (pdf) => put(under(pdf), '/W', [0, [600]])],
  ['31-022', (pdf) => rewrite(pdf, descriptor(pdf)['/CIDSet'], (bits) => bits.replace(/[\s\S]/g, '\0'))],
  ['31-027', (pdf) => drop(font(pdf), '/ToUnicode')],
  [
    '31-028',
    (pdf) =>
      rewrite(pdf, font(pdf)['/ToUnicode'], (map) => map.replace(/(\[|> )<[0-9a-f]{4}>/gi, '$1<fffd>')),
  ],
  ['31-030', (pdf) => content(pdf, (text) => text.replace(/\[<[0-9a-f]{4}/, '[<0000'))],
  ['ISO 32000-1, 14.6', (pdf) => content(pdf, (text) => text.replace('EMC', ''))],
  ['ISO 32000-1, 14.7.4', (pdf) => put(part(pdf, 'P'), '/K', [9_999])],
  [
    'ISO 32000-1, 14.7.4.4',
    (pdf) => {
      const tree = behind(pdf, first(pdf, '/Type', '/StructTreeRoot'), '/ParentTree')
      pdf.list(pdf.list(tree['/Nums'])[1]).reverse()
    },
  ],
  ['ISO 32000-1, 14.8.2.5', (pdf) => content(pdf, (text) => withoutLastSigns(text))],
  ['ISO 32000-1, 14.8.4.2', (pdf) => put(part(pdf, 'Document'), '/S', '/Part')],
]

/** Takes the last sign off every text, which is the space of those that go on in another line. */
const withoutLastSigns = (text: string) => text.replace(/[0-9a-f]{4}>([^<>]*\] TJ)/g, '>$1')

test('the reader says which condition fails, for each it checks', () => {
  for (const [condition, spoil] of faults) {
    const spoilt = pdfOf(structuredClone(read.objects), structuredClone(read.trailer))
    spoil(spoilt)
    const failed = new Set(failuresIn(spoilt).map((failure) => failure.condition))
    expect(failed, condition).toContain(condition)
  }
})
