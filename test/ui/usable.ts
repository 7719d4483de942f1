import type { Page } from 'playwright-core'

/** Controls smaller than 44 by 44 px, links within a line of text excepted (WCAG 2.5.5). */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const small: string[] = []
    for (const element of document.querySelectorAll('a, button, input, select, textarea, summary')) {
      if (element instanceof HTMLInputElement && element.type === 'hidden') continue
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      if (element.matches('.skip')) continue
      const inText = element.matches('p > a') && element.parentElement?.textContent !== element.textContent
      if (inText && getComputedStyle(element).display === 'inline') continue
      const target = element.matches('[type=radio], [type=checkbox]') ? element.closest('label') : element
      const { width, height } = (target ?? element).getBoundingClientRect()
      if (width < 43.9 || height < 43.9) {
        const words = element.textContent?.trim() || element.getAttribute('name')
        small.push(`${element.tagName} "${words}" ${width.toFixed(1)} x ${height.toFixed(1)}`)
      }
    }
    return small
  })

/** How far the page can be moved sideways, in px. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Goes through the page with Tab; what is reached without a visible focus, and how many stops there are. */
export async function walkWithTab(page: Page): Promise<{ stops: number; unseen: string[] }> {
  const unseen: string[] = []
  let stops = 0
  for (; stops < 500; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const seen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      return { seen, what: `${element.tagName} ${element.id} ${element.textContent?.trim().slice(0, 40)}` }
    })
    if (!stop) break
    if (!stop.seen) unseen.push(stop.what)
  }
  return { stops, unseen }
}
