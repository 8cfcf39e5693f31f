import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SpokenLanguage } from '../platform/said.ts';
import { describeInstant, describeTrace } from './describe-trace.ts';
import { referenceCalendar } from './reference.ts';
import { workingCalendar } from './working-calendar.ts';
import { addWorkingMinutes, type DayTrace, workingMinutesBetween } from './working-time.ts';

const office = workingCalendar(referenceCalendar('hanh-chinh'));
const around = workingCalendar(referenceCalendar('24-7'));
const at = (local: string) => new Date(`${local}+07:00`);

function lines(from: string, minutes: number, cal = office, language: SpokenLanguage = 'vi'): string[] {
  const trace: DayTrace[] = [];
  addWorkingMinutes(cal, at(from), minutes, trace);
  return describeTrace(cal, trace, minutes).map((line) => line[language]);
}

test('a plain week', () => {
  assert.deepEqual(lines('2026-11-23T07:00', 1440), [
    'Thứ Hai 23/11: 07:00–11:30, 13:30–17:00 → 480 phút; còn 960 phút',
    'Thứ Ba 24/11: 07:00–11:30, 13:30–17:00 → 480 phút; còn 480 phút',
    'Thứ Tư 25/11: 07:00–11:30, 13:30–17:00 → 480 phút; còn 0 phút',
  ]);
});

test('year end with a holiday, a swapped day off, a weekend and the Saturday worked for it', () => {
  assert.deepEqual(lines('2025-12-31T16:00', 600), [
    'Thứ Tư 31/12: 16:00–17:00 → 60 phút; còn 540 phút',
    'Thứ Năm 01/01: nghỉ Tết Dương lịch',
    'Thứ Sáu 02/01: nghỉ hoán đổi dịp Tết Dương lịch',
    'Thứ Bảy 03/01: nghỉ cuối tuần',
    'Chủ Nhật 04/01: nghỉ cuối tuần',
    'Thứ Hai 05/01: 07:00–11:30, 13:30–17:00 → 480 phút; còn 60 phút',
    'Thứ Ba 06/01: 07:00–08:00 → 60 phút; còn 0 phút',
  ]);
  assert.deepEqual(lines('2026-01-09T17:30', 60), [
    'Thứ Sáu 09/01: ngoài giờ làm việc',
    'Thứ Bảy 10/01 (làm bù cho ngày 02/01/2026): 07:00–08:00 → 60 phút; còn 0 phút',
  ]);
  assert.equal(lines('2026-04-26T10:00', 1)[1], 'Thứ Hai 27/04: nghỉ bù Giỗ Tổ Hùng Vương (10/3 âm lịch)');
});

test('seconds are shown when there are any, and milliseconds never spoil the sum', () => {
  assert.deepEqual(lines('2026-11-23T11:00:15.900', 60), [
    'Thứ Hai 23/11: 11:00:15–11:30, 13:30–14:00:15 → 60 phút; còn 0 phút',
  ]);
  assert.deepEqual(lines('2026-11-23T16:59:30.900', 1), [
    'Thứ Hai 23/11: 16:59:30–17:00 → 30 giây; còn 30 giây',
    'Thứ Ba 24/11: 07:00–07:00:30 → 30 giây; còn 0 phút',
  ]);
});

test('round the clock over midnight; counting up without a total', () => {
  assert.deepEqual(lines('2026-11-28T23:58', 5, around), [
    'Thứ Bảy 28/11: 23:58–24:00 → 2 phút; còn 3 phút',
    'Chủ Nhật 29/11: 00:00–00:03 → 3 phút; còn 0 phút',
  ]);
  const trace: DayTrace[] = [];
  workingMinutesBetween(office, at('2026-11-23T16:00'), at('2026-11-24T08:00'), trace);
  assert.deepEqual(describeTrace(office, trace), [
    {
      vi: 'Thứ Hai 23/11: 16:00–17:00 → 60 phút; cộng dồn 60 phút',
      en: 'Mon 23/11: 16:00–17:00 → 60 min; 60 min so far',
    },
    {
      vi: 'Thứ Ba 24/11: 07:00–08:00 → 60 phút; cộng dồn 120 phút',
      en: 'Tue 24/11: 07:00–08:00 → 60 min; 120 min so far',
    },
  ]);
});

test('what is not certain is said: provisional days, years without holidays', () => {
  assert.match(lines('2027-02-04T10:00', 1)[0] as string, /nghỉ Tết Nguyên đán .*\(tạm tính, chưa đối chiếu/);
  assert.match(lines('2027-12-31T16:00', 61).at(-1) as string, /lịch nghỉ lễ năm 2028 chưa được nhập/);
  assert.doesNotMatch(lines('2027-12-31T23:59', 61, around).join(), /Lưu ý/);
});

test('the same in English; names of holidays stay as the calendar has them', () => {
  assert.deepEqual(lines('2025-12-31T16:00', 600, office, 'en'), [
    'Wed 31/12: 16:00–17:00 → 60 min; 540 min left',
    'Thu 01/01: closed, Tết Dương lịch',
    'Fri 02/01: closed, Nghỉ hoán đổi dịp Tết Dương lịch',
    'Sat 03/01: weekend',
    'Sun 04/01: weekend',
    'Mon 05/01: 07:00–11:30, 13:30–17:00 → 480 min; 60 min left',
    'Tue 06/01: 07:00–08:00 → 60 min; 0 min left',
  ]);
  assert.equal(lines('2026-01-09T17:30', 60, office, 'en')[0], 'Fri 09/01: outside working hours');
  assert.equal(lines('2026-11-23T16:59:30.900', 1, office, 'en')[1], 'Tue 24/11: 07:00–07:00:30 → 30 s; 0 min left');
  assert.match(lines('2027-02-04T10:00', 1, office, 'en')[0] as string, /closed, Tết Nguyên đán .*\(provisional, not/);
  assert.match(lines('2027-12-31T16:00', 61, office, 'en').at(-1) as string, /^Note: the holidays of 2028 have not/);
});

test('instants', () => {
  assert.equal(describeInstant(office, at('2026-11-27T17:00'), 'vi'), '17:00 Thứ Sáu 27/11/2026');
  assert.equal(describeInstant(office, at('2026-11-29T00:00:07'), 'vi'), '00:00:07 Chủ Nhật 29/11/2026');
  assert.equal(describeInstant(office, at('2026-11-27T17:00'), 'en'), '17:00 Fri 27/11/2026');
});
