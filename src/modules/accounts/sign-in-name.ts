/** What a person types beside a code: small letters, digits, dots and dashes; 3 to 40 signs. */
export const signInNamePattern = /^[a-z0-9](?:[a-z0-9]|[.-](?=[a-z0-9])){2,39}$/

/** As it is stored and compared: people type capitals on phones. */
export const tidySignInName = (typed: string) => typed.trim().toLowerCase()

/** A sign-in name made of a person's name: `Siti Nurhaliza, S.Sos.` becomes `siti.nurhaliza`. */
export function signInNameOf(name: string): string {
  const words = (name.split(',')[0] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  const made = words.join('.').slice(0, 34).replace(/\.$/, '')
  return made.length >= 3 ? made : `akun.${made || 'baru'}`
}

/** The first of `name`, `name-2`, `name-3` that is not taken. */
export function freeSignInName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let n = 2; ; n += 1) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`
}
