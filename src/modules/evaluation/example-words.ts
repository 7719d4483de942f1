import type { FindingKind } from './tables.ts'

/** A finding of the meeting of 2019 as somebody could have raised it; people, votes and wording are made up. */
export interface ExampleFinding {
  /** Number of the class of the division for outreach, from 1. */
  classNumber: number
  kind: FindingKind
  words: string
  proposal: string | null
  stage: string | null
  votes: readonly [inFavour: number, against: number, abstained: number] | null
}

/** A line of the minutes of the same classes. */
export interface ExampleLine {
  classNumber: number
  point: string
  said: string
  decided: string | null
}

/** The lessons that were named in 2019, and what follows from them in a district, in our own words. */
export const exampleFindings: readonly ExampleFinding[] = [
  {
    classNumber: 1,
    kind: 'well',
    words:
      'Basis warga internet baru kali ini digarap, dan pemilih muda yang biasanya tidak datang ke sosialisasi ikut bertanya.',
    proposal: 'Jadikan basis tetap pada setiap pemilihan, dengan relawan yang terbiasa membuat konten.',
    stage: 'general-2019/volunteers',
    votes: [47, 2, 6],
  },
  {
    classNumber: 1,
    kind: 'problem',
    words:
      'Dua bulan sebelum hari pemungutan suara, banyak warga belum tahu tanggalnya, padahal kegiatan sudah berjalan lama.',
    proposal: 'Tanyakan satu pertanyaan pengetahuan pada tiap kegiatan, lalu sesuaikan pesannya.',
    stage: 'general-2019/campaign',
    votes: [39, 4, 12],
  },
  {
    classNumber: 1,
    kind: 'problem',
    words: 'Kabar bohong memuncak sesudah pemungutan suara, saat relawan sudah selesai bertugas.',
    proposal: 'Perpanjang tugas relawan basis warga internet sampai rekapitulasi selesai.',
    stage: 'general-2019/recapitulation',
    votes: [51, 1, 3],
  },
  {
    classNumber: 2,
    kind: 'problem',
    words: 'Syarat jumlah pengikut sulit dipenuhi di kabupaten kepulauan yang jaringannya lemah.',
    proposal: 'Biarkan tiap satker menurunkan syaratnya dengan alasan tertulis.',
    stage: 'general-2019/volunteers',
    votes: [44, 7, 2],
  },
  {
    classNumber: 2,
    kind: 'well',
    words: 'Kegiatan yang dipimpin bersama oleh komisioner dan sekretariat selesai dilaporkan lebih cepat.',
    proposal: null,
    stage: null,
    votes: null,
  },
  {
    classNumber: 2,
    kind: 'problem',
    words:
      'Angka partisipasi dari beberapa sumber memakai penyebut yang berbeda, sehingga sulit dibandingkan.',
    proposal: 'Tulis penyebut dan sumber pada setiap angka yang diumumkan.',
    stage: 'general-2019/recapitulation',
    votes: [40, 3, 9],
  },
  {
    classNumber: 3,
    kind: 'idea',
    words: 'Diskusi rutin di satker di antara tahapan menjaga pengetahuan penyelenggara tetap hidup.',
    proposal: 'Satu diskusi tiap bulan dengan catatan yang dapat dibaca satker lain.',
    stage: null,
    votes: [49, 0, 5],
  },
  {
    classNumber: 3,
    kind: 'problem',
    words: 'Bahan sosialisasi tiba di kecamatan yang jauh sesudah masa kampanye lewat setengah.',
    proposal: 'Cetak di daerah dari berkas yang sama.',
    stage: 'general-2019/campaign',
    votes: null,
  },
  {
    classNumber: 6,
    kind: 'idea',
    words:
      'Daerah yang memilih pada 2020 perlu belajar dari daerah yang tidak, selama tahapannya belum padat.',
    proposal: 'Pasangkan satker yang memilih dengan satker yang sudah selesai untuk satu tahapan.',
    stage: 'regional-2020/campaign',
    votes: [46, 5, 4],
  },
  {
    classNumber: 6,
    kind: 'problem',
    words: 'Pegawai sekretariat berganti di tengah tahapan, dan penggantinya mulai dari awal.',
    proposal: 'Serah terima tertulis dan jam pelajaran bagi yang baru.',
    stage: null,
    votes: [50, 0, 2],
  },
  {
    classNumber: 7,
    kind: 'idea',
    words: 'Tautan yang dapat dihitung per relawan menunjukkan kanal mana yang benar-benar sampai.',
    proposal: 'Bagikan tautan sendiri kepada tiap relawan sejak hari pertama.',
    stage: 'regional-2020/campaign',
    votes: [42, 6, 7],
  },
  {
    classNumber: 7,
    kind: 'well',
    words: 'Kelas kecil dengan satker dari provinsi lain menghasilkan cara yang langsung dapat dicoba.',
    proposal: null,
    stage: null,
    votes: null,
  },
]

export const exampleLines: readonly ExampleLine[] = [
  {
    classNumber: 1,
    point: 'Pembukaan kelas',
    said: 'Pemandu menjelaskan dua putaran bahasan: apa yang berhasil pada 2019, lalu apa yang menghambat.',
    decided: null,
  },
  {
    classNumber: 1,
    point: 'Basis warga internet',
    said: 'Delapan satker bercerita. Yang paling banyak ditanya warga: lokasi TPS, syarat pindah memilih, dan benar tidaknya pesan berantai.',
    decided: 'Dicatat sebagai temuan; contoh konten dikumpulkan lewat materi kelas.',
  },
  {
    classNumber: 1,
    point: 'Sesudah hari pemungutan suara',
    said: 'Pertanyaan warga tidak berhenti pada hari pemungutan suara. Beberapa satker menjawab tanpa relawan.',
    decided: 'Usul perpanjangan tugas relawan dibawa ke kelas persiapan.',
  },
  {
    classNumber: 2,
    point: 'Relawan dan syarat pengikut',
    said: 'Satker di kepulauan meminta kelonggaran; satker di kota besar meminta bukti yang seragam.',
    decided: 'Syarat tetap dianjurkan, satker boleh menyimpang dengan alasan.',
  },
  {
    classNumber: 2,
    point: 'Komisioner dan sekretariat',
    said: 'Pembagian tugas yang ditulis di awal mencegah laporan yang terlambat.',
    decided: null,
  },
  {
    classNumber: 3,
    point: 'Belajar di antara tahapan',
    said: 'Tiga satker sudah punya diskusi bulanan. Hambatannya waktu, bukan biaya.',
    decided: 'Kelas mengusulkan satu diskusi tiap bulan.',
  },
  {
    classNumber: 6,
    point: 'Daerah yang memilih pada 2020',
    said: 'Yang tidak memilih menawarkan orang dan bahan kepada tetangganya.',
    decided: 'Daftar pasangan satker disusun sesudah rapat.',
  },
  {
    classNumber: 7,
    point: 'Mengukur jangkauan',
    said: 'Dibahas beda antara jumlah pengikut, kunjungan, dan orang yang berbeda.',
    decided: 'Angka pengikut tidak dijumlahkan sebagai orang.',
  },
]
