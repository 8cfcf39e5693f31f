import type { UnhandledEvent } from '../../../contract/channel-accounts.ts';
import { channelName } from '../../conversations/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { unhandledEvents } from './unhandled.ts';

/** What stands on a line about an event that nobody understood. */
export function presentUnhandled(row: Awaited<ReturnType<typeof unhandledEvents>>[number]): UnhandledEvent {
  return {
    id: String(row.id),
    channel: row.kind,
    account: row.code,
    receivedAt: isoLocal(row.received_at),
    reason: row.reason ?? 'stuck',
    detail: row.error ?? 'Sự kiện đã lưu nhưng chưa xử lý được; xem nhật ký máy chủ.',
    size: row.size,
    attempts: row.attempts,
  };
}

const COLUMNS: readonly ExportColumn<UnhandledEvent>[] = [
  { title: 'Số', width: 12, value: (r) => r.id },
  { title: 'Kênh', width: 20, value: (r) => channelName(r.channel) },
  { title: 'Tài khoản', width: 24, value: (r) => r.account },
  { title: 'Nhận lúc', width: 17, value: (r) => cellTime(r.receivedAt) },
  { title: 'Vì sao', width: 60, value: (r) => r.detail },
  { title: 'Số lần xử lý', width: 12, value: (r) => r.attempts },
  { title: 'Dung lượng (byte)', width: 14, value: (r) => r.size },
];

/** Events that only a person can make sense of, as a file; what they say stays in them. */
export function unhandledExport(ctx: Ctx) {
  return defineExport({
    of: 'unhandledEvents',
    summary: 'Events that only a person can make sense of, as CSV or Excel',
    tag: 'channels',
    sheet: 'Sự kiện chưa xử lý',
    query: fileQuery(),
    columns: COLUMNS,
    rows: async () => wholeRows((await unhandledEvents(ctx)).map(presentUnhandled)),
  });
}
