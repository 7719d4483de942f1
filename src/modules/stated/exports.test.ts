import { expect, test } from 'vitest'
import { readSheet } from '../spreadsheets/index.ts'
import { readCount } from './read-count.ts'
import { readDay } from './read-day.ts'
import { readExport } from './read-export.ts'
import { recogniseExport } from './recognise.ts'

const statedOn = '2019-04-20'

async function read(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const sheet = await readSheet(bytes)
  if (!sheet.ok) throw new Error(sheet.refusal.key)
  const found = recogniseExport(sheet.value)
  return { ...found, ...readExport(sheet.value, { ...found, account: '' }, statedOn) }
}

const instagram = [
  'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves',
  '1790,178,contoh.salatiga,Contoh,"Lima surat suara, lima warna",0,04/06/2019 00:45,https://www.instagram.com/p/AAA/,IG image,,Lifetime,"11,351",6740,367,15,2,12,3',
].join('\n')

test('reads Instagram posts of Meta Business Suite, in English', async () => {
  const { layout, channel, rows, problems } = await read(instagram)
  expect([layout, channel, problems]).toEqual(['instagram-posts', 'instagram', []])
  expect(rows).toEqual([
    {
      row: 2,
      subject: '1790',
      link: 'https://www.instagram.com/p/AAA/',
      title: 'Lima surat suara, lima warna',
      account: 'contoh.salatiga',
      from: '2019-04-06',
      until: '2019-04-20',
      values: { impressions: 11_351, people: 6740, interactions: 367 + 15 + 12 + 3 },
    },
  ])
})

test('reads Instagram posts in Indonesian, where a shared post has no reach', async () => {
  const { layout, rows, problems } = await read(
    [
      '"ID Postingan","ID Akun","Nama pengguna akun","Nama akun",Deskripsi,"Durasi (detik)","Waktu penerbitan",Permalink,"Jenis postingan","Komentar data",Tanggal,Tayangan,Suka,"Frekuensi dibagikan",Komentar,"Frekuensi Disimpan",Jangkauan,Mengikuti',
      '111,900,contoh,Contoh,"baris satu\nbaris dua",60,"03/17/2019 00:45",https://www.instagram.com/reel/AAA/,"Reel IG",,"Sepanjang Masa",11351,367,15,12,3,6740,2',
      '333,901,tamu,Tamu,kolab,0,"03/08/2019 02:47",https://www.instagram.com/p/CCC/,"Carousel IG",,"Sepanjang Masa",4051,86,0,2,0,,',
    ].join('\n'),
  )
  expect([layout, problems]).toEqual(['instagram-posts', []])
  expect(rows.map(({ row, from, title, values }) => [row, from, title, values])).toEqual([
    [2, '2019-03-17', 'baris satu baris dua', { impressions: 11_351, people: 6740, interactions: 397 }],
    [3, '2019-03-08', 'kolab', { impressions: 4051, interactions: 88 }],
  ])
})

