/** A file as a platform might have handed it out, made up from beginning to end. */
export interface ExampleSheet {
  workUnitId: string
  fileName: string
  statedOn: string
  rows: readonly (readonly string[])[]
}

const instagramHeads = [
  'Post ID',
  'Account ID',
  'Account username',
  'Account name',
  'Description',
  'Duration (sec)',
  'Publish time',
  'Permalink',
  'Post type',
  'Impressions',
  'Reach',
  'Likes',
  'Comments',
  'Shares',
  'Saves',
]

const instagram = (
  account: string,
  posts: readonly (readonly [post: string, text: string, day: string, ...counts: number[]])[],
) => [
  instagramHeads,
  ...posts.map(([post, text, day, ...counts]) => [
    `9000${post}`,
    '9000',
    account,
    'Contoh',
    text,
    '0',
    `${day} 09:00`,
    `https://www.instagram.com/p/contoh-${post}/`,
    'IG image',
    ...counts.map(String),
  ]),
]

export const exampleSheets: readonly ExampleSheet[] = [
  {
    workUnitId: 'id.33.73',
    fileName: 'contoh-instagram-2019.csv',
    statedOn: '2019-04-20',
    rows: instagram('contoh.salatiga', [
      ['101', 'Contoh: lima surat suara, lima warna', '02/11/2019', 4310, 2905, 236, 18, 41, 22],
      ['102', 'Contoh: cara pindah memilih', '02/26/2019', 6120, 4388, 310, 47, 96, 58],
      ['103', 'Contoh: hari pemungutan suara tanggal berapa?', '03/17/2019', 8954, 6012, 522, 83, 140, 61],
      ['104', 'Contoh: yang dibawa ke TPS', '04/10/2019', 11_240, 7420, 618, 71, 233, 104],
    ]),
  },
  {
    workUnitId: 'id.33',
    fileName: 'contoh-instagram-provinsi-2019.csv',
    statedOn: '2019-04-20',
    rows: instagram('contoh.jateng', [
      ['201', 'Contoh: kenali pemilu serentak', '02/04/2019', 21_480, 15_230, 1204, 96, 311, 150],
      ['202', 'Contoh: cek namamu di daftar pemilih', '03/05/2019', 33_905, 24_110, 1890, 204, 702, 288],
    ]),
  },
]

/** Followers of made-up accounts, as somebody read them off. */
export const exampleFollowers = [
  { workUnitId: 'id.33.73', channel: 'instagram', account: '@contoh.salatiga', value: 5480 },
  { workUnitId: 'id.33.73', channel: 'facebook', account: 'Contoh Salatiga', value: 8120 },
  { workUnitId: 'id.33', channel: 'instagram', account: '@contoh.jateng', value: 46_300 },
] as const

/** A figure read off a screen, with a drawn picture as its evidence. */
export const exampleTyped = {
  workUnitId: 'id.33.73',
  channel: 'facebook',
  account: 'Contoh Salatiga',
  kind: 'people',
  value: 9340,
  from: '2019-04-01',
  until: '2019-04-16',
  statedOn: '2019-04-18',
  source: 'Facebook, halaman Wawasan: orang yang dijangkau (contoh)',
} as const
