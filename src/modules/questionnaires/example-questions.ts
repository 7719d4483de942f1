import type { QuestionKind, QuestionOption } from './tables.ts'

/** A question of an example, and how often out of all answers each of its choices is made. */
export interface ExampleQuestion {
  kind: QuestionKind
  textId: string
  textEn: string
  ends?: { lowId: string; lowEn: string; highId: string; highEn: string }
  options?: readonly [id: string, en: string][]
  rightKey?: string
  isRequired?: boolean
  /** Weights of the choices, or of the five steps, for each part; of a paired one before, then after. */
  weights: readonly (readonly number[])[]
  words?: readonly string[]
}

export const optionsOf = ({ options = [] }: ExampleQuestion): QuestionOption[] =>
  options.map(([id, en], at) => ({ key: String.fromCharCode(97 + at), id, en }))

const good = { lowId: 'tidak jelas', lowEn: 'unclear', highId: 'sangat jelas', highEn: 'very clear' }
const content = { lowId: 'kurang', lowEn: 'poor', highId: 'baik sekali', highEn: 'very good' }

/** Asked of everybody at the end, without names. */
export const judgement: readonly ExampleQuestion[] = [
  {
    kind: 'scale',
    textId: 'Seberapa jelas tujuan rapat ini?',
    textEn: 'How clear was the aim of this meeting?',
    ends: good,
    weights: [[2, 5, 18, 44, 31]],
  },
  {
    kind: 'matrix',
    textId: 'Bagaimana penilaian Anda?',
    textEn: 'What do you think of these?',
    ends: content,
    options: [
      ['Materi kelas', 'Material of the class'],
      ['Narasumber', 'Speakers'],
      ['Ruang', 'Rooms'],
      ['Waktu untuk berdiskusi', 'Time for discussion'],
    ],
    weights: [
      [1, 5, 22, 47, 25],
      [1, 4, 19, 46, 30],
      [3, 9, 27, 41, 20],
      [8, 21, 33, 27, 11],
    ],
  },
  {
    kind: 'one',
    textId: 'Bagian mana yang paling berguna?',
    textEn: 'Which part was the most useful?',
    options: [
      ['Evaluasi Pemilu 2019', 'Evaluation of the 2019 elections'],
      ['Persiapan Pemilihan 2020', 'Preparation of the 2020 elections'],
      ['Bertukar cara dengan satker lain', 'Learning how other units do it'],
    ],
    weights: [[27, 31, 42]],
  },
  {
    kind: 'open',
    textId: 'Apa yang perlu diperbaiki pada rapat berikutnya?',
    textEn: 'What should be better at the next meeting?',
    isRequired: false,
    weights: [],
    words: [
      'Waktu diskusi terlalu pendek.',
      'Materi dibagikan sebelum kelas, bukan sesudahnya.',
      'Lebih banyak contoh dari daerah yang jauh dari ibu kota.',
      'Pendingin ruang terlalu dingin.',
      'Antrean makan siang panjang.',
      'Komisioner dan sekretaris duduk di kelas yang sama setidaknya satu sesi.',
      'Satu sesi khusus untuk basis warga internet.',
      'Jadwal terlalu padat pada hari kedua.',
      'Hasil kelas lain ingin kami baca juga.',
      'Narasumber dari lapangan, bukan hanya dari pusat.',
    ],
  },
]

/** What is known of the next elections, before and after the classes, with names. */
export const knowledge: readonly ExampleQuestion[] = [
  {
    kind: 'one',
    textId: 'Menurut tahapan yang berlaku, kapan pemungutan suara Pemilihan 2020?',
    textEn: 'By the calendar in force, when is the vote of the 2020 regional elections?',
    options: [
      ['15 Juli 2020', '15 July 2020'],
      ['23 September 2020', '23 September 2020'],
      ['9 Desember 2020', '9 December 2020'],
    ],
    rightKey: 'b',
    weights: [
      [16, 62, 22],
      [4, 89, 7],
    ],
  },
  {
    kind: 'one',
    textId: 'Berapa daerah yang menyelenggarakan Pemilihan 2020?',
    textEn: 'How many regions hold elections in 2020?',
    options: [
      ['171', '171'],
      ['224', '224'],
      ['270', '270'],
    ],
    rightKey: 'c',
    weights: [
      [21, 24, 55],
      [8, 9, 83],
    ],
  },
  {
    kind: 'scale',
    textId: 'Seberapa siap satker Anda menjangkau basis warga internet?',
    textEn: 'How ready is your unit to reach the netizen base?',
    ends: { lowId: 'belum siap', lowEn: 'not ready', highId: 'siap', highEn: 'ready' },
    weights: [[9, 23, 38, 22, 8]],
  },
]
