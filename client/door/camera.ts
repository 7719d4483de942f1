// Looks for QR codes through the phone's camera.
import { readerOf } from './reader.ts'

/** Why there is no picture of the camera, by what the browser calls it. */
export type CameraProblem = 'Refused' | 'None' | 'Busy' | ''

export function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'Refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'None'
  if (name === 'NotReadableError' || name === 'AbortError') return 'Busy'
  return ''
}

/** An open camera, and its lamp where the phone lets the browser have it. */
export interface OpenCamera {
  shut(): void
  lamp: ((isOn: boolean) => Promise<void>) | null
}

/** Of cameras that have a lamp; not in the types of browsers yet (MediaStream Image Capture). */
interface WithLamp {
  torch?: boolean
}

function lampOf(track: MediaStreamTrack | undefined): OpenCamera['lamp'] {
  const can = (track?.getCapabilities?.() ?? {}) as WithLamp
  if (!track || !can.torch) return null
  return (isOn) => track.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] })
}

const lookEvery = 150
/** A badge that is held in front of the camera is one scan until it has been away for so long, in milliseconds. */
const away = 3_000

/** Starts the camera and calls `onText` for each code that comes into view; rejects where there is no camera. */
export async function openCamera(
  video: HTMLVideoElement,
  decoder: string,
  onText: (text: string) => void,
): Promise<OpenCamera> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 } },
    audio: false,
  })
  const stop = () => {
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  let isOpen = true
  try {
    video.srcObject = stream
    await video.play()
    const reader = await readerOf(decoder)
    let last = ''
    let seenAt = 0
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
  } catch (error) {
    // The light of a camera that nobody looks through says something else.
    stop()
    throw error
  }
  return {
    shut: () => {
      isOpen = false
      stop()
    },
    lamp: lampOf(stream.getVideoTracks()[0]),
  }
}
