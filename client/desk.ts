// What makes desk pages handier where a browser runs scripts. Every page works without.
import { leaveDevice } from './kept/leave.ts'

const menus = () => document.querySelectorAll<HTMLDetailsElement>('.bar-top details[open]')

/** A menu closes with Escape, which gives the focus back to it, and when one goes elsewhere. */
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  for (const menu of menus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})
for (const moved of ['click', 'focusin']) {
  document.addEventListener(moved, (event) => {
    for (const menu of menus())
      if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false
  })
}

/** A form is sent once, however often its button is pressed on a slow line. */
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
  event.submitter?.setAttribute('aria-disabled', 'true')
})

/** Coming back with the browser's Back, a form may be sent again. */
window.addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent
  for (const button of document.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled')
})

/** After a refused form, reading begins at what is wrong. */
document.getElementById('problems')?.focus()

/** Who signs out leaves nothing of the desk on the device. */
document.querySelector<HTMLFormElement>('form.session')?.addEventListener('submit', (event) => {
  const form = event.currentTarget
  if (!(form instanceof HTMLFormElement)) return
  event.preventDefault()
  event.stopPropagation()
  leaveDevice()
    .then((unsent) => {
      if (unsent === null) form.submit()
      else location.assign(`${unsent.split('#')[0]}#unsent`)
    })
    .catch(() => form.submit())
})
