import { create, toBuffer } from 'qrcode'

const level = 'M'
/** Modules of light around the code that scanners need (ISO/IEC 18004). */
const quiet = 4

/** A QR code as a path over a square of `size` modules, quiet zone included. */
export function qrPath(text: string): { path: string; size: number } {
  const { modules } = create(text, { errorCorrectionLevel: level })
  let path = ''
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue
      let run = 1
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      path += `M${column + quiet} ${row + quiet}h${run}v1h-${run}z`
      column += run
    }
  }
  return { path, size: modules.size + 2 * quiet }
}

/** A QR code as an SVG document: black on white in any colour scheme, because scanners need the contrast. */
export function qrSvg(text: string): string {
  const { path, size } = qrPath(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}

/** A QR code as a PNG of `width` pixels. */
export const qrPng = (text: string, width = 720): Promise<Buffer> =>
  toBuffer(text, { type: 'png', errorCorrectionLevel: level, margin: quiet, width })
