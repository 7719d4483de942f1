import type {
  Accounts,
  Attendee,
  Certificates,
  Hotel,
  Letters,
  Mandate,
  MeetingReport,
  Minutes,
  Order,
  PrintedSession,
} from '../../src/modules/papers/index.ts'
import { papersModule } from '../../src/modules/papers/index.ts'
import { addMessages, type Locale, translator } from '../../src/platform/i18n/catalogue.ts'

// Records to print, for tests and the benchmark. Everybody in them is made up.

addMessages(papersModule.messages)

export const order = (locale: Locale = 'id'): Order => ({
  t: translator(locale),
  madeAt: new Date('2019-09-19T07:00:00Z'),
  meeting: {
    name: 'Rapat Contoh Evaluasi Pemilu 2019 & Persiapan Pemilihan 2020',
    from: '2019-09-21',
    until: '2019-09-24',
    place: 'Jakarta',
    zone: 'Asia/Jakarta',
    organiser: 'Komisi Contoh',
    example: true,
  },
})

/** Names as people write them: titles, dots, apostrophes of all kinds, one letter, sixty signs, one endless word. */
export const hardNames = [
  'O',
  'Siti',
  "Contoh Dr. H. Ma'ruf Nu'man, S.H., M.Hum.",
  'Contoh D’Souza “Ucok” Ñoño-Łukasz',
  'Contoh Ngurah Agung Dharma Wijayakusuma Sastrodiningrat Putra',
  'Contohwahyuningtyastutikusumawardhaningrum',
  'W.W. Contoh WWWWW WWWWWWWWWW MMMMMMMMMM MMMMMMMMMMMMM WWWWWWW',
  'Nguyễn Thị Contoh Şeyma Ďurđević',
]

const locations = ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => ({
  letter,
  name: `Hotel Contoh ${letter}`,
  address: 'Jalan Contoh 1, Jakarta',
}))

/** `count` people, no two with the same number or code. */
export const attendees = (count: number, names: readonly string[] = hardNames): Attendee[] =>
  Array.from({ length: count }, (_, at) => ({
    number: `N-${String(at + 1).padStart(4, '0')}`,
    name: names[at % names.length] ?? '',
    side: at % 4 === 3 ? 'secretariat' : 'commissioner',
    position: at % 4 === 3 ? 'Sekretaris' : 'Ketua merangkap anggota',
    unit: at % 2 === 0 ? 'KPU Kota Contoh' : 'KIP Kabupaten Contoh Barat Daya',
    division: 'Sosialisasi, Pendidikan Pemilih, Partisipasi Masyarakat dan SDM',
    location: locations[at % locations.length] ?? null,
    classes: ['Kelas 3: evaluasi sosialisasi', 'Kelas 7: persiapan, basis warga internet'],
    code: `JKM1.${String(100_003 * (at + 1)).padStart(10, '0')}.Q7X2`,
  }))

const signer = { name: 'Contoh Arif, S.H., M.Si.', position: 'Ketua Komisi Contoh' }
const people = attendees(6)

export const hotels: Hotel[] = [
  {
    name: 'Hotel Contoh A',
    address: null,
    rooms: Array.from({ length: 40 }, (_, at) => ({
      number: `${301 + at}`,
      note: '2 orang, perempuan',
      guests: ['Contoh Satu', 'Contoh Dua'].map((name) => ({
        name: `${name} ${at}`,
        unit: 'KPU Kota Contoh',
        arrivesOn: '2019-09-20',
        leavesOn: '2019-09-25',
      })),
    })),
  },
]

export const session = (count: number): PrintedSession => ({
  title: 'Evaluasi sosialisasi',
  className: 'Kelas 3',
  place: 'Ruang Contoh',
  from: new Date('2019-09-22T02:00:00Z'),
  until: new Date('2019-09-22T05:00:00Z'),
  attendees: attendees(count),
  signer,
})

