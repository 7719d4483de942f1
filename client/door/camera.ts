// Looks for QR codes through the phone's camera: with the browser's own reader where there is one.

interface Reader {
  read(video: HTMLVideoElement): Promise<string | null>
}

interface BarcodeDetectorLike {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
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
  return { read: async (video) => (await detector.detect(video))[0]?.rawValue ?? null }
}

/** Pixels of the side that is looked at: enough for a badge held at arm's length, little enough for a cheap phone. */
const looked = 640

async function loadedReader(href: string): Promise<Reader> {
  const { decode } = (await import(href)) as typeof import('../door-decoder.ts')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return {
    read: async (video) => {
      const scale = Math.min(1, looked / Math.max(video.videoWidth, video.videoHeight, 1))
      canvas.width = Math.round(video.videoWidth * scale)
      canvas.height = Math.round(video.videoHeight * scale)
      if (!context || canvas.width === 0) return null
      context.drawImage(video, 0, 0, canvas.width, canvas.height)
      return decode(context.getImageData(0, 0, canvas.width, canvas.height))
    },
  }
}

const lookEvery = 150
/** A badge that is held in front of the camera is one scan until it has been away for so long, in milliseconds. */
const away = 3_000

/** Starts the camera and calls `onText` for each code that comes into view; rejects where there is no camera. */
export async function openCamera(
  video: HTMLVideoElement,
  decoder: string,
  onText: (text: string) => void,
): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
    audio: false,
  })
  video.srcObject = stream
  await video.play()
  const reader = (await ownReader()) ?? (await loadedReader(decoder))
  let last = ''
  let seenAt = 0
  let isOpen = true
  const look = async () => {
    const text = await reader.read(video).catch(() => null)
    if (!isOpen) return
    if (text) {
      const isStill = text === last && performance.now() - seenAt < away
      last = text
      seenAt = performance.now()
      if (!isStill) onText(text)
    }
    setTimeout(look, lookEvery)
  }
  void look()
  return () => {
    isOpen = false
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
}
