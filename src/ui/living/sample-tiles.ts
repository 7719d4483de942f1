import type { Tile } from '../charts/tile-map.tsx'

/** A country of 34 areas: abbreviation, name, column, row. */
const country = `AC Aceh 0 0,SU Sumatera Utara 1 1,RI Riau 2 1,KR Kepulauan Riau 3 1,SB Sumatera Barat 1 2,JA Jambi 2 2,
BE Bengkulu 1 3,SS Sumatera Selatan 2 3,BB Kepulauan Bangka Belitung 3 3,LA Lampung 2 4,BT Banten 3 5,
JK DKI Jakarta 4 4,JB Jawa Barat 4 5,JT Jawa Tengah 5 5,YO DI Yogyakarta 5 6,JI Jawa Timur 6 5,BA Bali 7 5,
NB Nusa Tenggara Barat 8 5,NT Nusa Tenggara Timur 9 5,KB Kalimantan Barat 5 2,KT Kalimantan Tengah 6 2,
KS Kalimantan Selatan 6 3,KI Kalimantan Timur 7 2,KU Kalimantan Utara 7 1,SR Sulawesi Barat 8 3,
ST Sulawesi Tengah 9 2,GO Gorontalo 9 1,SA Sulawesi Utara 10 1,SN Sulawesi Selatan 8 4,SG Sulawesi Tenggara 9 3,
MU Maluku Utara 11 2,MA Maluku 11 3,PB Papua Barat 12 2,PA Papua 13 2`

/** Made-up shares, one an area; the same on every machine. */
const shareOf = (at: number) => ((at * 37 + 21) % 60) / 100

const tileOf = (words: string, at: number): Tile => {
  const [abbreviation = '', ...rest] = words.trim().split(' ')
  const row = Number(rest.pop())
  const column = Number(rest.pop())
  const suppressed = abbreviation === 'MU' || abbreviation === 'PA'
  const share = shareOf(at)
  return {
    id: abbreviation,
    label: rest.join(' '),
    abbreviation,
    column,
    row,
    value: suppressed ? null : share,
    shown: `${Math.round(share * 100)} %`,
    suppressed,
    href: '#map',
    current: abbreviation === 'JT',
  }
}

export const countryTiles = country.split(',').map(tileOf)

/** One area's ten parts, laid out in rows of five; one is not known, one withheld. */
export const areaTiles = Array.from({ length: 10 }, (_, at): Tile => {
  const value = at === 3 ? null : shareOf(at * 3)
  return {
    id: `d${at}`,
    label: `Kota Contoh ${at + 1}`,
    abbreviation: `K${at + 1}`,
    column: at % 5,
    row: Math.floor(at / 5),
    value: at === 6 ? null : value,
    shown: value === null ? '–' : `${Math.round(value * 100)} %`,
    suppressed: at === 6,
  }
})
