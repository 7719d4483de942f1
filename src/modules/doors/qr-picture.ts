import { toString as draw } from 'qrcode'

/** A QR code as the address of a picture that needs no further request. */
export async function qrPicture(text: string): Promise<string> {
  const svg = await draw(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
