import { expect, test } from 'vitest'
import { closeMeeting, docx, expenses, issueCertificates, pdf, verify } from '../afterwards.ts'
import { personalLink } from '../invitation.ts'
import { type Story, taken } from '../story.ts'

/** What is handed out when it is over, and what it rests on. */
export function evidenceOfIt(story: Story): void {
  test('certificates go to those who were in class, and anybody can verify one', async () => {
    const { scene, committee, held, cast, recount } = story
    await closeMeeting(committee, held)
    const said = await issueCertificates(committee, held)
    const { attended } = recount
    expect(said).toContain(`Sertifikat berlaku ${attended.size}`)
    const printed = await pdf(committee, `${held.href}/evidence/file/certificates.pdf`)
    expect(printed).toHaveLength(attended.size)
    const [one = ''] = printed.filter((page) => page.includes(cast.wheels.name))
    const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(one)?.[0] ?? ''
    const anybody = await (await scene.newcomer('phone')).newPage()
    await anybody.goto(scene.url)
    const verified = await verify(anybody, code)
    expect(verified).toContain('Sertifikat ini berlaku')
    expect(verified).toContain(cast.wheels.name)
    // The code of the invitation and the badge is another one, and verifies nothing.
    const ofBadge = personalLink(cast.wheels.code).replace('/m/', '')
    expect(await verify(anybody, ofBadge, 404)).not.toContain(cast.wheels.name)
  })

  test('pack and expense sheet rest on the same evidence', async () => {
    const { committee, held, invited, cast, recount } = story
    const { name, office } = cast.wheels
    const [cover = '', ...sheets] = await pdf(committee, `${held.href}/evidence/file/packs.pdf?of=${office}`)
    const ofOffice = invited.filter((one) => one.office === office).length
    expect(cover).toContain(`Hari perjalanan 1 dari ${ofOffice} orang`)
    expect(cover).toContain(`1 kali hadir dari ${4 * ofOffice} sesi yang dijadwalkan`)
    expect(sheets.join(' ')).toContain(name)
    const people = (await expenses(committee, held)).filter(({ Nama }) => Nama !== 'Jumlah satker')
    expect(people).toHaveLength(recount.figures.counted)
    expect(people.find((row) => row.Nama === name && row['Kode satker'] === office)).toMatchObject({
      'Hari perjalanan': '4',
      'Hari hadir': '1',
      'Sesi diikuti': '1',
      'Sesi berkursi': '4',
    })
    const sum = (column: string) => people.reduce((all, row) => all + Number(row[column]), 0)
    expect(sum('Sesi diikuti')).toBe(recount.attended.size)
    expect(sum('Sesi berkursi')).toBe(recount.figures.seats)
  })

  test('the report says in two languages what was counted', async () => {
    const { committee, atE, held, recount } = story
    const { listed, counted, arrived, seats, filled, reached } = recount.figures
    const n = (value: number, language = 'id-ID') => new Intl.NumberFormat(language).format(value)
    const indonesian = (await pdf(committee, `${held.href}/evidence/file/report.pdf`)).join(' ')
    const inProvince = recount.people(({ office }) => office.startsWith('33'))
    for (const said of [
      `${n(arrived)} dari ${n(counted)} orang yang dipertanggungjawabkan hadir`,
      `Tercatat di daftar ${n(listed)} orang`,
      `Dipertanggungjawabkan ${n(counted)} orang ${n(listed)} orang di daftar peserta`,
      `Hadir di rapat ${n(arrived)} orang ${n(counted)} orang`,
      `Kursi sesi terisi ${n(filled)} kursi sesi ${n(seats)} kursi menurut kelas dan lokasi`,
      `Hari perjalanan diketahui 1 orang ${n(counted)} orang`,
      `Hadir paling sedikit 1 sesi ${n(reached)} orang`,
      `Sertifikat berlaku ${n(reached)} orang ${n(reached)} orang yang memenuhi syarat`,
      `KPU Provinsi Jawa Tengah ${n(inProvince.arrived)} ${n(inProvince.counted)}`,
      taken.finding.words,
    ]) {
      expect(indonesian).toContain(said)
    }
    const english = await docx(atE, `${held.href}/evidence/file/report.docx`)
    for (const said of [
      `${n(arrived, 'en')} of ${n(counted, 'en')} people accounted for were there`,
      `Seats in sessions filled ${n(filled, 'en')}`,
      `${n(seats, 'en')} seats by class and venue`,
      taken.finding.words,
    ]) {
      expect(english).toContain(said)
    }
  })
}
