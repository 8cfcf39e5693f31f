/** The columns of an exported list, with their Vietnamese headings: what the list shows, and nothing of the citizen. */
import type { ListColumn } from '../../../contract/case-lists.ts';
import type { CaseRow } from '../../../contract/cases.ts';
import type { ExportColumn } from '../../platform/exports/index.ts';

const STATUS: Record<CaseRow['status'], string> = {
  received: 'Mới tiếp nhận',
  forwarded: 'Chờ đơn vị tiếp nhận',
  processing: 'Đang xử lý',
  awaiting_citizen: 'Chờ bổ sung thông tin',
  awaiting_approval: 'Chờ lãnh đạo duyệt',
  escalated: 'Chờ chỉ đạo',
  approved: 'Chờ trả lời dân',
  closed: 'Đã trả lời',
  declined: 'Từ chối, đã hướng dẫn',
  merged: 'Đã gộp',
};
export const TYPE: Record<CaseRow['type'], string> = {
  inquiry: 'Hỏi đáp thông tin',
  procedure_inquiry: 'Hướng dẫn thủ tục hành chính',
  site_report: 'Phản ánh hiện trường',
  regulation_feedback: 'Phản ánh, kiến nghị về quy định hành chính',
  service_report: 'Phản ánh dịch vụ',
  procedure_report: 'Phản ánh việc giải quyết TTHC',
  conduct_report: 'Phản ánh hành vi công chức',
  business_report: 'Phản ánh của doanh nghiệp',
  suggestion: 'Góp ý',
  compliment: 'Khen',
  out_of_scope: 'Ngoài phạm vi',
};
export const URGENCY: Record<CaseRow['urgency'], string> = {
  low: 'Thấp',
  normal: 'Bình thường',
  urgent: 'Khẩn',
  emergency: 'Khẩn cấp',
};
const CHANNEL: Record<CaseRow['channel'], string> = {
  phone: 'Điện thoại',
  email: 'Email',
  web: 'Trang web',
  livechat: 'Trò chuyện trực tuyến',
  zalo: 'Zalo',
  messenger: 'Facebook',
  desk: 'Nhập tại tổng đài',
  open311: 'Open311',
};
const TURN: Record<CaseRow['turn'], string> = {
  centre: 'Tổng đài',
  officer: 'Cán bộ xử lý',
  unit_leader: 'Lãnh đạo đơn vị',
  province_leader: 'Lãnh đạo tỉnh',
  citizen: 'Người dân',
  nobody: 'Đã kết thúc',
};
const BUCKET: Record<CaseRow['bucket'], string> = {
  in_time: 'Trong hạn',
  overdue: 'Quá hạn',
  on_time: 'Đúng hạn',
  late: 'Trễ hạn',
};

const at = (iso: string | null) => (iso === null ? null : new Date(iso));

type Column = ExportColumn<CaseRow>;
const due: Column = { title: 'Hạn trả lời', width: 17, value: (r) => at(r.dueAt) };
const code: Column = { title: 'Mã phiếu', width: 18, value: (r) => r.code };
const title: Column = { title: 'Tiêu đề', width: 60, value: (r) => r.title };
const type: Column = { title: 'Loại', width: 24, value: (r) => TYPE[r.type] };
const category: Column = { title: 'Lĩnh vực', width: 28, value: (r) => r.category?.name ?? null };
const area: Column = { title: 'Địa bàn', width: 22, value: (r) => r.area?.name ?? null };
const place: Column = { title: 'Nơi xảy ra', width: 30, value: (r) => r.place?.text ?? null };
const urgency: Column = { title: 'Mức độ', width: 12, value: (r) => URGENCY[r.urgency] };
const channel: Column = { title: 'Kênh', width: 18, value: (r) => CHANNEL[r.channel] };
const status: Column = { title: 'Trạng thái', width: 22, value: (r) => STATUS[r.status] };
const level: Column = { title: 'Cấp độ', width: 8, value: (r) => r.level };
const turn: Column = { title: 'Đến lượt', width: 18, value: (r) => TURN[r.turn] };
const unit: Column = { title: 'Đơn vị chủ trì', width: 30, value: (r) => r.leadUnit?.name ?? null };
const assignee: Column = { title: 'Người xử lý', width: 24, value: (r) => r.assignee?.name ?? null };
const created: Column = { title: 'Ngày tiếp nhận', width: 17, value: (r) => at(r.createdAt) };
const originalDue: Column = { title: 'Hạn ban đầu', width: 17, value: (r) => at(r.originalDueAt) };
const bucket: Column = { title: 'Tình trạng hạn', width: 14, value: (r) => BUCKET[r.bucket] };
const closed: Column = { title: 'Ngày kết thúc', width: 17, value: (r) => at(r.closedAt) };
const reopened: Column = { title: 'Số lần mở lại', width: 12, value: (r) => r.reopenCount };
const seriouslyLate: Column = {
  title: 'Quá hạn nghiêm trọng từ',
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
