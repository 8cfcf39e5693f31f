/** “Vì sao hạn này?”: the sum line by line, from the function that set the date, and what else limits the case now. */
import type { Status } from '../../contract/cases.ts';
import { loadDeadlines } from '../deadlines/index.ts';
import type { Db } from '../platform/db/index.ts';
import { askSubstance, factsOfRow, pausesOf } from './clock.ts';
import type { LoadedCase } from './load.ts';
import { labelsOf } from './row-facts.ts';
import { openOrder } from './step-limits.ts';
import { dateTimePhrase } from './when.ts';
import { ENDED } from './workflow.ts';

const STEPS: Partial<Record<Status, string>> = {
  received: 'tổng đài trả lời hoặc chuyển xử lý',
  forwarded: 'đơn vị tiếp nhận',
  processing: 'đơn vị xử lý',
  awaiting_citizen: 'chờ người dân bổ sung thông tin',
  awaiting_approval: 'lãnh đạo ký duyệt',
  escalated: 'lãnh đạo cho ý kiến chỉ đạo',
  approved: 'tổng đài trả lời người dân',
};

/** Lines for a reader who may see the case. A date that is fixed (finished, or kept) is explained as it was set. */
export async function explainDue(db: Db, { row }: Pick<LoadedCase, 'row'>): Promise<string[]> {
  if (row.due_at === null || row.finished_at !== null || ENDED.includes(row.status)) return row.due_explanation;
  const pauses = await pausesOf(db, row.paused_at === null ? row : { ...row, paused_minutes: 1 });
  const due = askSubstance(await loadDeadlines(db), factsOfRow(row, await labelsOf(db, row), pauses));
  const current = due.dueAt.getTime() === row.due_at.getTime();
  const lines = current ? [...due.explanation] : [...row.due_explanation];
  const order = await openOrder(db, row);
  if (order)
    lines.push(
      `Ý kiến chỉ đạo ấn định hạn thực hiện ${dateTimePhrase(order.dueAt)}; ngày này không dời khi lịch làm việc thay đổi.`,
    );
  const step = STEPS[row.status];
  if (step && row.step_due_at) lines.push(`Giới hạn của bước hiện tại (${step}): ${dateTimePhrase(row.step_due_at)}.`);
  if (current && row.status !== 'awaiting_citizen') {
    const warnings = due.warnings.map((w) => `${w.share} % thời hạn lúc ${dateTimePhrase(w.at)}`);
    if (warnings.length > 0) lines.push(`Nhắc khi dùng hết ${warnings.join(', ')}.`);
    lines.push(`Bị coi là quá hạn nghiêm trọng từ ${dateTimePhrase(due.seriousAt)}.`);
  }
  return lines;
}
