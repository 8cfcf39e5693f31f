import { EXIT, UsageError } from '../app/failure.ts';
import { seed } from '../app/seed.ts';
import { advanceClock } from '../app/shared-clock.ts';
import { failedMails } from '../channels/index.ts';
import { DEADLINE_USAGE, deadlineText, runDeadline } from '../deadlines/index.ts';
import { isoLocal } from '../platform/clock.ts';
import { verifyChain } from '../platform/events/index.ts';
import { keptSaid } from '../platform/said.ts';
import { type Command, printJson, printTable } from './command.ts';
import { readArgs, withInstallation } from './installation.ts';

export const upkeepCommands: readonly Command[] = [
  {
    name: 'serve',
    summary: 'Chạy dịch vụ, như npm start (runs the service until it is told to end).',
    synopsis: '',
    async run(args) {
      const { values } = readArgs(args, {});
      const { serve } = await import('../app/serve.ts');
      await serve({ demo: values.demo ?? false });
      return EXIT.done;
    },
  },
  {
    name: 'migrate',
    summary: 'Cập nhật cấu trúc cơ sở dữ liệu (brings the database up to this release; npm start does it too).',
    synopsis: '[--json]',
    async run(args) {
      const { values } = readArgs(args, {});
      const applied = await withInstallation(values.demo ?? false, async (ctx) => ctx.migrated, { mayCreate: true });
      if (values.json) printJson({ applied });
      else console.log(applied.length === 0 ? '✓ Không có gì mới (nothing to do).' : `✓ ${applied.join('\n✓ ')}`);
      return EXIT.done;
    },
  },
  {
    name: 'seed',
    summary: 'Nạp danh mục của bản phát hành, giữ nguyên những gì đã sửa (reference data; what people changed stays).',
    synopsis: '[--json]',
    async run(args) {
      const { values } = readArgs(args, {});
      const counts = await withInstallation(values.demo ?? false, seed, { mayCreate: true });
      if (values.json) printJson(counts);
      else for (const [what, count] of Object.entries(counts)) console.log(`✓ ${what}: ${count}`);
      return EXIT.done;
    },
  },
  {
    name: 'deadline',
    summary: 'Tính hạn xử lý và giải thích (when a case would be due, and why).',
    synopsis: DEADLINE_USAGE.replace(/^1022 deadline /, ''),
    async run(args) {
      const demo = args.includes('--demo');
      const rest = args.filter((a) => a !== '--demo');
      const answer = await withInstallation(demo, (ctx) => runDeadline(ctx.db, rest));
      if (rest.includes('--json')) printJson(answer);
      else console.log(deadlineText(answer));
      return EXIT.done;
    },
  },
  {
    name: 'clock advance',
    summary: 'Dời đồng hồ tới trước, chỉ trong bản trình diễn (moves time forward, in a demonstration only).',
    synopsis: '<ISO duration> [--json]',
    help: '  The duration as ISO 8601: PT30M, PT4H, P2D.',
    async run(args) {
      const { values, words } = readArgs(args, {}, ['ISO duration']);
      const now = await withInstallation(values.demo ?? false, (ctx) =>
        advanceClock(ctx.db, ctx.clock, words[0] ?? ''),
      );
      if (values.json) printJson({ now: isoLocal(now) });
      else console.log(`✓ Bây giờ là ${isoLocal(now)} (now)`);
      return EXIT.done;
    },
  },
  {
    name: 'audit verify',
    summary: 'Kiểm tra chuỗi băm của nhật ký (recomputes the hash chain of all events).',
    synopsis: '[--json]',
    help: '  Note the printed head somewhere else: a log that was shortened is found by comparing it.',
    async run(args) {
      const { values } = readArgs(args, {});
      const report = await withInstallation(values.demo ?? false, async (ctx) => {
        await ctx.events.drain();
        return verifyChain(ctx.db);
      });
      if (values.json) printJson(report);
      else if (report.ok) console.log(`✓ ${report.checked} sự kiện nguyên vẹn (events intact)\n  head ${report.head}`);
      else
        console.error(
          `✗ Chuỗi đứt ở seq ${report.broken?.seq} (event ${report.broken?.eventId}): ${report.broken?.why}. ${report.checked} events before it are intact.`,
        );
      return report.ok ? EXIT.done : EXIT.failed;
    },
  },
  {
    name: 'mail list',
    summary: 'Thư không đọc được hoặc bị kẹt (mails that need a person).',
    synopsis: '[--limit <n>] [--json]',
    async run(args) {
      const { values } = readArgs(args, { limit: { type: 'string' } } as const);
      const limit = Number(values.limit ?? 50);
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) throw new UsageError('--limit: expected 1 to 1000.');
      const mails = await withInstallation(values.demo ?? false, (ctx) => failedMails(ctx, { limit }));
      const rows = mails.map((m) => ({
        id: m.id,
        mailbox: m.mailbox,
        receivedAt: isoLocal(m.received_at),
        size: m.raw_size,
        from: m.from_address,
        subject: m.subject,
        reason: m.error ?? 'stuck',
        detail: m.error_detail && keptSaid(m.error_detail).vi,
      }));
      if (values.json) printJson(rows);
      else if (rows.length === 0) console.log('✓ Không có thư nào cần xem (none).');
      else
        printTable([
          ['SỐ', 'HỘP THƯ', 'NHẬN LÚC', 'NGƯỜI GỬI', 'LÝ DO'],
          ...rows.map((r) => [String(r.id), r.mailbox, r.receivedAt, r.from ?? '?', `${r.reason} ${r.detail ?? ''}`]),
        ]);
      return EXIT.done;
    },
  },
];
