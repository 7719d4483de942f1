/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

// Flowers for women, trees and stones for men, something from the kitchen in between and Contoh ("example") at the
// end: nobody is called so, and everybody can read it.
const women =
  'Melati Kenanga Seruni Dahlia Anggrek Cempaka Teratai Kemuning Flamboyan Tanjung Bakung Kamboja Mawar Sedap Asoka Lavender Krisan Lili Tulip Begonia Azalea Bougenvil Alamanda Gladiol Kantil Wijaya Soka Edelweis Rosela Lantana Gardenia Anyelir Aster Peoni Amarilis Sakura Iris Jasmin Nilam Selasih Kasturi Rampai Serunai Mayang Suji Puspa'.split(
    ' ',
  )
const men =
  'Jati Ulin Meranti Cendana Gaharu Mahoni Jelutung Trembesi Beringin Ketapang Sengon Akasia Randu Waru Lontar Enau Nibung Bambu Rotan Pinus Damar Eboni Keruing Bangkirai Sonokeling Merbau Kapur Matoa Sukun Sawo Nangka Durian Kelapa Pinang Aren Sagu Granit Marmer Andesit Basal Kuarsa Oniks Akik Batuapung Gamping Obsidian Topas Safir Zamrud Mirah Kecubung Giok Nikel Timah Perunggu Tembaga Kobalt Besi Mangan Galena Feldspar Mika Zirkon Opal Agat Jasper'.split(
    ' ',
  )
const middle =
  'Kapulaga Ketumbar Cengkih Pala Jinten Kunyit Lengkuas Serai Kemiri Kencur Jahe Asam Merica Adas Pandan Salam Kemangi Temulawak Vanili Kayumanis Wijen Kluwak Andaliman Kecombrang Bawang Terasi Petis Tempoyak Kerupuk Rengginang Onde Klepon Lemper Lupis Serabi Cenil Getuk Dodol Wajik Bika Lapis Kue Putu Nagasari Arem Ketan Lontong Ketupat Pecel Rawon Soto Rendang Gudeg Papeda Tinutuan Pempek Lawar Betutu Sate Gado Rujak Asinan Karedok Botok Pepes Semur Opor Gulai Kari Dendeng Abon Empal Perkedel Bakwan Tahu Tempe Oncom Keripik Emping Rempeyek Cireng Batagor Siomay Bakso Lumpia Martabak'.split(
    ' ',
  )

export interface ExampleName {
  name: string
  gender: 'f' | 'm'
}

/** Names one after the other, each once; about `share` of them women's. */
export function exampleNames(random: () => number, share: number): () => ExampleName {
  const used = { f: 0, m: 0 }
  return () => {
    const gender = random() < share ? 'f' : 'm'
    const first = gender === 'f' ? women : men
    const at = used[gender]++
    // Walks through all pairs, changing both words at every step; a Roman numeral when they run out.
    const round = Math.floor(at / (first.length * middle.length))
    const [given, between] = [
      first[at % first.length],
      middle[(at + Math.floor(at / first.length)) % middle.length],
    ]
    return { gender, name: [given, between, ...(round > 0 ? [`Ke${round + 1}`] : []), 'Contoh'].join(' ') }
  }
}
