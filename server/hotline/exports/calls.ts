import { type CallOutcome, type CallView, listCalls } from '../../../contract/calls.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { callIds, callsByIds } from '../queries.ts';

const query = fileQuery(listCalls.query);

const OUTCOME: Record<CallOutcome, string> = {
  answered: 'Đã nghe',
  abandoned: 'Người dân gác máy khi chờ',
  voicemail: 'Để lại lời nhắn',
  callback: 'Hẹn gọi lại',
  transferred: 'Đã chuyển máy',
  rejected: 'Từ chối vì quá tải',
  menu_only: 'Nghe thông báo rồi gác máy',
  failed: 'Không gọi được',
  no_answer: 'Không nghe máy',
  busy: 'Máy bận',
  cancelled: 'Đã thôi gọi',
};

const COLUMNS: readonly ExportColumn<CallView>[] = [
  { title: 'Bắt đầu', width: 17, value: (r) => cellTime(r.startedAt) },
  { title: 'Kết thúc', width: 17, value: (r) => cellTime(r.endedAt) },
  { title: 'Chiều gọi', width: 10, value: (r) => (r.direction === 'inbound' ? 'Gọi đến' : 'Gọi đi') },
  { title: 'Số điện thoại', width: 18, value: (r) => r.number },
  { title: 'Người dân', width: 28, value: (r) => r.citizen?.name ?? null },
  { title: 'Phiếu', width: 20, value: (r) => r.caseCode },
  { title: 'Hàng chờ', width: 20, value: (r) => r.queue?.name ?? null },
  { title: 'Người nghe', width: 24, value: (r) => r.agent?.name ?? null },
  { title: 'Kết quả', width: 26, value: (r) => r.outcome && OUTCOME[r.outcome] },
  { title: 'Chờ (giây)', width: 10, value: (r) => Math.round(r.times.wait) },
  { title: 'Nói chuyện (giây)', width: 14, value: (r) => Math.round(r.times.talk) },
  { title: 'Ghi chú', width: 40, value: (r) => r.note },
];

/** The list of calls as a file, as far as its reader sees them. */
export function callExport(ctx: Ctx) {
  return defineExport({
    of: 'calls',
    summary: 'Calls as CSV or Excel, whole',
    tag: 'calls',
    sheet: 'Cuộc gọi',
    query,
    columns: COLUMNS,
    async rows(actor, filter, now) {
      const ids = await callIds(ctx.db, actor, filter);
      return rowsByKey(ids, (some) => callsByIds(ctx.db, actor, some, now));
    },
  });
}
