import { getProvinces, getRegencies } from 'idn-area-data'
import { type SheetCell, xlsxOf } from './sheets.ts'

const parts = [
  'Ba',
  'Bu',
  'Da',
  'Di',
  'Eka',
  'Gu',
  'Ha',
  'In',
  'Ja',
  'Ku',
  'La',
  'Ma',
  'Ni',
  'Pu',
  'Ra',
  'Sa',
  'Ti',
  'Wa',
  'Yu',
  'Za',
]
const ends = ['di', 'na', 'ri', 'to', 'wan', 'wati', 'yani', 'yono', 'lia', 'man']

/** A name that is nobody's, another for every number. */
export function fictionalName(number: number): string {
  const syllable = (at: number) =>
    `${parts[at % parts.length]}${ends[Math.floor(at / parts.length) % ends.length]}`
  return `Contoh ${syllable(number)} ${syllable(Math.floor(number / 200))}`
}

/** A number of a civil servant's shape: born, appointed, and a running number. */
const staffNumber = (at: number) =>
  `19${60 + (at % 39)}0${1 + (at % 9)}1${at % 9}2005041${String(at).padStart(5, '0').slice(-5)}`
    .padEnd(18, '0')
    .slice(0, 18)

/**
 * A roster of the whole country as a national office gathers it: a title, `rows` people spread over all districts, days
 * in several dresses, every hundredth unit misspelt, every two-hundredth row a double.
 */
export async function largeRoster(rows: number): Promise<SheetCell[][]> {
  const known = new Set((await getProvinces()).map(({ code }) => code))
  const districts = (await getRegencies()).filter(({ province_code }) => known.has(province_code))
  const dress = [
    (year: number): SheetCell => `17 April ${year}`,
    (year: number): SheetCell => `17/04/${year}`,
    (year: number): SheetCell => ({ day: `${year}-04-17` }),
  ]
  const lines: SheetCell[][] = [
    ['DAFTAR PEGAWAI SELURUH INDONESIA'],
    [],
    ['No', 'Satker', 'Nama Lengkap', 'L/P', 'Jabatan', 'TMT', 'NIP', 'No. HP', 'Email'],
  ]
  for (let at = 0; at < rows; at++) {
    const name = districts[at % districts.length]?.name ?? ''
    const unit = at % 100 === 99 ? name.replace(/(.)(.)$/, '$2$1') : name
    if (at % 200 === 199) {
      lines.push([at + 1, ...(lines.at(-1) ?? []).slice(1)])
      continue
    }
    lines.push([
      at + 1,
      `KPU ${unit}`,
      fictionalName(at),
      at % 2 === 0 ? 'L' : 'P',
      at % 7 === 0 ? 'Kasubbag Umum' : 'Staf Pelaksana',
      dress[at % 3]?.(2010 + (at % 9)) ?? null,
      at % 3 === 0 ? staffNumber(at) : null,
      `0812${String(10_000_000 + at)}`,
      `orang${at}@contoh.test`,
    ])
  }
  return lines
}

/** The same as an xlsx file. */
export const largeWorkbook = async (rows: number) => xlsxOf(await largeRoster(rows))
