/** The first `most` signs of a text; a sign of two halves, such as an emoji, is not cut in two. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
