import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { decodeText } from './decode-text.ts';
import type { ParsedLine } from './parsed-line.ts';
import { readCsv } from './read-csv.ts';
import { readIcal } from './read-ical.ts';
import { readDay, readHours, readKind } from './read-words.ts';

const CSV = 'Ngày;Loại;Tên;Giờ;Hoán đổi với;Căn cứ\n02/09/2027;nghỉ lễ;Quốc khánh;;;Điều 112\n';
const days = (lines: ParsedLine[]) =>
  lines.map((l) => ('day' in l ? `${l.day.date} ${l.day.kind}` : `${l.line}: ${l.error}`));

test('the same table in every encoding an office saves it in', () => {
  const utf8 = Buffer.from(CSV);
  const files = [
    utf8,
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]),
    Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(CSV.replaceAll(';', '\t'), 'utf-16le')]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(CSV, 'utf-16be')]),
    Buffer.from(CSV.normalize('NFD').replaceAll('\n', '\r\n')),
  ];
  for (const bytes of files) {
    const [line] = readCsv(decodeText(bytes));
    assert.deepEqual(line, {
      line: 2,
      day: {
        date: '2027-09-02',
        kind: 'holiday',
        name: 'Quốc khánh',
        hours: null,
        swappedWith: null,
        source: 'Điều 112',
        verified: true,
      },
    });
  }
});

test('Windows-1258, in which tones are letters of their own', () => {
  // “ngày;tên” and “Tết” as Excel wrote them: base letter with its hat as one byte, the tone as the next.
  const bytes = Buffer.from([
    ...Buffer.from('ng'),
    0x61,
    0xcc,
    ...Buffer.from('y;t'),
    0xea,
    ...Buffer.from('n\n06/02/2027;T'),
    0xea,
    0xec,
    0x74,
  ]);
  assert.deepEqual(
    readCsv(decodeText(bytes)).map((l) => ('day' in l ? l.day.name : l.error)),
    ['Tết'],
  );
});

test('commas, quotes over several lines, comments, empty lines; lines are counted as an editor does', () => {
  const text =
    'date,kind,name,hours,swapped with,verified\n# lịch 2027\n\n2027-08-21,làm bù,"Làm bù, cả ngày\n(hai dòng)","07:00-11:30, 13h30–17h",,\n2027-02-08,holiday,Tết,,,tạm tính\n';
  assert.deepEqual(days(readCsv(text)), ['2027-08-21 working_day', '2027-02-08 holiday']);
  const [first, second] = readCsv(text);
  assert.ok(first && 'day' in first && second && 'day' in second);
  assert.deepEqual([first.line, first.day.hours], [4, ['07:00-11:30', '13:30-17:00']]);
  assert.deepEqual([second.line, second.day.verified], [6, false]);
});

test('each wrong line is told in words, and the others are read', () => {
  const text =
    'ngày,loại,tên,giờ,hoán đổi với\n30/02/2027,nghỉ lễ,A,,\n01/01/2027,nghỉ mát,B,,\n01/02/2027,,,,\n02/02/2027,làm bù,C,25:00-26:00,\n03/02/2027,làm bù,D,,mai\n04/02/2027,nghỉ bù,E,,';
  assert.deepEqual(
    readCsv(text).map((l) => ('error' in l ? `${l.line} ${l.error.vi.slice(0, 22)}` : l.day.name)),
    [
      '2 “30/02/2027” không phả',
      '3 Loại ngày “nghỉ mát” k',
      '4 Thiếu tên ngày.',
      '5 Giờ “25:00-26:00” khôn',
      '6 Ngày hoán đổi “mai” kh',
      'E',
    ],
  );
  assert.throws(() => readCsv('a,b\n1,2'), /tên cột/);
  assert.throws(() => readCsv('ngày,tên\n"01/01/2027,x'), /ngoặc kép/);
});

test('iCalendar: whole days, several days, folded lines, kinds by our mark, by category, by name', () => {
  const text = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270205
DTEND;VALUE=DATE:20270208
SUMMARY:Tết Nguyên
  đán
DESCRIPTION:Công văn 1\\, số 2
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270208
SUMMARY:Nghỉ bù Tết
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270821
SUMMARY:Thứ Bảy
CATEGORIES:Public,làm bù
X-1022-SWAPPED-WITH:30/08/2027
END:VEVENT
END:VCALENDAR`.replaceAll('\n', '\r\n');
  const lines = readIcal(decodeText(Buffer.from(text)));
  assert.deepEqual(days(lines), [
    '2027-02-05 holiday',
    '2027-02-06 holiday',
    '2027-02-07 holiday',
    '2027-02-08 compensatory_off',
    '2027-08-21 working_day',
  ]);
  const [first, , , , last] = lines;
  assert.ok(first && 'day' in first && last && 'day' in last);
  assert.deepEqual([first.line, first.day.name, first.day.source], [3, 'Tết Nguyên đán', 'Công văn 1, số 2']);
  assert.equal(last.day.swappedWith, '2027-08-30');
});

test('iCalendar: what cannot be a list of days is refused line by line', () => {
  const event = (body: string) => `BEGIN:VEVENT\n${body}\nEND:VEVENT\n`;
  const text = `BEGIN:VCALENDAR\n${event('DTSTART:20270205T070000Z\nSUMMARY:A')}${event('DTSTART;VALUE=DATE:20270205\nRRULE:FREQ=YEARLY\nSUMMARY:B')}${event('DTSTART;VALUE=DATE:20270231\nSUMMARY:C')}${event('SUMMARY:D')}${event('DTSTART;VALUE=DATE:20270205\nDTEND;VALUE=DATE:20280205\nSUMMARY:E')}${event('DTSTART;VALUE=DATE:20270206')}${event('rubbish')}END:VCALENDAR`;
  const errors = readIcal(text).map((l) => ('error' in l ? l.error.vi : `read: ${l.day.date}`));
  assert.deepEqual(
    errors.map((e) => e.split(/[;,:(]/)[0]?.trim()),
    [
      'Sự kiện có giờ',
      'Sự kiện lặp lại không được nhận',
      'Ngày bắt đầu hoặc kết thúc không hợp lệ',
      'Sự kiện không có ngày bắt đầu',
      'Ngày bắt đầu hoặc kết thúc không hợp lệ',
      'Sự kiện không có tên',
      'Sự kiện hỏng',
    ],
  );
  assert.throws(() => readIcal('BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A'), /dòng 2/);
});

test('days, hours and kinds as people write them', () => {
  assert.deepEqual(['2/9/2027', '2027-9-2', '02.09.2027', '31/04/2027', '1/1/1999', ''].map(readDay), [
    '2027-09-02',
    '2027-09-02',
    '2027-09-02',
    null,
    null,
    null,
  ]);
  assert.deepEqual(readHours('7h-11h30; 13:30 – 24:00'), ['07:00-11:30', '13:30-24:00']);
  for (const wrong of ['7-', '11:00-10:00', '24:00-24:00', '07:61-08:00']) assert.equal(readHours(wrong), null, wrong);
  assert.deepEqual(['NGHỈ BÙ', 'nghi-le', 'working_day', 'Ngày thường', 'khác'].map(readKind), [
    'compensatory_off',
    'holiday',
    'working_day',
    'ordinary',
    null,
  ]);
});
