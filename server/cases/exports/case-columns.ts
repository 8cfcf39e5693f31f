/** The columns of an exported list, with their headings: what the list shows, and nothing of the citizen. */
import type { ListColumn } from '../../../contract/case-lists.ts';
import type { CaseRow } from '../../../contract/cases.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import type { ExportColumn } from '../../platform/exports/index.ts';
import { bothWords } from '../../platform/said.ts';

const STATUS = bothWords(vi.STATUS, en.STATUS);
const TYPE = bothWords(vi.CASE_TYPE, en.CASE_TYPE);
const URGENCY = bothWords(vi.URGENCY, en.URGENCY);
const CHANNEL = bothWords(vi.CHANNEL, en.CHANNEL);
const TURN = bothWords(vi.TURN, en.TURN);
const BUCKET = bothWords(vi.BUCKET, en.BUCKET);

const at = (iso: string | null) => (iso === null ? null : new Date(iso));

type Column = ExportColumn<CaseRow>;
const due: Column = { title: { vi: 'Hạn trả lời', en: 'Due' }, width: 17, value: (r) => at(r.dueAt) };
const code: Column = { title: { vi: 'Mã phiếu', en: 'Case' }, width: 18, value: (r) => r.code };
const title: Column = { title: { vi: 'Tiêu đề', en: 'Title' }, width: 60, value: (r) => r.title };
const type: Column = { title: { vi: 'Loại', en: 'Kind' }, width: 24, value: (r) => TYPE[r.type] };
const category: Column = {
  title: { vi: 'Lĩnh vực', en: 'Category' },
  width: 28,
  value: (r) => r.category?.name ?? null,
};
const area: Column = { title: { vi: 'Địa bàn', en: 'Area' }, width: 22, value: (r) => r.area?.name ?? null };
const place: Column = { title: { vi: 'Nơi xảy ra', en: 'Place' }, width: 30, value: (r) => r.place?.text ?? null };
const urgency: Column = { title: { vi: 'Mức độ', en: 'Urgency' }, width: 12, value: (r) => URGENCY[r.urgency] };
const channel: Column = { title: { vi: 'Kênh', en: 'Channel' }, width: 18, value: (r) => CHANNEL[r.channel] };
const status: Column = { title: { vi: 'Trạng thái', en: 'Status' }, width: 22, value: (r) => STATUS[r.status] };
const level: Column = { title: { vi: 'Cấp độ', en: 'Level' }, width: 8, value: (r) => r.level };
const turn: Column = { title: { vi: 'Đến lượt', en: 'Turn' }, width: 18, value: (r) => TURN[r.turn] };
const unit: Column = {
  title: { vi: 'Đơn vị chủ trì', en: 'Lead unit' },
  width: 30,
  value: (r) => r.leadUnit?.name ?? null,
};
const assignee: Column = {
  title: { vi: 'Người xử lý', en: 'Handled by' },
  width: 24,
  value: (r) => r.assignee?.name ?? null,
};
const created: Column = { title: { vi: 'Ngày tiếp nhận', en: 'Received' }, width: 17, value: (r) => at(r.createdAt) };
const originalDue: Column = {
  title: { vi: 'Hạn ban đầu', en: 'Original due date' },
  width: 17,
  value: (r) => at(r.originalDueAt),
};
const bucket: Column = { title: { vi: 'Tình trạng hạn', en: 'Timeliness' }, width: 14, value: (r) => BUCKET[r.bucket] };
const closed: Column = { title: { vi: 'Ngày kết thúc', en: 'Finished' }, width: 17, value: (r) => at(r.closedAt) };
const reopened: Column = {
  title: { vi: 'Số lần mở lại', en: 'Times reopened' },
  width: 12,
  value: (r) => r.reopenCount,
};
const seriouslyLate: Column = {
  title: { vi: 'Quá hạn nghiêm trọng từ', en: 'Seriously late since' },
  width: 17,
  value: (r) => at(r.seriouslyLateAt),
};

/** Every column of a file, in its usual order. */
export const EXPORT_COLUMNS: readonly Column[] = [
  ...[code, title, type, category, area, place, urgency, channel, status, level, turn, unit, assignee],
  ...[created, due, originalDue, bucket, seriouslyLate, closed, reopened],
];

/** What a column of the desk's list becomes in a file. */
const OF_LIST: Record<ListColumn, readonly Column[]> = {
  due: [due, bucket],
  code: [code],
  title: [title],
  place: [area, place],
  category: [category],
  type: [type],
  status: [status],
  urgency: [urgency],
  unit: [unit],
  assignee: [assignee],
  turn: [turn],
  channel: [channel],
  level: [level],
  created: [created],
  original_due: [originalDue],
  closed: [closed],
  reopened: [reopened],
};

/** The columns of a file: those of the list as its reader has arranged it, else every one. */
export function columnsFor(chosen: readonly ListColumn[] | undefined): readonly Column[] {
  return chosen ? chosen.flatMap((column) => OF_LIST[column]) : EXPORT_COLUMNS;
}
