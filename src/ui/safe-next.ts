/** An address to go on to, if it lies within this site; otherwise `fallback`. Drops `lang`, which would win over the cookie. */
export function safeNext(next: string | undefined, fallback = '/'): string {
  if (!next?.startsWith('/')) return fallback
  const here = 'http://here.invalid'
  const url = URL.parse(next, here)
  if (url?.origin !== here) return fallback
  url.searchParams.delete('lang')
  return `${url.pathname}${url.search}${url.hash}`
}
