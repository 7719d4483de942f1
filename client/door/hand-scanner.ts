// A hand scanner types a code like a keyboard, with Enter after it, with Tab, or with nothing.
import { isScanner, isWhole, type Key, keysApart, scannedText } from '../../src/modules/doors/hand-scanner.ts'

/** After so long without a key a scanner that sends no end has ended, in milliseconds. */
const silence = 200

type Field = HTMLInputElement | HTMLSelectElement

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement

/**
 * Calls `onText` for each text that a hand scanner types, wherever the focus is; what its keys did to the field that has
 * it is undone. `own`: where it types when nothing has the focus.
 */
export function takeHandScanner(own: HTMLInputElement, onText: (text: string) => void): void {
  let pressed: Key[] = []
  let field: Field = own
  let before = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const take = () => {
    const text = scannedText(pressed)
    pressed = []
    // The last key reaches the field after this.
    setTimeout(() => {
      field.value = before
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    onText(text)
  }

  addEventListener(
    'keydown',
    (event) => {
      clearTimeout(timer)
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.key === 'Enter' || event.key === 'Tab') {
        if (!isScanner(pressed)) return
        // Neither sends the form once more, nor presses the button that has the focus.
        event.preventDefault()
        event.stopPropagation()
        take()
        return
      }
      if (event.key.length !== 1) return
      const last = pressed.at(-1)
      if (!last || event.timeStamp - last.at > keysApart) {
        pressed = []
        field = isField(event.target) ? event.target : own
        before = field.value
      }
      pressed.push({ key: event.key, code: event.code, shift: event.shiftKey, at: event.timeStamp })
      timer = setTimeout(() => {
        if (isScanner(pressed) && isWhole(scannedText(pressed))) take()
      }, silence)
    },
    { capture: true },
  )
}
