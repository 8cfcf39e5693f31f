import type { Urgency } from '../../contract/case-words.ts';
import * as enWords from '../../contract/words/en.ts';
import * as viWords from '../../contract/words/vi.ts';
import { asWritten, bothWords, type Said, type SpokenLanguage, saidIn } from '../platform/said.ts';
import type { DeadlinePolicy, Stage } from './policy.ts';

/** Kinds of case by the names they have everywhere. */
export const TYPE_NAMES = bothWords(viWords.CASE_TYPE, enWords.CASE_TYPE);

/** Urgencies as part of a sentence. */
export const URGENCY_NAMES: Record<Urgency, Said> = {
  low: { vi: 'mức độ thấp', en: 'low urgency' },
  normal: { vi: 'mức độ thường', en: 'normal urgency' },
  urgent: { vi: 'mức độ khẩn', en: 'urgent' },
  emergency: { vi: 'mức độ khẩn cấp', en: 'emergency' },
};

/** What each limit is for, as part of a sentence. */
export const STAGE_NAMES: Record<Stage, Said> = {
  handle: { vi: 'thời hạn trả lời', en: 'time to answer' },
  first_response: {
    vi: 'thời hạn tổng đài trả lời hoặc chuyển xử lý',
    en: 'time for the centre to answer or forward',
  },
  accept: { vi: 'thời hạn đơn vị tiếp nhận', en: 'time for the unit to accept' },
  approve: { vi: 'thời hạn lãnh đạo ký duyệt', en: 'time for the leader to sign' },
  deliver: {
    vi: 'thời hạn trả lời người dân sau khi có kết quả',
    en: 'time to tell the citizen once there is a result',
  },
  escalated_3: { vi: 'thời hạn chỉ đạo ở cấp 3', en: 'time to decide at level 3' },
  escalated_4: { vi: 'thời hạn chỉ đạo ở cấp 4', en: 'time to decide at level 4' },
  awaiting_citizen: {
    vi: 'thời gian chờ người dân bổ sung thông tin',
    en: 'time to wait for what the citizen is asked',
  },
  paused_total: { vi: 'tổng thời gian tạm dừng của một phiếu', en: 'time that a case may stand still in all' },
  serious: {
    vi: 'thời gian quá hạn thì bị coi là quá hạn nghiêm trọng',
    en: 'time overdue after which a case is seriously late',
  },
  reopen_window: { vi: 'thời gian được đề nghị xử lý lại', en: 'time in which reopening may be asked for' },
};

const UNITS = {
  vi: { hours: 'giờ', minutes: 'phút', working: ' làm việc', ofTheTime: '% thời hạn trả lời' },
  en: { hours: 'h', minutes: 'min', working: ' of working time', ofTheTime: '% of the time to answer' },
} as const;

/** `5 ngày làm việc`, `4 giờ làm việc`, `5 phút làm việc`, `3 giờ`, `10 % thời hạn trả lời`. */
export function amountText(policy: Pick<DeadlinePolicy, 'amount' | 'unit'>, language: SpokenLanguage): string {
  const words = UNITS[language];
  if (policy.unit === 'working_days') return workingDays(policy.amount, language);
  if (policy.unit === 'percent') return `${policy.amount} ${words.ofTheTime}`;
  const whole = Math.round(policy.amount);
  const hours = Math.floor(whole / 60);
  const minutes = whole % 60;
  const parts = [hours > 0 ? `${hours} ${words.hours}` : '', minutes > 0 ? `${minutes} ${words.minutes}` : ''];
  return parts.filter((p) => p !== '').join(' ') + (policy.unit === 'working_minutes' ? words.working : '');
}

function workingDays(n: number, language: SpokenLanguage): string {
  if (language === 'vi') return `${n} ngày làm việc`;
  return `${n} working ${n === 1 ? 'day' : 'days'}`;
}

const ANY = {
  vi: { type: 'Mọi loại phiếu', urgency: 'mọi mức độ', category: 'lĩnh vực' },
  en: { type: 'Every kind of case', urgency: 'any urgency', category: 'category' },
} as const;

/** Where the rules that come with the product are from; what administrators write stands as they wrote it. */
const NOTES: readonly Said[] = [
  { vi: 'mặc định – chờ quy chế của tỉnh', en: 'default – until the province has rules of its own' },
];

/** The first line of an explanation: which rule applies and where it comes from. */
export function policyText(policy: DeadlinePolicy): Said {
  const source = NOTES.find((known) => known.vi === policy.note) ?? asWritten(policy.note);
  return saidIn((language) => {
    const note = source[language] === '' ? '' : ` (${source[language]})`;
    const whom = [
      policy.type === null ? ANY[language].type : TYPE_NAMES[policy.type][language],
      policy.urgency === null ? ANY[language].urgency : URGENCY_NAMES[policy.urgency][language],
      ...(policy.category === null ? [] : [`${ANY[language].category} ${policy.category}`]),
    ].join(', ');
    return `${whom}: ${STAGE_NAMES[policy.stage][language]} ${amountText(policy, language)}${note}.`;
  });
}
