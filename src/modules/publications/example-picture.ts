import sharp from 'sharp'

/** What `examplePicture` shows. */
export const exampleAlt = {
  id: 'Gambar contoh: lima surat suara berwarna abu-abu, kuning, merah, biru, dan hijau di atas kotak suara.',
  en: 'Example picture: five ballot papers in grey, yellow, red, blue and green above a ballot box.',
}

/** Five ballot papers in the colours of 2019 above a box, drawn as shapes. */
export function examplePicture(): Promise<Buffer> {
  const papers = ['#9aa0a6', '#f2c230', '#d64545', '#3f74d1', '#3e9b62'].map(
    (colour, at) => `<g transform="translate(${300 + at * 150} 250) rotate(${(at - 2) * 9})">
      <path d="M-58-88H58V88H-58z" fill="#fff"/><path d="M-58-88H58v34H-58z" fill="${colour}"/>
      <path d="M-40-30h80M-40-4h80M-40 22h52M-40 48h66" stroke="#ddd0f1" stroke-width="9"/></g>`,
  )
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675">
      <path d="M0 0h1200v675H0z" fill="#3b1a6b"/><circle cx="600" cy="280" r="420" fill="#52278f"/>
      ${papers.join('')}
      <path d="M330 400h540l44 60H286z" fill="#f1cfae"/><path d="M450 424h300v12H450z" fill="#2a1250"/>
      <path d="M286 460h628v215H286z" fill="#e3b98f"/><circle cx="600" cy="568" r="52" fill="#fbf8f3"/>
      <path d="M584 548a16 16 0 0 1 32 0v12h-32z" fill="#6b3bb0"/><path d="M584 560h32v24a12 12 0 0 1-12 12h-8a12 12 0 0 1-12-12z" fill="#f1cfae"/>
    </svg>`),
  )
    .png()
    .toBuffer()
}
