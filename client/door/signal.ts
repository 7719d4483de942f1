import type { Verdict } from '../../src/modules/doors/evaluate-scan.ts'

/** Hertz and pattern of shaking (milliseconds on, off, on) for each picture: told apart without looking. */
const signals: Record<Verdict['picture'], { tone: number; shake: number[] }> = {
  green: { tone: 880, shake: [80] },
  already: { tone: 587, shake: [80, 80, 80] },
  elsewhere: { tone: 440, shake: [300] },
  unknown: { tone: 220, shake: [300, 100, 300] },
}

let context: AudioContext | undefined

/** Sounds and shakes, where the phone can and its steward wants. */
export function signal(picture: Verdict['picture']): void {
  const { tone, shake } = signals[picture]
  navigator.vibrate?.(shake)
  context ??= new AudioContext()
  const oscillator = context.createOscillator()
  const volume = context.createGain()
  volume.gain.value = 0.2
  oscillator.frequency.value = tone
  oscillator.connect(volume).connect(context.destination)
  oscillator.start()
  oscillator.stop(context.currentTime + 0.15)
}
