import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportReport } from '../../contract/calendar-import.ts';
import { EXIT, UsageError } from '../app/failure.ts';
import { importDays, tryImport } from '../calendar/index.ts';
import { calendarDoor } from '../cases/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { spoken } from '../platform/said.ts';
import { type Command, printJson, printTable } from './command.ts';
import { readArgs, withInstallation } from './installation.ts';

const DEFAULT = 'hanh-chinh';
const WHAT = { new: 'mới', changed: 'thay đổi', same: 'giữ nguyên', error: 'SAI' } as const;

const importCommand: Command = {
  name: 'calendar import',
  summary: 'Nhập ngày nghỉ, ngày làm bù từ tệp CSV hoặc iCalendar (days off and swapped days from a file).',
  synopsis: '<file> [--calendar <code>] [--dry-run] [--json]',
  help: `  --calendar  the calendar by its code (${DEFAULT})
  --dry-run   tells line by line what would change, and how many open cases would move; saves nothing
  CSV: a head line with ngày, loại, tên, giờ, hoán đổi với, căn cứ (date, kind, name, hours, swapped with, source).
  All days or none: with one wrong line nothing is saved and the exit code is not 0. See docs/calendars.md.`,
  async run(args) {
    const options = { calendar: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;
    const { values, words } = readArgs(args, options, ['file']);
    const path = words[0] ?? '';
    const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
      throw new UsageError(`Không đọc được tệp ${JSON.stringify(path)} (cannot read: ${cause.code}).`);
    });
    const file = { fileName: basename(path), bytes };
    const calendar = values.calendar ?? DEFAULT;
    const dryRun = values['dry-run'] ?? false;
    const report = await withInstallation(values.demo ?? false, (ctx) =>
      dryRun ? tryImport(ctx, calendarDoor, calendar, file) : importDays(ctx, calendarDoor, SYSTEM, calendar, file),
    ).then((told) => spoken(told, 'vi'));
    if (values.json) printJson(report);
    else print(report);
    return report.counts.error > 0 ? EXIT.failed : EXIT.done;
  },
};

function print({ lines, counts, applied, moved }: ImportReport): void {
  printTable([
    ['DÒNG', 'NGÀY', '', 'TÊN', ''],
    ...lines.map((l) => [String(l.line), l.date ?? '', WHAT[l.what], l.name, l.detail ?? '']),
  ]);
  const sum = `${counts.new} mới, ${counts.changed} thay đổi, ${counts.same} giữ nguyên, ${counts.error} dòng sai`;
  console.log(applied ? `✓ Đã nhập (imported): ${sum}.` : `Chưa lưu gì (dry run): ${sum}.`);
  if (!moved) return;
  console.log(`${moved.affected} / ${moved.open} phiếu đang mở sẽ dời hạn (open cases that would move).`);
  for (const { days, cases } of moved.moves)
    console.log(`  ${days > 0 ? '+' : ''}${days} ngày làm việc: ${cases} phiếu`);
}

export const calendarCommands: readonly Command[] = [importCommand];