export const letters = (bring: readonly string[] = ['Surat mandat', 'Kartu identitas']): Letters => ({
  writtenIn: 'Jakarta',
  writtenOn: '2019-09-02',
  answerBy: '2019-09-12',
  bring,
  organiserAddress: 'Jalan Contoh 29, Jakarta',
  signer,
  letters: attendees(hardNames.length).map(({ name, position, unit, number, location }) => ({
    number: `${number}/UND/2019`,
    name,
    position,
    unit,
    code: `https://jangkau.contoh.example/u/${number}`,
    link: `jangkau.contoh.example/u/${number}`,
    location,
  })),
})

export const mandates: Mandate[] = [
  { unit: 'KPU Kota Contoh', number: null, signer: null, people },
  { unit: 'KPU Kota Contoh', number: '12/2019', signer, people },
]

export const issue: Certificates = {
  issuedIn: 'Jakarta',
  issuedOn: '2019-09-24',
  verifyAt: 'jangkau.contoh.example/sertifikat',
  signer,
  certificates: attendees(hardNames.length).map(({ name, position, unit, number, classes }) => ({
    name,
    position,
    unit,
    classes: classes.map((title, at) => ({ title, hours: at === 0 ? 3 : null })),
    sessions: { attended: 3, of: 4 },
    code: `K7Q-${number}`,
    qr: `https://jangkau.contoh.example/sertifikat/K7Q-${number}`,
  })),
}

export const accounts: Accounts = {
  units: [
    {
      unit: 'KPU Kota Contoh',
      invitation: { number: '101/UND/2019', on: '2019-09-02' },
      mandate: null,
      sessions: Array.from({ length: 9 }, (_, at) => ({
        title: `Sesi contoh ${at + 1}`,
        from: new Date(Date.UTC(2019, 8, 21 + Math.floor(at / 3), 2 + 3 * (at % 3))),
      })),
      people: people.map(({ name, position }) => ({
        name,
        position,
        travel: { from: '2019-09-20', until: '2019-09-25' },
        present: [true, true, false, null, true, true, true, null, true],
      })),
    },
  ],
}

export const report: MeetingReport = {
  summary: ['Ringkasan contoh tentang <rapat> & hasilnya.'],
  figures: [
    {
      label: 'Peserta hadir',
      value: '3.712',
      unit: 'orang',
      asOf: '2019-09-24',
      source: 'Presensi kedatangan',
      denominator: '3.806 orang terdaftar',
    },
  ],
  attendance: {
    byProvince: Array.from({ length: 34 }, (_, at) => ({
      label: `Provinsi contoh ${at + 1}`,
      present: 90 + at,
      seats: 100 + at,
    })),
    byClass: [{ label: 'Kelas 3', present: 58, seats: 62 }],
    asOf: '2019-09-24',
    source: 'Presensi per sesi',
  },
  findings: [
    { origin: 'Kelas 3', findings: [{ text: 'Materi tiba terlambat', unit: 'KPU Kota Contoh' }] },
    { origin: 'Kuesioner', findings: [{ text: 'Serah terima perlu jadwal', unit: null }] },
  ],
  sections: [
    {
      title: 'Tindak lanjut',
      paragraphs: ['Setiap temuan menjadi rekomendasi.'],
      tables: [
        {
          caption: 'Rekomendasi menurut tahapan',
          columns: [
            { label: 'Tahapan', isNumber: false },
            { label: 'Banyaknya', isNumber: true },
          ],
          rows: [['Pencalonan', '7']],
          asOf: '2019-09-24',
          source: 'Catatan kelas',
        },
      ],
    },
  ],
}

export const minutes: Minutes = {
  classes: Array.from({ length: 3 }, (_, at) => ({
    title: `A${at + 1} · Logistik`,
    sessions: [
      {
        title: 'Diskusi, 21 Sep 2019, 08.00 WIB',
        lines: Array.from({ length: 12 }, (_, line) => ({
          point: `Pokok ${line + 1}`,
          said: 'Kotak suara datang terlambat di beberapa kecamatan, dan segel tidak cukup. '
            .repeat(3)
            .trim(),
          decided: line % 2 === 0 ? 'Kirim dua minggu lebih awal.' : null,
        })),
        findings: ['Masalah: Materi tiba terlambat · Usul: Jadwal bersama'],
      },
      { title: 'Di luar sesi', lines: [], findings: ['Gagasan: Gudang bersama'] },
    ],
  })),
}
