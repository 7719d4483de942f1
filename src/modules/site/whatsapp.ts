/** An address that opens WhatsApp with a text to send; a plain link, no script of theirs. */
export const whatsappHref = (text: string, url: string) =>
  `https://wa.me/?text=${encodeURIComponent(`${text}\n${url}`)}`
