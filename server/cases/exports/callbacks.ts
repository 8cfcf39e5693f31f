import { type Callback, listCallbacks } from '../../../contract/callbacks.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
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
import { bothWords, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { callbackIds, listCallbackRows, presentCallback } from '../callback-queries.ts';

const query = fileQuery(listCallbacks.query);

const RESULT = bothWords(vi.CALLBACK_RESULT, en.CALLBACK_RESULT);
const KIND = bothWords(vi.CALLBACK_KIND, en.CALLBACK_KIND);
const STATE: Record<Callback['state'], Said> = {
  open: { vi: 'Cần gọi', en: 'To call' },
  done: { vi: 'Đã xong', en: 'Done' },
  dropped: { vi: 'Đã bỏ', en: 'Given up' },
};

const COLUMNS: readonly ExportColumn<Callback>[] = [
  { title: { vi: 'Loại', en: 'Kind' }, width: 22, value: (r) => KIND[r.kind] },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.caseCode },
  { title: { vi: 'Người dân', en: 'Citizen' }, width: 28, value: (r) => r.citizenName },
  { title: { vi: 'Số điện thoại', en: 'Phone number' }, width: 18, value: (r) => r.phone },
  { title: { vi: 'Lý do gọi', en: 'Why to call' }, width: 50, value: (r) => r.why },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 12, value: (r) => STATE[r.state] },
  { title: { vi: 'Kết quả', en: 'Result' }, width: 16, value: (r) => r.result && RESULT[r.result] },
  { title: { vi: 'Ghi chú', en: 'Note' }, width: 40, value: (r) => r.note },
  { title: { vi: 'Số lần gọi', en: 'Calls made' }, width: 10, value: (r) => r.attempts },
  { title: { vi: 'Ghi nhận lúc', en: 'Noted at' }, width: 17, value: (r) => cellTime(r.createdAt) },
  { title: { vi: 'Kết thúc lúc', en: 'Ended at' }, width: 17, value: (r) => cellTime(r.doneAt) },
  { title: { vi: 'Người gọi', en: 'Called by' }, width: 24, value: (r) => r.doneBy },
];

/** The rows of a list of call-backs, as far as this reader sees them. */
export async function callbackRows(
  ctx: Ctx,
  actor: Actor,
  filter: Parameters<typeof callbackIds>[2],
  language: SpokenLanguage,
): Promise<RowSource<Callback>> {
  const { state } = filter;
  return rowsByKey(await callbackIds(ctx.db, actor, filter), async (some) =>
    (await listCallbackRows(ctx.db, actor, { state, ids: some, limit: some.length })).map((row) =>
      presentCallback(row, language),
    ),
  );
}

/** Whom we owe a call, as a file. */
export function callbackExport(ctx: Ctx) {
  return defineExport({
    of: 'callbacks',
    summary: 'Call-backs as CSV or Excel, whole',
    tag: 'conversations',
    sheet: { vi: 'Gọi lại', en: 'Call-backs' },
    query,
    columns: COLUMNS,
    rows: (actor, { state, kind, caseCode }, _now, language) =>
      callbackRows(ctx, actor, { state, kind, caseCode }, language),
  });
}
