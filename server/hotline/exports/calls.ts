import { type CallView, listCalls } from '../../../contract/calls.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, defineExport, type ExportColumn, fileQuery, rowsByKey } from '../../platform/exports/index.ts';
import { bothWords } from '../../platform/said.ts';
import { callIds, callsByIds } from '../queries.ts';

const query = fileQuery(listCalls.query);

const OUTCOME = bothWords(vi.CALL_OUTCOME, en.CALL_OUTCOME);

const DIRECTION = bothWords(vi.CALL_DIRECTION, en.CALL_DIRECTION);

const COLUMNS: readonly ExportColumn<CallView>[] = [
  { title: { vi: 'Bắt đầu', en: 'Started' }, width: 17, value: (r) => cellTime(r.startedAt) },
  { title: { vi: 'Kết thúc', en: 'Ended' }, width: 17, value: (r) => cellTime(r.endedAt) },
  { title: { vi: 'Chiều gọi', en: 'Direction' }, width: 10, value: (r) => DIRECTION[r.direction] },
  { title: { vi: 'Số điện thoại', en: 'Phone number' }, width: 18, value: (r) => r.number },
  { title: { vi: 'Người dân', en: 'Citizen' }, width: 28, value: (r) => r.citizen?.name ?? null },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.caseCode },
  { title: { vi: 'Hàng chờ', en: 'Queue' }, width: 20, value: (r) => r.queue?.name ?? null },
  { title: { vi: 'Người nghe', en: 'Answered by' }, width: 24, value: (r) => r.agent?.name ?? null },
  { title: { vi: 'Kết quả', en: 'Result' }, width: 26, value: (r) => r.outcome && OUTCOME[r.outcome] },
  { title: { vi: 'Chờ (giây)', en: 'Wait (seconds)' }, width: 10, value: (r) => Math.round(r.times.wait) },
  { title: { vi: 'Nói chuyện (giây)', en: 'Talk (seconds)' }, width: 14, value: (r) => Math.round(r.times.talk) },
  { title: { vi: 'Ghi chú', en: 'Note' }, width: 40, value: (r) => r.note },
];

/** The list of calls as a file, as far as its reader sees them. */
export function callExport(ctx: Ctx) {
  return defineExport({
    of: 'calls',
    summary: 'Calls as CSV or Excel, whole',
    tag: 'calls',
    sheet: { vi: 'Cuộc gọi', en: 'Calls' },
    query,
    columns: COLUMNS,
    async rows(actor, filter, now) {
      const ids = await callIds(ctx.db, actor, filter);
      return rowsByKey(ids, (some) => callsByIds(ctx.db, actor, some, now));
    },
  });
}
