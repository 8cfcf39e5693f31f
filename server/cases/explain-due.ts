/** “Vì sao hạn này?”: the sum line by line, from the function that set the date, and what else limits the case now. */
import type { Status } from '../../contract/cases.ts';
import { loadDeadlines, type Warning } from '../deadlines/index.ts';
import type { Db } from '../platform/db/index.ts';
import { keptSaid, type Said } from '../platform/said.ts';
import { askSubstance, factsOfRow, pausesOf } from './clock.ts';
import type { LoadedCase } from './load.ts';
import { labelsOf } from './row-facts.ts';
import { openOrder } from './step-limits.ts';
import { dateTimePhrase } from './when.ts';
import { ENDED } from './workflow.ts';

const STEPS: Partial<Record<Status, Said>> = {
  received: { vi: 'tổng đài trả lời hoặc chuyển xử lý', en: 'the centre answers or forwards' },
  forwarded: { vi: 'đơn vị tiếp nhận', en: 'the unit accepts' },
  processing: { vi: 'đơn vị xử lý', en: 'the unit handles' },
  awaiting_citizen: { vi: 'chờ người dân bổ sung thông tin', en: 'the citizen answers what was asked' },
  awaiting_approval: { vi: 'lãnh đạo ký duyệt', en: 'the leader signs' },
  escalated: { vi: 'lãnh đạo cho ý kiến chỉ đạo', en: 'the leader gives directions' },
  approved: { vi: 'tổng đài trả lời người dân', en: 'the centre tells the citizen' },
};

/** Lines for a reader who may see the case. A date that is fixed (finished, or kept) is explained as it was set. */
export async function explainDue(db: Db, { row }: Pick<LoadedCase, 'row'>): Promise<Said[]> {
  const stored = row.due_explanation.map(keptSaid);
  if (row.due_at === null || row.finished_at !== null || ENDED.includes(row.status)) return stored;
  const pauses = await pausesOf(db, row.paused_at === null ? row : { ...row, paused_minutes: 1 });
  const due = askSubstance(await loadDeadlines(db), factsOfRow(row, await labelsOf(db, row), pauses));
  const current = due.dueAt.getTime() === row.due_at.getTime();
  const lines = current ? [...due.explanation] : stored;
  const order = await openOrder(db, row);
  if (order) lines.push(orderLine(order.dueAt));
  const step = STEPS[row.status];
  if (step && row.step_due_at) lines.push(stepLine(step, row.step_due_at));
  if (current && row.status !== 'awaiting_citizen') {
    if (due.warnings.length > 0) lines.push(warningLine(due.warnings));
    lines.push(seriousLine(due.seriousAt));
  }
  return lines;
}

const orderLine = (at: Date): Said => ({
  vi: `Ý kiến chỉ đạo ấn định hạn thực hiện ${dateTimePhrase(at, 'vi')}; ngày này không dời khi lịch làm việc thay đổi.`,
  en: `A directive sets the due date ${dateTimePhrase(at, 'en')}; it does not move with the calendars.`,
});

const stepLine = (step: Said, at: Date): Said => ({
  vi: `Giới hạn của bước hiện tại (${step.vi}): ${dateTimePhrase(at, 'vi')}.`,
  en: `Limit of the present step (${step.en}): ${dateTimePhrase(at, 'en')}.`,
});

function warningLine(warnings: readonly Warning[]): Said {
  const vi = warnings.map((w) => `${w.share} % thời hạn lúc ${dateTimePhrase(w.at, 'vi')}`);
  const en = warnings.map((w) => `${w.share} % of the time at ${dateTimePhrase(w.at, 'en')}`);
  return { vi: `Nhắc khi dùng hết ${vi.join(', ')}.`, en: `Warned when it has used ${en.join(', ')}.` };
}

const seriousLine = (at: Date): Said => ({
  vi: `Bị coi là quá hạn nghiêm trọng từ ${dateTimePhrase(at, 'vi')}.`,
  en: `Seriously late from ${dateTimePhrase(at, 'en')} on.`,
});
