import jsQR from 'jsqr'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { qrPng, qrSvg } from './qr.ts'

const address = 'https://jangkau.example/q/7KXW2PM'

async function read(image: Uint8Array): Promise<string | undefined> {
  const { data, info } = await sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

test('the PNG is read back as the address it was made of', async () => {
  expect(await read(await qrPng(address))).toBe(address)
})

test('the SVG is read back as the address it was made of', async () => {
  const png = await sharp(Buffer.from(qrSvg(address)))
    .resize(480)
    .png()
    .toBuffer()
  expect(await read(png)).toBe(address)
})

test('a small print of it is still read', async () => {
  const small = await sharp(await qrPng(address))
    .resize(140)
    .png()
    .toBuffer()
  expect(await read(small)).toBe(address)
})
