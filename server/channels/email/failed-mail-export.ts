import type { FailedMail } from '../../../contract/email.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import {
  cellTime,
  defineExport,
  type ExportColumn,
  fileQuery,
  wholeRows,
  YES_NO,
} from '../../platform/exports/index.ts';
import { keptSaid, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { failedMails } from './mail-status.ts';

const STUCK: Said = {
  vi: 'Thư đã lưu nhưng chưa xử lý được; xem nhật ký máy chủ.',
  en: 'The mail is stored but could not be handled yet; see the log of the server.',
};

/** What stands on a line about a mail that could not be read. */
export function presentFailure(
  row: Awaited<ReturnType<typeof failedMails>>[number],
  language: SpokenLanguage,
): FailedMail {
  return {
    id: String(row.id),
    mailbox: row.mailbox,
    receivedAt: isoLocal(row.received_at),
    size: row.raw_size,
    from: row.from_address,
    subject: row.subject,
    reason: row.error ?? 'stuck',
    detail: (row.error_detail === null ? STUCK : keptSaid(row.error_detail))[language],
    kept: row.raw_sha256 !== null,
  };
}

const COLUMNS: readonly ExportColumn<FailedMail>[] = [
  { title: { vi: 'Số', en: 'Number' }, width: 12, value: (r) => r.id },
  { title: { vi: 'Hộp thư', en: 'Mailbox' }, width: 24, value: (r) => r.mailbox },
  { title: { vi: 'Nhận lúc', en: 'Received at' }, width: 17, value: (r) => cellTime(r.receivedAt) },
  { title: { vi: 'Người gửi', en: 'From' }, width: 32, value: (r) => r.from },
  { title: { vi: 'Chủ đề', en: 'Subject' }, width: 50, value: (r) => r.subject },
  { title: { vi: 'Vì sao', en: 'Why' }, width: 60, value: (r) => r.detail },
  { title: { vi: 'Dung lượng (byte)', en: 'Size (bytes)' }, width: 14, value: (r) => r.size },
  { title: { vi: 'Còn giữ bản gốc', en: 'Original kept' }, width: 14, value: (r) => YES_NO[r.kept ? 'yes' : 'no'] },
];

/** Mails that could not be read, as a file: who wrote and why it failed, not what was in them. */
export function failedMailExport(ctx: Ctx) {
  return defineExport({
    of: 'failedMails',
    summary: 'Mails that could not be read, as CSV or Excel',
    tag: 'channels',
    sheet: { vi: 'Thư chưa đọc được', en: 'Unreadable mails' },
    query: fileQuery(),
    columns: COLUMNS,
    rows: async (_actor, _query, _now, language) =>
      wholeRows((await failedMails(ctx)).map((row) => presentFailure(row, language))),
  });
}
