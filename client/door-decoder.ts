// Reads a QR code out of a picture, for browsers that cannot by themselves. Loaded only there.
import jsQR from 'jsqr'

/** The text of the code in a picture, or null. */
export const decode = (image: ImageData): string | null =>
  jsQR.default(image.data, image.width, image.height, { inversionAttempts: 'dontInvert' })?.data ?? null
