import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { prepareImage } from './prepare-image.ts'

const noise = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })

/** A PNG of a few hundred bytes that says it is `width` x `height`. */
function bomb(width: number, height: number): Uint8Array {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    const tail = Buffer.alloc(4)
    tail.writeUInt32BE(crc32(body))
    return Buffer.concat([head, body, tail])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const keyOf = async (bytes: Uint8Array) => {
  const result = await prepareImage(bytes)
  return result.ok ? null : result.refusal.fields?.[0]?.key
}

test('makes a page picture of at most 60 KB and a share picture of 1200 x 630 under 300 KB', async () => {
  const result = await prepareImage(await noise(3000, 2000).jpeg({ quality: 95 }).toBuffer())
  if (!result.ok) throw new Error('refused')
  const [page, share] = result.value.variants
  expect(page?.bytes.byteLength).toBeLessThanOrEqual(60 * 1024)
  expect(page?.width).toBeLessThanOrEqual(720)
  expect(share).toMatchObject({ width: 1200, height: 630, contentType: 'image/jpeg' })
  expect(share?.bytes.byteLength).toBeLessThan(300_000)
  const read = await sharp(share?.bytes).metadata()
  expect([read.format, read.width, read.height]).toEqual(['jpeg', 1200, 630])
})

test.each(['png', 'webp', 'jpeg'] as const)('takes a %s', async (format) => {
  expect(await keyOf(await noise(200, 100).toFormat(format).toBuffer())).toBeNull()
})

test('leaves behind where and with what a picture was taken, but keeps it upright', async () => {
  const taken = await noise(300, 200)
    .withExif({ IFD0: { Make: 'Kamera Rahasia', Orientation: '6' }, IFD3: { GPSLatitude: '7/1 19/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect((await sharp(taken).metadata()).exif).toBeDefined()
  const result = await prepareImage(taken)
  if (!result.ok) throw new Error('refused')
  for (const { bytes, width, height, variant } of result.value.variants) {
    const { exif, icc, xmp, iptc } = await sharp(bytes).metadata()
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined])
    expect(Buffer.from(bytes).includes('Kamera Rahasia')).toBe(false)
    if (variant === 'page') expect([width, height]).toEqual([200, 300])
  }
})

test('refuses a file that is no picture, whatever its name', async () => {
  expect(await keyOf(Buffer.from('PK\x03\x04 not a picture'))).toBe('publications.image.notPicture')
  expect(await keyOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(
    'publications.image.notPicture',
  )
  expect(await keyOf(Buffer.from('GIF89a........'))).toBe('publications.image.notPicture')
  expect(await keyOf(Buffer.alloc(0))).toBe('publications.image.notPicture')
})

test('refuses a file over 10 MB', async () => {
  expect(await keyOf(Buffer.alloc(10 * 1024 * 1024 + 1, 1))).toBe('publications.image.tooLarge')
})

test('refuses a small file that unpacks to more than 40 million pixels', async () => {
  expect(await keyOf(bomb(50_000, 50_000))).toBe('publications.image.tooManyPixels')
})

test('refuses a picture that is damaged', async () => {
  const whole = await noise(300, 200).png().toBuffer()
  expect(await keyOf(whole.subarray(0, whole.length / 2))).toBe('publications.image.damaged')
  expect(await keyOf(bomb(500, 500))).toBe('publications.image.damaged')
})
