import { sql } from 'kysely';
import type { z } from 'zod';
import type { createPolicy as contract } from '../../../contract/policies.ts';
import { categoryByCode } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { type Db, sqlState } from '../../platform/db/index.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { forRecord, policyChanged } from '../events.ts';
import type { DeadlinePolicy } from '../policy.ts';
import { type Amounts, amountColumns, dayBefore, refuseGaps } from '../policy-rules.ts';
import { keyOf } from '../policy-view.ts';
import { forgetDeadlines, readRules } from '../queries.ts';

export type NewPolicy = z.output<NonNullable<typeof contract.body>>;

const POLICY_LOCK = 1022_016;
const FOREIGN_KEY = '23503';

/**
 * A rule that holds from a day on. The open-ended one for the same cases ends the day before; a rule for a while leaves
 * it open, so that it holds again afterwards. Cases keep the rule that they were promised.
 * @returns its number
 * @throws AppError `invalid`, `already_exists` when one for the same cases begins that day
 */
export async function createPolicy(ctx: Ctx, actor: Actor, input: NewPolicy): Promise<number> {
  return changing(ctx, async (tx, rules) => {
    if (input.validFrom < localDay(tx.now))
      throw invalidField(
        'validFrom',
        {
          vi: 'Quy định mới có hiệu lực sớm nhất từ hôm nay: phiếu đã lập giữ hạn đã hứa với người dân.',
          en: 'A new rule begins today at the earliest: cases on file keep the due date promised to the citizen.',
        },
        'in_the_past',
      );
    if (input.validTo !== null && input.validTo < input.validFrom)
      throw invalidField(
        'validTo',
        { vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The last day must be after the first.' },
        'before_start',
      );
    const category = input.category === null ? null : await categoryByCode(tx.db, input.category);
    if (input.category !== null && !category)
      throw invalidField(
        'category',
        { vi: `Không có lĩnh vực ${input.category}.`, en: `There is no category ${input.category}.` },
        'unknown_category',
      );
    const columns = await amountColumns(tx.db, input.stage, input);
    const same = rules.filter((p) => keyOf(p) === keyOf(input));
    if (same.some((p) => p.validFrom === input.validFrom))
      throw new AppError('already_exists', {
        detail: {
          vi: 'Đã có quy định cho đúng các phiếu này bắt đầu từ ngày đó; hãy sửa quy định ấy.',
          en: 'There is a rule for exactly these cases from that day; change that one.',
        },
        fields: [
          {
            path: 'validFrom',
            message: { vi: 'Đã có quy định bắt đầu từ ngày này.', en: 'There is a rule from this day already.' },
            code: 'already_exists',
          },
        ],
      });
    const next = same.filter((p) => p.validFrom > input.validFrom).toSorted(byStart)[0];
    const validTo = input.validTo ?? (next ? dayBefore(next.validFrom) : null);
    const running = same
      .filter((p) => p.validFrom < input.validFrom && p.validTo === null)
      .toSorted(byStart)
      .at(-1);
    if (running && input.validTo === null) {
      const ends = dayBefore(input.validFrom);
      await endOn(tx.db, running.id, ends);
      record(tx, actor, running.id, 'ended', running, { ...running, validTo: ends });
    }
    const { id } = await tx.db
      .insertInto('deadline_policies')
      .values({
        stage: input.stage,
        type: input.type,
        urgency: input.urgency,
        category_id: category?.id ?? null,
        ...columns,
        valid_from: input.validFrom,
        valid_to: validTo,
        origin: 'manual',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    record(tx, actor, id, 'created', null, { ...input, warnShares: columns.warn_shares, id, validTo });
    return id;
  });
}

/** Corrects a rule that does not hold yet. @throws AppError `not_found`, `invalid`, `not_now` once it holds */
export async function correctPolicy(ctx: Ctx, actor: Actor, id: number, input: Amounts): Promise<void> {
  await changing(ctx, async (tx, rules) => {
    const policy = required(rules, id);
    if (policy.validFrom <= localDay(tx.now))
      throw new AppError('not_now', {
        detail: {
          vi: 'Quy định đã có hiệu lực thì không sửa được nữa. Hãy đặt quy định mới từ một ngày; bản cũ ở lại lịch sử.',
          en: 'A rule in force cannot be changed. Set a new rule from a day on; the old one stays in the history.',
        },
      });
    const columns = await amountColumns(tx.db, policy.stage, input);
    await tx.db
      .updateTable('deadline_policies')
      .set({ ...columns, origin: 'manual' })
      .where('id', '=', id)
      .execute();
    record(tx, actor, id, 'corrected', policy, { ...policy, ...input, warnShares: columns.warn_shares });
  });
}

/**
 * Takes a rule back: removed when it does not hold yet (what it had ended goes on), otherwise ended today.
 * @throws AppError `not_found`; `not_now`: it is over, or a step of some case would be left without a rule
 */
export async function endPolicy(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  await changing(ctx, async (tx, rules) => {
    const policy = required(rules, id);
    const today = localDay(tx.now);
    if (policy.validTo !== null && policy.validTo <= today && policy.validFrom <= today)
      throw new AppError('not_now', {
        detail: {
          vi: 'Quy định này đã hết hiệu lực; nó ở lại lịch sử.',
          en: 'This rule is no longer in force; it stays in the history.',
        },
      });
    if (policy.validFrom <= today) {
      await endOn(tx.db, id, today);
      record(tx, actor, id, 'ended', policy, { ...policy, validTo: today });
      return;
    }
    await tx.db.deleteFrom('deadline_policies').where('id', '=', id).execute();
    record(tx, actor, id, 'removed', policy, null);
    const before = rules.find((p) => keyOf(p) === keyOf(policy) && p.validTo === dayBefore(policy.validFrom));
    if (!before || policy.validTo !== null) return;
    await endOn(tx.db, before.id, null);
    record(tx, actor, before.id, 'corrected', before, { ...before, validTo: null });
  });
}

/** One change of rules at a time, checked as a whole before it is saved. */
async function changing<T>(ctx: Ctx, work: (tx: Tx, rules: DeadlinePolicy[]) => Promise<T>): Promise<T> {
  try {
    const result = await transact(ctx, async (tx) => {
      await sql`select pg_advisory_xact_lock(${POLICY_LOCK})`.execute(tx.db);
      const value = await work(tx, (await readRules(tx.db)).policies);
      refuseGaps((await readRules(tx.db)).policies, localDay(tx.now));
      return value;
    });
    forgetDeadlines(ctx.db);
    return result;
  } catch (error) {
    if (sqlState(error) !== FOREIGN_KEY) throw error;
    throw new AppError('not_now', {
      detail: {
        vi: 'Đã có phiếu tính hạn theo quy định này nên không xóa được.',
        en: 'Cases have their due date from this rule, so it cannot be deleted.',
      },
    });
  }
}

async function endOn(db: Db, id: number, day: string | null): Promise<void> {
  await db.updateTable('deadline_policies').set({ valid_to: day }).where('id', '=', id).execute();
}

function record(
  tx: Tx,
  actor: Actor,
  id: number,
  what: 'created' | 'corrected' | 'ended' | 'removed',
  before: DeadlinePolicy | null,
  after: DeadlinePolicy | null,
): void {
  tx.record({
    type: policyChanged.type,
    actor,
    subject: { type: 'policy', id: String(id) },
    data: { what, before: before && forRecord(before), after: after && forRecord(after) },
    audience: { to: ['admin'] },
  });
}

function required(rules: readonly DeadlinePolicy[], id: number): DeadlinePolicy {
  const found = rules.find((p) => p.id === id);
  if (!found)
    throw new AppError('not_found', {
      detail: { vi: `Không có quy định thời hạn số ${id}.`, en: `There is no deadline rule number ${id}.` },
    });
  return found;
}

const byStart = (a: DeadlinePolicy, b: DeadlinePolicy) => a.validFrom.localeCompare(b.validFrom);
