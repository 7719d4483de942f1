import { writeFitted } from './fit-text.ts'
import { colours, mm } from './measures.ts'
import type { Press } from './press.ts'
import type { Signer } from './records.ts'

/** Height of a block for a signature, in points. */
export const signerHeight = mm(42)

/**
 * Where somebody signs: `above` (place and day, or a word), the position, room for signature and stamp, the name.
 * Without a signer, lines to fill in by hand.
 */
export function drawSigner(
  press: Press,
  {
    x,
    y,
    width,
    above,
    signer,
  }: { x: number; y: number; width: number; above: string; signer: Signer | null },
): void {
  const place = { x, width, smallest: 7 }
  let next = writeFitted(press, above, { ...place, y, most: 1, style: { size: 10 } })
  if (signer) writeFitted(press, signer.position, { ...place, y: next, most: 2, style: { size: 10 } })
  next = y + mm(34)
  const style = { size: 10.5, bold: true }
  if (signer) next = writeFitted(press, signer.name, { ...place, y: next, most: 1, style })
  else next += mm(5)
  press.decorated(() => press.rule(x, next + 1, width, colours.muted))
}
