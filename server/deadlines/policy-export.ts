import type { Policy } from '../../contract/policies.ts';
import * as enWords from '../../contract/words/en.ts';
import * as viWords from '../../contract/words/vi.ts';
import { localDay } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { defineExport, type ExportColumn, fileQuery, wholeRows } from '../platform/exports/index.ts';
import { bothWords, type Said, saidIn } from '../platform/said.ts';
import { amountText, STAGE_NAMES, TYPE_NAMES } from './phrases.ts';
import { listPolicies } from './policy-view.ts';

const URGENCY = bothWords(viWords.URGENCY, enWords.URGENCY);
const STATE: Record<Policy['state'], Said> = {
  in_force: { vi: 'Đang áp dụng', en: 'In force' },
  overridden: { vi: 'Bị quy tắc khác thay', en: 'Overridden' },
  future: { vi: 'Sắp áp dụng', en: 'To come' },
  past: { vi: 'Hết hiệu lực', en: 'Ended' },
};
const ANY: Said = { vi: 'Tất cả', en: 'All' };

const COLUMNS: readonly ExportColumn<Policy>[] = [
  { title: { vi: 'Thời hạn', en: 'Limit' }, width: 44, value: (r) => STAGE_NAMES[r.stage] },
  { title: { vi: 'Loại phiếu', en: 'Type' }, width: 36, value: (r) => (r.type ? TYPE_NAMES[r.type] : ANY) },
  { title: { vi: 'Mức độ', en: 'Urgency' }, width: 14, value: (r) => (r.urgency ? URGENCY[r.urgency] : ANY) },
  { title: { vi: 'Lĩnh vực', en: 'Category' }, width: 30, value: (r) => r.category?.name ?? ANY },
  { title: { vi: 'Bao lâu', en: 'How long' }, width: 24, value: (r) => saidIn((l) => amountText(r, l)) },
  { title: { vi: 'Lịch', en: 'Calendar' }, width: 24, value: (r) => r.calendar?.name ?? null },
  {
    title: { vi: 'Nhắc khi đã qua', en: 'Warns after' },
    width: 16,
    value: (r) => r.warnShares.map((share) => `${share}%`).join('; ') || null,
  },
  { title: { vi: 'Từ ngày', en: 'From' }, width: 12, value: (r) => r.validFrom },
  { title: { vi: 'Đến ngày', en: 'Until' }, width: 12, value: (r) => r.validTo },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 20, value: (r) => STATE[r.state] },
  { title: { vi: 'Căn cứ', en: 'Source' }, width: 60, value: (r) => r.note },
];

/** Every rule of how long things may take, with its history, as a file. */
export function policyExport(ctx: Ctx) {
  return defineExport({
    of: 'policies',
    summary: 'Every rule of how long things may take, with its history, as CSV or Excel',
    tag: 'policies',
    sheet: { vi: 'Thời hạn xử lý', en: 'Deadline rules' },
    query: fileQuery(),
    columns: COLUMNS,
    rows: async (_actor, _query, now) => wholeRows(await listPolicies(ctx.db, localDay(now))),
  });
}
