import type { UnhandledEvent } from '../../../contract/channel-accounts.ts';
import { channelName } from '../../conversations/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { keptSaid, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { unhandledEvents } from './unhandled.ts';

const STUCK: Said = {
  vi: 'Sự kiện đã lưu nhưng chưa xử lý được; xem nhật ký máy chủ.',
  en: 'The event is stored but could not be handled yet; see the log of the server.',
};

/** What stands on a line about an event that nobody understood. */
export function presentUnhandled(
  row: Awaited<ReturnType<typeof unhandledEvents>>[number],
  language: SpokenLanguage,
): UnhandledEvent {
  return {
    id: String(row.id),
    channel: row.kind,
    account: row.code,
    receivedAt: isoLocal(row.received_at),
    reason: row.reason ?? 'stuck',
    detail: (row.error === null ? STUCK : keptSaid(row.error))[language],
    size: row.size,
    attempts: row.attempts,
  };
}

const COLUMNS: readonly ExportColumn<UnhandledEvent>[] = [
  { title: { vi: 'Số', en: 'Number' }, width: 12, value: (r) => r.id },
  { title: { vi: 'Kênh', en: 'Channel' }, width: 20, value: (r) => channelName(r.channel) },
  { title: { vi: 'Tài khoản', en: 'Account' }, width: 24, value: (r) => r.account },
  { title: { vi: 'Nhận lúc', en: 'Received at' }, width: 17, value: (r) => cellTime(r.receivedAt) },
  { title: { vi: 'Vì sao', en: 'Why' }, width: 60, value: (r) => r.detail },
  { title: { vi: 'Số lần xử lý', en: 'Attempts' }, width: 12, value: (r) => r.attempts },
  { title: { vi: 'Dung lượng (byte)', en: 'Size (bytes)' }, width: 14, value: (r) => r.size },
];

/** Events that only a person can make sense of, as a file; what they say stays in them. */
export function unhandledExport(ctx: Ctx) {
  return defineExport({
    of: 'unhandledEvents',
    summary: 'Events that only a person can make sense of, as CSV or Excel',
    tag: 'channels',
    sheet: { vi: 'Sự kiện chưa xử lý', en: 'Unhandled events' },
    query: fileQuery(),
    columns: COLUMNS,
    rows: async (_actor, _query, _now, language) =>
      wholeRows((await unhandledEvents(ctx)).map((row) => presentUnhandled(row, language))),
  });
}
