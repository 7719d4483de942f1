// The parts of the page that look at codes: the camera with its lamp, and a picture that was taken elsewhere.
import type { PhoneVia } from '../../src/modules/doors/door-shapes.ts'
import { type OpenCamera, openCamera, problemOf } from './camera.ts'
import { readPicture } from './reader.ts'
import { pageWords, part } from './words.ts'

type Scan = (text: string, via: PhoneVia) => void

const decoder = () => part('door').dataset.decoder ?? ''

function sayProblem(words: string | null): void {
  const problem = part('camera-problem')
  problem.hidden = words === null
  problem.textContent = words ?? ''
}

export function takeCamera(scan: Scan): void {
  const button = part<HTMLButtonElement>('camera')
  const lampButton = part<HTMLButtonElement>('lamp')
  const eye = part<HTMLVideoElement>('eye')
  let open: OpenCamera | null = null
  let isLit = false
  const showLamp = () => {
    lampButton.hidden = !open?.lamp
    lampButton.textContent = pageWords(isLit ? 'lampOff' : 'lamp')
  }
  const shut = () => {
    open?.shut()
    open = null
    isLit = false
    eye.hidden = true
    button.textContent = pageWords('camera')
    showLamp()
  }
  button.addEventListener('click', async () => {
    sayProblem(null)
    if (open) return shut()
    eye.hidden = false
    button.disabled = true
    try {
      open = await openCamera(eye, decoder(), (text) => scan(text, 'camera'))
      button.textContent = pageWords('cameraOff')
      showLamp()
    } catch (error) {
      eye.hidden = true
      sayProblem(pageWords(`noCamera${problemOf(error)}`))
    }
    button.disabled = false
  })
  lampButton.addEventListener('click', async () => {
    isLit = !isLit
    await open?.lamp?.(isLit).catch(() => {
      isLit = false
    })
    showLamp()
  })
}

/** A photograph of a badge that the phone's own camera took, where the page may not have the camera. */
export function takePicture(scan: Scan): void {
  const input = part<HTMLInputElement>('picture')
  input.addEventListener('change', async () => {
    const [file] = input.files ?? []
    input.value = ''
    if (!file) return
    sayProblem(null)
    const text = await readPicture(file, decoder()).catch(() => null)
    if (text) scan(text, 'camera')
    else sayProblem(pageWords('noCode'))
  })
}
