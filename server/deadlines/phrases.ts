import type { CaseType, Urgency } from '../../contract/cases.ts';
import type { DeadlinePolicy, Stage } from './policy.ts';

const TYPES: Record<CaseType, string> = {
  inquiry: 'Hỏi đáp thông tin',
  procedure_inquiry: 'Hướng dẫn thủ tục hành chính',
  site_report: 'Phản ánh hiện trường',
  regulation_feedback: 'Phản ánh, kiến nghị về quy định hành chính',
  service_report: 'Phản ánh dịch vụ',
  procedure_report: 'Phản ánh việc giải quyết thủ tục hành chính',
  conduct_report: 'Phản ánh hành vi công chức',
  business_report: 'Phản ánh của doanh nghiệp',
  suggestion: 'Góp ý',
  compliment: 'Khen',
  out_of_scope: 'Ngoài phạm vi tiếp nhận',
};

const URGENCIES: Record<Urgency, string> = {
  low: 'mức độ thấp',
  normal: 'mức độ thường',
  urgent: 'mức độ khẩn',
  emergency: 'mức độ khẩn cấp',
};

const STAGES: Record<Stage, string> = {
  handle: 'thời hạn trả lời',
  first_response: 'thời hạn tổng đài trả lời hoặc chuyển xử lý',
  accept: 'thời hạn đơn vị tiếp nhận',
  approve: 'thời hạn lãnh đạo ký duyệt',
  deliver: 'thời hạn trả lời người dân sau khi có kết quả',
  escalated_3: 'thời hạn chỉ đạo ở cấp 3',
  escalated_4: 'thời hạn chỉ đạo ở cấp 4',
  awaiting_citizen: 'thời gian chờ người dân bổ sung thông tin',
  paused_total: 'tổng thời gian tạm dừng của một phiếu',
  serious: 'thời gian quá hạn thì bị coi là quá hạn nghiêm trọng',
  reopen_window: 'thời gian được đề nghị xử lý lại',
};

export const stageName = (stage: Stage): string => STAGES[stage];
export const typeName = (type: CaseType): string => TYPES[type];
export const urgencyName = (urgency: Urgency): string => URGENCIES[urgency];

/** `5 ngày làm việc`, `4 giờ làm việc`, `5 phút làm việc`, `3 giờ`, `10 % thời hạn trả lời`. */
export function amountText(policy: Pick<DeadlinePolicy, 'amount' | 'unit'>): string {
  if (policy.unit === 'working_days') return `${policy.amount} ngày làm việc`;
  if (policy.unit === 'percent') return `${policy.amount} % thời hạn trả lời`;
  const whole = Math.round(policy.amount);
  const hours = Math.floor(whole / 60);
  const minutes = whole % 60;
  const parts = [hours > 0 ? `${hours} giờ` : '', minutes > 0 ? `${minutes} phút` : ''].filter((p) => p !== '');
  return parts.join(' ') + (policy.unit === 'working_minutes' ? ' làm việc' : '');
}

/** The first line of an explanation: which rule applies and where it comes from. */
export function policyText(policy: DeadlinePolicy): string {
  const whom = [
    policy.type === null ? 'Mọi loại phiếu' : TYPES[policy.type],
    policy.urgency === null ? 'mọi mức độ' : URGENCIES[policy.urgency],
    ...(policy.category === null ? [] : [`lĩnh vực ${policy.category}`]),
  ].join(', ');
  const note = policy.note === '' ? '' : ` (${policy.note})`;
  return `${whom}: ${STAGES[policy.stage]} ${amountText(policy)}${note}.`;
}
