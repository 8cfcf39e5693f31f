/**
 * Vietnamese words of the closed lists (GLOSSARY.md): one source for the screens and for what the server writes. Each
 * group stands for itself, so that the first load takes only what it shows.
 */
import type { ArticleState } from '../articles.ts';
import type { CallOutcome } from '../call-views.ts';
import type { CallbackKind } from '../callback-kinds.ts';
import type { CallbackResult } from '../callbacks.ts';
import type { AttemptResult, Campaign, CampaignContact } from '../campaigns.ts';
import type { Bucket, CaseType, ChannelKind, DeclineReason, Status, Turn, Urgency } from '../case-words.ts';
import type { Citizen } from '../citizens.ts';
import type { RecordingState, RecordingView } from '../recordings.ts';
import type { Role } from '../session.ts';

export const STATUS: Record<Status, string> = {
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

export const CASE_TYPE: Record<CaseType, string> = {
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

export const URGENCY: Record<Urgency, string> = {
  low: 'Thấp',
  normal: 'Bình thường',
  urgent: 'Khẩn',
  emergency: 'Khẩn cấp',
};

export const CHANNEL: Record<ChannelKind, string> = {
  phone: 'Điện thoại',
  email: 'Email',
  web: 'Trang web',
  livechat: 'Trò chuyện trực tuyến',
  zalo: 'Zalo',
  messenger: 'Facebook',
  desk: 'Nhập tại tổng đài',
  open311: 'Open311',
};

export const TURN: Record<Turn, string> = {
  centre: 'Tổng đài',
  officer: 'Cán bộ xử lý',
  unit_leader: 'Lãnh đạo đơn vị',
  province_leader: 'Lãnh đạo tỉnh',
  citizen: 'Người dân',
  nobody: 'Đã kết thúc',
};

export const BUCKET: Record<Bucket, string> = {
  in_time: 'Trong hạn',
  overdue: 'Quá hạn',
  on_time: 'Đúng hạn',
  late: 'Trễ hạn',
};

export const DECLINE_REASON: Record<DeclineReason, string> = {
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  emergency: 'Khẩn cấp (111, 112, 113, 114, 115)',
  court: 'Vụ việc tại tòa, thi hành án, điều tra',
  civil_dispute: 'Tranh chấp dân sự',
  other_province: 'Thuộc tỉnh, thành phố khác',
  unrelated: 'Không liên quan, quấy rối, quảng cáo',
};

export const ROLE: Record<Role, string> = {
  agent: 'Tổng đài viên',
  supervisor: 'Giám sát ca',
  officer: 'Cán bộ, chuyên viên',
  unit_leader: 'Lãnh đạo đơn vị',
  province_leader: 'Lãnh đạo tỉnh',
  publisher: 'Người duyệt công khai',
  admin: 'Quản trị',
};

export const CITIZEN_KIND: Record<Citizen['kind'], string> = {
  person: 'Cá nhân',
  business: 'Doanh nghiệp, tổ chức',
};

export const CALL_OUTCOME: Record<CallOutcome, string> = {
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

export const CALL_DIRECTION = { inbound: 'Gọi đến', outbound: 'Gọi đi' };

export const RECORDING_KIND: Record<RecordingView['kind'], string> = {
  talk: 'Cuộc nói chuyện',
  voicemail: 'Lời nhắn',
  fallback: 'Lời nhắn lúc bảo trì',
};

export const RECORDING_STATE: Record<RecordingState, string> = {
  making: 'Đang ghi',
  made: 'Đang lấy về',
  fetched: 'Có',
  missing: 'Thiếu',
  erased: 'Đã xóa',
};

export const CALLBACK_RESULT: Record<CallbackResult, string> = {
  reached: 'Đã nói chuyện',
  no_answer: 'Không bắt máy',
  wrong_number: 'Sai số',
  dropped: 'Không gọi nữa',
};

/** What a call that is owed is for. */
export const CALLBACK_KIND: Record<CallbackKind, string> = {
  kept: 'Hẹn gọi lại',
  missed: 'Cuộc gọi nhỡ',
  reply: 'Trả lời người dân',
  question: 'Hỏi thêm thông tin',
  answer: 'Báo kết quả',
  declined: 'Báo từ chối, hướng dẫn',
  other: 'Báo tin khác',
};

export const CAMPAIGN_STATE: Record<Campaign['state'], string> = {
  draft: 'Bản nháp',
  running: 'Đang gọi',
  paused: 'Tạm dừng',
  ended: 'Đã kết thúc',
};

export const CONTACT_STATE: Record<CampaignContact['state'], string> = {
  waiting: 'Chờ gọi',
  held: 'Đang gọi',
  answered: 'Đã trả lời',
  refused: 'Từ chối',
  unreachable: 'Không liên lạc được',
  withdrawn: 'Không gọi nữa',
};

export const ATTEMPT_RESULT: Record<AttemptResult, string> = {
  answered: 'Đã trả lời',
  no_answer: 'Không nghe máy',
  busy: 'Máy bận',
  call_later: 'Hẹn gọi lại',
  refused: 'Từ chối trả lời',
  wrong_number: 'Sai số',
  do_not_call: 'Yêu cầu không gọi nữa',
};

export const ARTICLE_STATE: Record<ArticleState, string> = {
  draft: 'Bản nháp',
  published: 'Đã đăng',
  archived: 'Lưu trữ',
};
