import { type Callback, type CallbackResult, listCallbacks } from '../../../contract/callbacks.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import {
  cellTime,
  defineExport,
  type ExportColumn,
  fileQuery,
  type RowSource,
  rowsByKey,
} from '../../platform/exports/index.ts';
import { callbackIds, listCallbackRows, presentCallback } from '../callback-queries.ts';

const query = fileQuery(listCallbacks.query);

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

/** The rows of a list of call-backs, as far as this reader sees them. */
export async function callbackRows(
  ctx: Ctx,
  actor: Actor,
  filter: Parameters<typeof callbackIds>[2],
): Promise<RowSource<Callback>> {
  const { state } = filter;
  return rowsByKey(await callbackIds(ctx.db, actor, filter), async (some) =>
    (await listCallbackRows(ctx.db, actor, { state, ids: some, limit: some.length })).map((row) =>
      presentCallback(row, 'vi'),
    ),
  );
}

/** Whom we owe a call, as a file. */
export function callbackExport(ctx: Ctx) {
  return defineExport({
    of: 'callbacks',
    summary: 'Call-backs as CSV or Excel, whole',
    tag: 'conversations',
    sheet: 'Gọi lại',
    query,
    columns: COLUMNS,
    rows: (actor, { state, caseCode }) => callbackRows(ctx, actor, { state, caseCode }),
  });
}
