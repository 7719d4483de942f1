/** What a column of an export may hold. `likes` to `saves` are added up where no column holds all interactions. */
export const exportFields = [
  'day',
  'id',
  'link',
  'title',
  'account',
  'impressions',
  'people',
  'interactions',
  'likes',
  'comments',
  'shares',
  'saves',
] as const
export type ExportField = (typeof exportFields)[number]

/** The fields without which a file says nothing. */
export const partsOfInteractions = ['likes', 'comments', 'shares', 'saves'] as const

/** How a day is written where only its place says what is day and what month: 06/17/2026, 17/06/2026. */
export type DayOrder = 'mdy' | 'dmy'

/** One kind of file of a platform: its columns by the names the platform gives them, in English and Indonesian. */
export interface ExportLayout {
  code: string
  /** Channel of the preset its figures belong to; null: the file does not say. */
  channel: string | null
  dayOrder: DayOrder
  /** Columns of which this layout has at least one and no other has. */
  marks: readonly string[]
  columns: Partial<Record<ExportField, readonly string[]>>
  /** Address of a post by its id, where the file gives ids alone. */
  linkOf?: (id: string) => string
}

/**
 * The files that platforms hand out, most particular first. Names were taken from exports shown in public; where a
 * platform renames a column, the new name is added to the old ones. A view is an impression here: the content was
 * shown once. YouTube calls views _Penayangan_ and thumbnails shown _Tayangan_, Meta calls views _Tayangan_.
 */
export const exportLayouts: readonly ExportLayout[] = [
  {
    code: 'instagram-posts',
    channel: 'instagram',
    dayOrder: 'mdy',
    marks: ['Account username', 'Nama pengguna akun'],
    columns: {
      day: ['Publish time', 'Waktu penerbitan'],
      id: ['Post ID', 'ID Postingan'],
      link: ['Permalink'],
      title: ['Description', 'Deskripsi'],
      account: ['Account username', 'Nama pengguna akun'],
      impressions: ['Views', 'Tayangan', 'Impressions', 'Impresi'],
      people: ['Reach', 'Jangkauan'],
      likes: ['Likes', 'Suka'],
      comments: ['Comments', 'Komentar'],
      shares: ['Shares', 'Frekuensi dibagikan'],
      saves: ['Saves', 'Frekuensi Disimpan'],
    },
  },
  {
    code: 'facebook-posts',
    channel: 'facebook',
    dayOrder: 'mdy',
    marks: ['Page name', 'Lifetime Post Total Reach'],
    columns: {
      day: ['Publish time', 'Waktu penerbitan', 'Posted'],
      id: ['Post ID', 'ID Postingan', 'Video asset ID'],
      link: ['Permalink'],
      title: ['Title', 'Description', 'Deskripsi', 'Post Message'],
      account: ['Page name'],
      impressions: ['Views', 'Tayangan', 'Impressions', 'Impresi', 'Lifetime Post Total Impressions'],
      people: ['Reach', 'Jangkauan', 'Lifetime Post Total Reach'],
      interactions: ['Reactions, Comments and Shares'],
      likes: ['Reactions'],
      comments: ['Comments', 'Komentar'],
      shares: ['Shares', 'Frekuensi dibagikan'],
    },
  },
  {
    code: 'x-posts',
    channel: 'x',
    dayOrder: 'mdy',
    marks: ['Post Link', 'Tweet permalink'],
    columns: {
      day: ['Date', 'time'],
      id: ['Post id', 'Tweet id'],
      link: ['Post Link', 'Tweet permalink'],
      title: ['Post text', 'Tweet text'],
      impressions: ['Impressions'],
      interactions: ['Engagements'],
    },
  },
  {
    code: 'x-days',
    channel: 'x',
    dayOrder: 'mdy',
    marks: ['New follows', 'Create Post'],
    columns: { day: ['Date'], impressions: ['Impressions'], interactions: ['Engagements'] },
  },
  {
    code: 'tiktok-posts',
    channel: 'tiktok',
    dayOrder: 'dmy',
    marks: ['Total views', 'Video link'],
    columns: {
      day: ['Post time'],
      id: ['Video ID'],
      link: ['Video link'],
      title: ['Video title'],
      impressions: ['Total views'],
      people: ['Reached audience', 'Unique viewers'],
      likes: ['Total likes'],
      comments: ['Total comments'],
      shares: ['Total shares'],
      saves: ['Add to favorites', 'Total favorites'],
    },
  },
  {
    code: 'tiktok-days',
    channel: 'tiktok',
    dayOrder: 'dmy',
    marks: ['Profile views'],
    columns: {
      day: ['Date', 'Tanggal'],
      impressions: ['Video views'],
      people: ['Reached audience', 'Unique viewers'],
      likes: ['Likes'],
      comments: ['Comments'],
      shares: ['Shares'],
    },
  },
  {
    code: 'youtube-videos',
    channel: 'youtube',
    dayOrder: 'mdy',
    marks: ['Video publish time', 'Waktu publikasi video'],
    columns: {
      day: ['Video publish time', 'Waktu publikasi video'],
      id: ['Content', 'Konten', 'Video'],
      title: ['Video title', 'Judul video'],
      impressions: ['Views', 'Penayangan'],
      people: ['Unique viewers', 'Penonton unik'],
      likes: ['Likes', 'Suka'],
      comments: ['Comments added', 'Komentar ditambahkan'],
      shares: ['Shares', 'Pembagian'],
    },
    linkOf: (id) => `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`,
  },
  {
    code: 'youtube-days',
    channel: 'youtube',
    dayOrder: 'mdy',
    marks: ['Watch time (hours)', 'Waktu tonton (jam)'],
    columns: {
      day: ['Date', 'Tanggal'],
      impressions: ['Views', 'Penayangan'],
      people: ['Unique viewers', 'Penonton unik'],
    },
  },
  {
    code: 'meta-days',
    channel: null,
    dayOrder: 'mdy',
    // One figure a day in a column of this name; what it is stands in the row above the heads.
    marks: ['Primary'],
    columns: { day: ['Date', 'Tanggal'] },
  },
]

/** What a Meta file of days is about, by the words above its heads; without the name of the app they may begin with. */
export const metaDayTitles: readonly [field: ExportField, titles: readonly string[]][] = [
  ['impressions', ['Views', 'Tayangan', 'Impressions', 'Impresi']],
  ['people', ['Reach', 'Jangkauan', 'Viewers', 'Penonton']],
  ['interactions', ['Content interactions', 'Interactions', 'Interaksi konten', 'Interaksi']],
]

export const layoutOf = (code: string): ExportLayout | undefined =>
  exportLayouts.find((layout) => layout.code === code)

/** A name of a column as it is compared: without case, quotes and doubled spaces. */
export const plainName = (name: string) =>
  name
    .replace(/["'\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