test('reads one figure a day of Meta, in UTF-16 with its name above the heads', async () => {
  const text =
    'sep=,\n"Jangkauan Instagram"\n"Tanggal","Primary"\n"2019-04-13T00:00:00","192"\n"2019-04-14T00:00:00","1.641"\n'
  const { layout, channel, rows } = await read(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  expect([layout, channel]).toEqual(['meta-days', 'instagram'])
  expect(rows.map(({ subject, from, until, values }) => [subject, from, until, values])).toEqual([
    ['', '2019-04-13', '2019-04-13', { people: 192 }],
    ['', '2019-04-14', '2019-04-14', { people: 1641 }],
  ])
})

test('reads Facebook posts by their page', async () => {
  const { layout, channel, rows } = await read(
    [
      'Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Post type,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares',
      '1225,61,Contoh Salatiga,Hari pemungutan suara,,0,04/01/2019 21:00,https://www.facebook.com/contoh/1225,Photos,Lifetime,5200,3100,77,50,20,7',
    ].join('\n'),
  )
  expect([layout, channel]).toEqual(['facebook-posts', 'facebook'])
  expect(rows[0]).toMatchObject({
    account: 'Contoh Salatiga',
    from: '2019-04-01',
    values: { impressions: 5200, people: 3100, interactions: 77 },
  })
})

test('reads posts of X as of today and as of 2019, and its days', async () => {
  const now = await read(
    [
      'Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks',
      '2074000000000000001,"Sun, Apr 14, 2019",Contoh,https://x.com/contoh/status/2074000000000000001,122978,12,300,0,1,0,2,3,4,5,6,7,8',
    ].join('\n'),
  )
  expect([now.layout, now.channel]).toEqual(['x-posts', 'x'])
  expect(now.rows[0]).toMatchObject({
    subject: '2074000000000000001',
    from: '2019-04-14',
    values: { impressions: 122_978, interactions: 300 },
  })
  const then = await read(
    [
      'Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,replies,likes',
      '1,https://twitter.com/contoh/status/1,"Contoh, dua",2019-03-15 12:00 +0000,1000.0,50.0,0.05,3,2,40',
    ].join('\n'),
  )
  expect(then.rows[0]).toMatchObject({ from: '2019-03-15', values: { impressions: 1000, interactions: 50 } })
  const days = await read(
    [
      'Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views',
      '"Thu, Apr 11, 2019",156,3,6,0,0,1,0,1,0,2,1,4,5',
    ].join('\n'),
  )
  expect(days.layout).toBe('x-days')
  expect(days.rows[0]).toMatchObject({ subject: '', from: '2019-04-11', until: '2019-04-11' })
})

test('reads videos and days of TikTok, whose days have no year', async () => {
  const videos = await read(
    [
      '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"',
      '"18 April","Contoh","https://www.tiktok.com/@contoh/video/7400000000000000001","10 Januari","5,431","24","461","289568"',
    ].join('\n'),
  )
  expect([videos.layout, videos.channel]).toEqual(['tiktok-posts', 'tiktok'])
  expect(videos.rows[0]).toMatchObject({
    subject: 'https://www.tiktok.com/@contoh/video/7400000000000000001',
    from: '2019-01-10',
    values: { impressions: 289_568, interactions: 5431 + 24 + 461 },
  })
  const days = await read(
    [
      '"Date","Video Views","Profile Views","Likes","Comments","Shares"',
      '"September 25","118","0","5","0","0"',
    ].join('\n'),
  )
  // The last 25 September up to the day of asking.
  expect(days.rows[0]).toMatchObject({ from: '2018-09-25', values: { impressions: 118, interactions: 5 } })
})

test('reads videos of YouTube Studio without its sums, views and not thumbnails', async () => {
  const english = await read(
    [
      'Content,Video title,Video publish time,Duration,Likes,Comments added,Shares,Unique viewers,Views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%)',
      'Total,,,,60,7,3,1800,2100,10.5,1,9000,5.2',
      'abc123,"Contoh, satu","Jan 6, 2019",45,10,2,1,90,100,0.5,1,700,4.1',
    ].join('\n'),
  )
  expect(english.layout).toBe('youtube-videos')
  expect(english.problems).toEqual([])
  expect(english.rows).toHaveLength(1)
  expect(english.rows[0]).toMatchObject({
    row: 3,
    link: 'https://www.youtube.com/watch?v=abc123',
    values: { impressions: 100, people: 90, interactions: 13 },
  })
  const indonesian = await read(
    [
      'Konten,Judul video,Waktu publikasi video,Durasi,Penayangan,Waktu tonton (jam),Subscriber,Tayangan,Rasio klik-tayang dari tayangan (%)',
      'abc123,Contoh,"6 Jan 2019",45,100,0.5,1,700,4.1',
    ].join('\n'),
  )
  expect(indonesian.rows[0]).toMatchObject({ from: '2019-01-06', values: { impressions: 100 } })
})

test('leaves out rows that cannot be read and says where and why', async () => {
  const { rows, problems } = await read(
    [
      instagram,
      '1791,178,a,b,c,0,kemarin,https://www.instagram.com/p/B/,IG image,,Lifetime,1,1,1,1,1,1,1',
      '1792,178,a,b,c,0,04/07/2019 00:45,https://www.instagram.com/p/C/,IG image,,Lifetime,banyak,1,1,1,1,1,1',
      '1793,178,a,b,c,0,04/30/2019 00:45,https://www.instagram.com/p/D/,IG image,,Lifetime,1,1,1,1,1,1,1',
      '1.79E+17,178,a,b,c,0,04/07/2019 00:45,,IG image,,Lifetime,1,1,1,1,1,1,1',
      '1795,178,a,b,c,0,04/07/2019 00:45,https://www.instagram.com/p/E/,IG image,,Lifetime,,,,,,,',
      '1790,178,contoh.salatiga,b,c,0,04/07/2019 00:45,https://www.instagram.com/p/F/,IG image,,Lifetime,1,1,1,1,1,1,1',
      ',,,,,,,,,,,,,,,,,',
    ].join('\n'),
  )
  expect(rows.map(({ row }) => row)).toEqual([2])
  expect(problems).toEqual([
    { row: 3, column: 6, kind: 'day', value: 'kemarin' },
    { row: 4, column: 11, kind: 'count', value: 'banyak' },
    { row: 5, column: 6, kind: 'future', value: '04/30/2019 00:45' },
    { row: 6, column: 0, kind: 'cutId', value: '1.79E+17' },
    { row: 7, column: null, kind: 'nothing', value: '' },
    { row: 8, column: 0, kind: 'twice', value: '1790' },
  ])
})

test('an unknown file comes back with the columns that any platform names so, and no layout', async () => {
  const found = await read('Laporan\nTanggal,Jangkauan,Catatan\n17/04/2019,120,x\n')
  expect(found).toMatchObject({ layout: null, channel: null, headerRow: 1, columns: { day: 0, people: 1 } })
  expect(found.rows[0]).toMatchObject({ from: '2019-04-17', values: { people: 120 } })
})

test.each([
  ['1,520', 1520],
  ['1.520.000', 1_520_000],
  ['12.0', 12],
  ['1 520', 1520],
  ['0', 0],
  ['', undefined],
  ['–', undefined],
  ['12.5', null],
  ['-3', null],
  ['1,52', null],
  ['99999999999999', null],
  ['5.2%', null],
])('counts %s as %s', (text, count) => {
  expect(readCount(text)).toBe(count)
})

test.each([
  ['31/04/2019', 'dmy', null],
  ['04/31/2019', 'mdy', null],
  ['03/04/2019', 'mdy', '2019-03-04'],
  ['03/04/2019', 'dmy', '2019-04-03'],
  ['2019-02-29', 'mdy', null],
  ['17 Agustus 2018', 'dmy', '2018-08-17'],
  ['29 Februari', 'dmy', '2016-02-29'],
  ['Lifetime', 'mdy', null],
] as const)('reads the day of %s (%s) as %s', (text, order, day) => {
  expect(readDay(text, order, '2019-04-20')).toBe(day)
})
