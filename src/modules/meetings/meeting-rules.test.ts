import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { officeFile } from '../../../test/support/office-file.ts'
import { materialKind } from './material-kind.ts'
import { NoRange, numbered, numberedList } from './numbered.ts'
import { venueLetter } from './places-read-model.ts'
import { roomsOfLines } from './room-lines.ts'
import { moved, overlaps, timeOf } from './session-times.ts'

describe('a range', () => {
  test('stands for every number between its ends, with zeros and letters kept', () => {
    expect(numbered('101-103')).toEqual(['101', '102', '103'])
    expect(numbered('A8 – A10')).toEqual(['A8', 'A9', 'A10'])
    expect(numbered('A08-10')).toEqual(['A08', 'A09', 'A10'])
    expect(numbered('Suite')).toEqual(['Suite'])
    expect(numberedList('A1-A2, B1;\nC7')).toEqual(['A1', 'A2', 'B1', 'C7'])
  })

  test('is none when its ends differ in more than the number, run backwards or go on for ever', () => {
    for (const typed of ['A1-B3', '9-1', '1-99999', '', '5-']) expect(() => numbered(typed)).toThrow(NoRange)
  })

  test('has as many entries as numbers, no two alike', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(900), fc.constantFrom('', 'A', 'K-'), (from, more, prefix) => {
        const all = numbered(`${prefix}${from}-${prefix}${from + more}`)
        expect([all.length, new Set(all).size]).toEqual([more + 1, more + 1])
      }),
    )
  })
})

describe('a list of rooms', () => {
  test('is read as typed and as pasted from a spreadsheet, heading and all', () => {
    const { rooms, wrong } = roomsOfLines(
      'Kamar\tTempat tidur\tAkses\n101-102\t2 tempat tidur\n\n201; 1; akses\n',
    )
    expect(wrong).toEqual([])
    expect(rooms).toEqual([
      { number: '101', beds: 2, accessible: false },
      { number: '102', beds: 2, accessible: false },
      { number: '201', beds: 1, accessible: true },
    ])
  })

  test('names the line that cannot be read', () => {
    expect(roomsOfLines('101, 2\n102, dua').wrong).toEqual([{ line: 2, key: 'meetings.refusal.roomBeds' }])
    expect(roomsOfLines('9-1, 2').wrong).toEqual([{ line: 1, key: 'meetings.refusal.roomLine' }])
    expect(roomsOfLines('1-3, 2\n2, 1').wrong[0]).toMatchObject({ line: 2, room: '2' })
  })
})

describe('time', () => {
  test('is read with point, colon or hour alone', () => {
    expect(['8.00', '08:30', '8', '23.59'].map(timeOf)).toEqual(['08:00', '08:30', '08:00', '23:59'])
    expect(['24.00', '8.60', 'pagi', ''].map(timeOf)).toEqual([null, null, null, null])
  })

  test('of a session stays the same when it moves to another zone or day', () => {
    const at = new Date('2019-09-21T01:00:00Z')
    expect(moved(at, 'Asia/Jakarta', 'Asia/Jayapura').toISOString()).toBe('2019-09-20T23:00:00.000Z')
    const later = moved(at, 'Asia/Jakarta', 'Asia/Jakarta', () => '2020-03-01')
    expect(later.toISOString()).toBe('2020-03-01T01:00:00.000Z')
  })

  test('of two sessions overlaps when they share a moment, whichever is asked first', () => {
    const span = fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 20 })).map(([from, length]) => ({
      startsAt: new Date(from),
      endsAt: new Date(from + length),
    }))
    fc.assert(
      fc.property(span, span, (one, other) => {
        let shared = false
        for (let at = 0; at < 130; at += 1) {
          const within = ({ startsAt, endsAt }: typeof one) => +startsAt <= at && at < +endsAt
          shared ||= within(one) && within(other)
        }
        expect([overlaps(one, other), overlaps(other, one)]).toEqual([shared, shared])
      }),
    )
  })
})

test('venues are lettered A to Z and on', () => {
  expect([1, 6, 26, 27, 52, 53].map(venueLetter)).toEqual(['A', 'F', 'Z', 'AA', 'AZ', 'BA'])
})

test('a file is what its content says, not its name', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  expect(materialKind(bytes('%PDF-1.7\n'))).toBe('pdf')
  expect(materialKind(officeFile('word/document.xml'))).toBe('docx')
  expect(materialKind(officeFile('ppt/presentation.xml'))).toBe('pptx')
  expect(materialKind(officeFile('xl/workbook.xml'))).toBe('xlsx')
  expect(materialKind(officeFile('word/document.xml', 'word/vbaProject.bin'))).toBeNull()
  expect(materialKind(officeFile('evil.exe'))).toBeNull()
  expect(materialKind(bytes('<html>'))).toBeNull()
  expect(materialKind(bytes('PK\u0003\u0004 torn'))).toBeNull()
})
