// The buttons that register a passkey and sign in with one. Everything else about signing in works without this.
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

const addresses = {
  'sign-in': { options: 'generate-authenticate-options', verify: 'verify-authentication' },
  register: { options: 'generate-register-options', verify: 'verify-registration' },
} as const

/** What a refused request says: `stale` where signing in was too long ago, anything else is a failure. */
class Refused extends Error {}

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/api/auth/passkey/${path}`, {
    redirect: 'error',
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Refused(answer.error === 'stale' ? 'stale' : 'failed')
  return answer
}

async function signIn() {
  const optionsJSON = (await ask(addresses['sign-in'].options)) as Parameters<
    typeof startAuthentication
  >[0]['optionsJSON']
  await ask(addresses['sign-in'].verify, { response: await startAuthentication({ optionsJSON }) })
}

async function register(name: string) {
  const optionsJSON = (await ask(addresses.register.options)) as Parameters<
    typeof startRegistration
  >[0]['optionsJSON']
  const response = await startRegistration({ optionsJSON })
  await ask(addresses.register.verify, { response, ...(name && { name }) })
}

for (const island of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const show = (which: string | null) => {
    for (const line of island.querySelectorAll<HTMLElement>('[data-passkey-failed]')) {
      line.hidden = line.dataset.passkeyFailed !== which
    }
  }
  island.querySelector<HTMLElement>('[data-passkey-without]')?.remove()
  const button = island.querySelector('button')
  if (!browserSupportsWebAuthn() || !button) {
    show('unsupported')
    continue
  }
  for (const hidden of island.querySelectorAll<HTMLElement>('[data-passkey-with]')) hidden.hidden = false
  button.hidden = false
  button.addEventListener('click', async () => {
    show(null)
    button.disabled = true
    try {
      if (island.dataset.passkey === 'register') {
        await register(island.querySelector<HTMLInputElement>('input')?.value.trim() ?? '')
      } else await signIn()
      location.assign(island.dataset.next || '/in')
    } catch (error) {
      show(error instanceof Refused ? error.message : 'failed')
      button.disabled = false
    }
  })
}
