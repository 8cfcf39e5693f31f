import { type Callback, type CallbackResult, listCallbacks } from '../../../contract/callbacks.ts';
import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { callbackIds, listCallbackRows, presentCallback } from '../callback-queries.ts';

const query = listCallbacks.query?.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = NonNullable<typeof query>['_output'];

const RESULT: Record<CallbackResult, string> = {
  reached: 'Đã gặp',
  no_answer: 'Không nghe máy',
  wrong_number: 'Sai số',
  dropped: 'Không gọi nữa',
};
const STATE: Record<Callback['state'], string> = { open: 'Cần gọi', done: 'Đã xong', dropped: 'Đã bỏ' };

const COLUMNS: readonly ExportColumn<Callback>[] = [
  { title: 'Phiếu', width: 20, value: (r) => r.caseCode },
  { title: 'Người dân', width: 28, value: (r) => r.citizenName },
  { title: 'Số điện thoại', width: 18, value: (r) => r.phone },
  { title: 'Lý do gọi', width: 50, value: (r) => r.why },
  { title: 'Tình trạng', width: 12, value: (r) => STATE[r.state] },
  { title: 'Kết quả', width: 16, value: (r) => r.result && RESULT[r.result] },
  { title: 'Ghi chú', width: 40, value: (r) => r.note },
  { title: 'Số lần gọi', width: 10, value: (r) => r.attempts },
  { title: 'Ghi nhận lúc', width: 17, value: (r) => cellTime(r.createdAt) },
  { title: 'Kết thúc lúc', width: 17, value: (r) => cellTime(r.doneAt) },
  { title: 'Người gọi', width: 24, value: (r) => r.doneBy },
];

/** Whom we owe a call, as a file. */
export function callbackExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.callbacks,
    access: 'citizen.export',
    summary: 'Call-backs as CSV or Excel, whole',
    tag: 'conversations',
    list: 'callbacks',
    sheet: 'Gọi lại',
    file: 'goi-lai-1022',
    query: query as never,
    async plan(actor, { state, caseCode }) {
      const ids = await callbackIds(ctx.db, actor, { state, caseCode });
      const load = async (some: readonly number[]) =>
        (await listCallbackRows(ctx.db, actor, { state, ids: some, limit: some.length })).map((row) =>
          presentCallback(row, 'vi'),
        );
      return { count: ids.length, columns: COLUMNS, batches: inBatches(ids, COLUMNS, load) };
    },
  };
}
