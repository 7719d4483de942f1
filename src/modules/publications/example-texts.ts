/** A notice to try the house with: general facts about voting, no candidate, no party. */
export interface ExampleText {
  titleId: string
  titleEn: string
  bodyId: string
  bodyEn: string
  source: string
}

const law = 'Contoh; dasar: UU 7/2017'

/** The notice of the season of 2019, to which the volunteers' links lead. */
export const seasonText: ExampleText = {
  titleId: 'Rabu, 17 April 2019: datang ke TPS',
  titleEn: 'Wednesday, 17 April 2019: come and vote',
  bodyId: `Pemungutan suara Pemilu 2019 berlangsung pada hari **Rabu, 17 April 2019**.

1. Bawa KTP-el dan surat pemberitahuan ke TPS tempat Anda terdaftar.
2. Terima lima surat suara dan periksa keutuhannya.
3. Coblos di bilik suara, lipat, lalu masukkan ke kotak yang sewarna.
4. Celupkan jari ke tinta sebelum pulang.

Belum menerima surat pemberitahuan? Tanyakan kepada petugas setempat dan tetap datang dengan KTP-el.`,
  bodyEn: `Voting day of the 2019 election is **Wednesday, 17 April 2019**.

1. Bring your identity card and the notification letter to the polling station where you are registered.
2. Take five ballot papers and check that they are undamaged.
3. Punch them in the booth, fold them, and put each into the box of its colour.
4. Dip a finger in ink before you leave.

No letter yet? Ask the local officials, and come with your identity card all the same.`,
  source: law,
}

/** Notices that hold now, for the made-up election ahead: what each level tells, so that no page says a thing twice. */
export const currentTexts: Record<'national' | 'province' | 'district', readonly ExampleText[]> = {
  national: [
    {
      titleId: 'Cara memilih di TPS, langkah demi langkah',
      titleEn: 'How to vote, step by step',
      bodyId: `Tidak perlu khawatir bila baru pertama kali memilih. Urutannya selalu sama.

1. Tunjukkan KTP-el dan surat pemberitahuan, lalu isi daftar hadir.
2. Terima surat suara dan buka untuk memeriksanya. Bila rusak, minta gantinya.
3. Coblos di bilik suara. Tidak seorang pun boleh melihat pilihan Anda.
4. Lipat surat suara dan masukkan ke kotaknya.
5. Celupkan jari ke tinta.

Ponsel dan kamera tidak boleh dibawa ke bilik suara.`,
      bodyEn: `Nothing to worry about if this is your first time. The order is always the same.

1. Show your identity card and the notification letter, and sign the attendance list.
2. Take the ballot paper and open it to check it. If it is damaged, ask for another.
3. Punch it in the booth. Nobody may see your choice.
4. Fold the paper and put it into its box.
5. Dip a finger in ink.

Phones and cameras may not be taken into the booth.`,
      source: law,
    },
    {
      titleId: 'Periksa nama Anda di daftar pemilih',
      titleEn: 'Check your name in the voter list',
      bodyId: `Hanya yang terdaftar yang menerima surat pemberitahuan. Memeriksanya hanya perlu satu menit.

- Siapkan nomor induk kependudukan pada KTP-el.
- Periksa lewat layanan resmi KPU atau di kantor desa dan kelurahan.
- Bila nama atau alamat keliru, laporkan kepada petugas setempat.

Memeriksa daftar pemilih **tidak dipungut biaya**.`,
      bodyEn: `Only those on the list get a notification letter. Checking takes a minute.

- Have the number on your identity card ready.
- Check through the commission’s own service, or at the village office.
- If name or address is wrong, report it to the local officials.

Checking the voter list **costs nothing**.`,
      source: law,
    },
    {
      titleId: 'Terima kabar yang meragukan? Periksa sebelum membagikan',
      titleEn: 'Received doubtful news? Check before you share',
      bodyId: `Kabar tentang jadwal, tempat, atau cara memilih sering beredar tanpa sumber.

1. Cari tanggal dan sumbernya. Pengumuman resmi selalu menyebut dasarnya.
2. Bandingkan dengan halaman KPU di daerah Anda.
3. Bila masih ragu, jangan bagikan.`,
      bodyEn: `News about when, where and how to vote often travels without a source.

1. Look for its date and source. An official notice always names what it rests on.
2. Compare it with the page of your local commission.
3. If you still doubt it, do not share it.`,
      source: law,
    },
  ],
  province: [
    {
      titleId: 'Sedang jauh dari rumah? Urus pindah memilih',
      titleEn: 'Away from home? Change your polling place',
      bodyId: `Anda yang bekerja, belajar, dirawat, atau bertugas di luar tempat terdaftar dapat memilih di TPS lain.

## Yang disiapkan

- KTP-el
- bukti terdaftar di daftar pemilih
- keterangan alasan pindah, misalnya surat tugas atau surat belajar

Datanglah ke kantor KPU asal atau tujuan sebelum batas waktunya. Batas itu diumumkan di halaman ini.`,
      bodyEn: `If you work, study, are in hospital or on duty away from where you are registered, you can vote elsewhere.

## What to prepare

- your identity card
- proof that you are on the voter list
- the reason, for example a letter of assignment or enrolment

Go to the commission’s office at home or where you are, before the deadline. The deadline is announced on this page.`,
      source: law,
    },
    {
      titleId: 'Pemilih penyandang disabilitas boleh didampingi',
      titleEn: 'Voters with disabilities may be accompanied',
      bodyId: `Setiap pemilih berhak memilih dengan mudah dan rahasia.

- Pendamping boleh orang yang Anda percaya atau petugas, dan wajib merahasiakan pilihan Anda.
- Untuk pemilih tunanetra tersedia alat bantu huruf braille.
- Beri tahu petugas bila Anda memerlukan bantuan di TPS.`,
      bodyEn: `Every voter has the right to vote with ease and in secret.

- You may be accompanied by somebody you trust or by an official, who must keep your choice secret.
- A braille template is available for blind voters.
- Tell the officials if you need help at the polling station.`,
      source: law,
    },
  ],
  district: [
    {
      titleId: 'Ada pertanyaan? Kantor kami terbuka untuk pemilih',
      titleEn: 'A question? Our office is open to voters',
      bodyId: `Datang, tanya, dan periksa langsung. Layanan untuk pemilih **tidak dipungut biaya**.

- Bawa KTP-el bila pertanyaan Anda tentang data diri.
- Petugas tidak akan pernah menanyakan siapa pilihan Anda.
- Belum sempat datang? Tanyakan kepada petugas pemungutan suara di kelurahan atau desa.`,
      bodyEn: `Come, ask and check in person. Services for voters **cost nothing**.

- Bring your identity card if your question is about your own data.
- Our staff will never ask whom you vote for.
- No time to come? Ask the polling officials in your village.`,
      source: law,
    },
    {
      titleId: 'Kenali relawan demokrasi di sekitar Anda',
      titleEn: 'Get to know the democracy volunteers near you',
      bodyId: `Relawan demokrasi membantu menjelaskan kapan dan bagaimana memilih.

1. Relawan tidak memihak dan tidak membawa nama peserta pemilu.
2. Relawan tidak memberi dan tidak menerima apa pun.
3. Bila ada yang mengaku relawan tetapi mengajak memilih seseorang, laporkan kepada kami.`,
      bodyEn: `Democracy volunteers help to explain when and how to vote.

1. They take no side and carry no contestant’s name.
2. They give nothing and take nothing.
3. If somebody claims to be one and tells you whom to vote for, report it to us.`,
      source: law,
    },
  ],
}
