import writeXlsxFile from 'write-excel-file/node'

/** One line of the roster. */
export interface Staff {
  name: string
  /** Official code of the office: `31.71`. */
  office: string
}

const given = ['Awan', 'Bintang', 'Cemara', 'Delima', 'Embun', 'Fajar', 'Gerimis', 'Hutan', 'Intan', 'Jingga']
const middle = ['Perak', 'Pagi', 'Hijau', 'Timur', 'Barat', 'Biru', 'Senja', 'Laut', 'Gunung', 'Lembah']
const family = [
  'Rekaan',
  'Karangan',
  'Umpama',
  'Misalnya',
  'Andaian',
  'Percobaan',
  'Tiruan',
  'Model',
  'Peraga',
  'Latihan',
]

/** So many made-up staff, each with a name of their own, one from each office in turn. */
export const staffOf = (offices: readonly string[], count: number): Staff[] =>
  Array.from({ length: count }, (_, at) => ({
    name: [given[at % 10], middle[Math.floor(at / 10) % 10], family[Math.floor(at / 100) % 10]].join(' '),
    office: offices[at % offices.length] ?? '',
  }))

/** The roster as an office keeps it: a title, an empty line, a head, and days as people write them. */
export async function rosterOf(staff: readonly Staff[]): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String })
  const head = ['No', 'Kode Satker', 'Nama Lengkap', 'Jabatan', 'TMT', 'L/P'].map(text)
  const rows = staff.map(({ name, office }, at) => [
    text(String(at + 1)),
    text(office),
    text(name),
    text('Staf pelaksana'),
    text('2 Januari 2019'),
    text(at % 3 === 0 ? 'P' : 'L'),
  ])
  const sheet = [[text('DAFTAR STAF PELAKSANA (KARANGAN)')], [], head, ...rows]
  return writeXlsxFile(sheet, { sheet: 'Staf' }).toBuffer()
}
