// Reads QR codes out of what a camera sees or a picture shows: with the browser's own reader where there is one.

type Source = HTMLVideoElement | ImageBitmap

export interface Reader {
  /** The text of the code in view; `closely` takes more time over it. */
  read(source: Source, closely?: boolean): Promise<string | null>
}

interface BarcodeDetectorLike {
  detect(source: Source): Promise<{ rawValue: string }[]>
}
interface BarcodeDetectorClass {
  new (options: { formats: string[] }): BarcodeDetectorLike
  getSupportedFormats(): Promise<string[]>
}

async function ownReader(): Promise<Reader | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: BarcodeDetectorClass }
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  if (!BarcodeDetector || !formats.includes('qr_code')) return null
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return { read: async (source) => (await detector.detect(source))[0]?.rawValue ?? null }
}

/** Pixels of the side that is looked at: enough for a badge held at arm's length, little enough for a cheap phone. */
const looked = 640
/** Of a picture, one after the other: a badge may fill it or lie far away in it. */
const lookedClosely = [640, 1280, 2048]

const sizeOf = (source: Source) =>
  source instanceof HTMLVideoElement
    ? { width: source.videoWidth, height: source.videoHeight }
    : { width: source.width, height: source.height }

async function loadedReader(href: string): Promise<Reader> {
  const { decode } = (await import(href)) as typeof import('../door-decoder.ts')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const readAt = (source: Source, side: number) => {
    const { width, height } = sizeOf(source)
    const scale = Math.min(1, side / Math.max(width, height, 1))
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    if (!context || canvas.width === 0) return null
    context.drawImage(source, 0, 0, canvas.width, canvas.height)
    return decode(context.getImageData(0, 0, canvas.width, canvas.height))
  }
  return {
    read: async (source, closely = false) => {
      for (const side of closely ? lookedClosely : [looked]) {
        const text = readAt(source, side)
        if (text) return text
      }
      return null
    },
  }
}

let reader: Promise<Reader> | undefined

/** What reads here; `decoder` is the address of the one that is loaded where the browser has none. */
export function readerOf(decoder: string): Promise<Reader> {
  reader ??= ownReader().then((own) => own ?? loadedReader(decoder))
  // Without a network and not kept: another try may find it.
  reader.catch(() => {
    reader = undefined
  })
  return reader
}

/** The text of the code in a picture; null where there is none, or it is no picture. */
export async function readPicture(file: Blob, decoder: string): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  try {
    return await (await readerOf(decoder)).read(picture, true)
  } finally {
    picture.close()
  }
}
