import type { FailedMail } from '../../../contract/email.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, wholeRows } from '../../platform/exports/index.ts';
import { failedMails } from './mail-status.ts';

/** What stands on a line about a mail that could not be read. */
export function presentFailure(row: Awaited<ReturnType<typeof failedMails>>[number]): FailedMail {
  return {
    id: String(row.id),
    mailbox: row.mailbox,
    receivedAt: isoLocal(row.received_at),
    size: row.raw_size,
    from: row.from_address,
    subject: row.subject,
    reason: row.error ?? 'stuck',
    detail: row.error_detail ?? 'Thư đã lưu nhưng chưa xử lý được; xem nhật ký máy chủ.',
    kept: row.raw_sha256 !== null,
  };
}

const COLUMNS: readonly ExportColumn<FailedMail>[] = [
  { title: 'Số', width: 12, value: (r) => r.id },
  { title: 'Hộp thư', width: 24, value: (r) => r.mailbox },
  { title: 'Nhận lúc', width: 17, value: (r) => cellTime(r.receivedAt) },
  { title: 'Người gửi', width: 32, value: (r) => r.from },
  { title: 'Chủ đề', width: 50, value: (r) => r.subject },
  { title: 'Vì sao', width: 60, value: (r) => r.detail },
  { title: 'Dung lượng (byte)', width: 14, value: (r) => r.size },
  { title: 'Còn giữ bản gốc', width: 14, value: (r) => (r.kept ? 'Có' : 'Không') },
];

/** Mails that could not be read, as a file: who wrote and why it failed, not what was in them. */
export function failedMailExport(ctx: Ctx) {
  return defineExport({
    of: 'failedMails',
    summary: 'Mails that could not be read, as CSV or Excel',
    tag: 'channels',
    sheet: 'Thư chưa đọc được',
    query: fileQuery(),
    columns: COLUMNS,
    rows: async () => wholeRows((await failedMails(ctx)).map(presentFailure)),
  });
}
