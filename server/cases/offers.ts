import { z } from 'zod';
import { ACTION_FORMS, ACTION_NAMES, type ActionName, type ActionOffer } from '../../contract/actions.ts';
import { directory, resolveUnit } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { reckon } from './clock.ts';
import { factsOf, type LoadedCase } from './load.ts';
import { pauseUntil } from './pauses.ts';
import { stancesOf } from './policy.ts';
import { dateTimePhrase } from './when.ts';
import { judge } from './workflow.ts';

/** The natural next step per status, in order of preference: the desk's main button. */
const PRIMARY: Record<string, readonly ActionName[]> = {
  received: ['forward'],
  forwarded: ['accept', 'give_opinion'],
  processing: ['grant', 'submit', 'give_opinion'],
  awaiting_approval: ['approve', 'give_opinion'],
  escalated: ['direct'],
  awaiting_citizen: ['citizen_replied'],
  approved: ['deliver'],
};

/** What this actor may do now, each with its form, what to start it with and what will happen. */
export async function offersFor(ctx: Ctx, actor: Actor, loaded: LoadedCase): Promise<ActionOffer[]> {
  const now = ctx.clock.now();
  const facts = await factsOf(ctx.db, loaded, actor, now);
  const stances = stancesOf(actor, loaded.parties);
  const possible = ACTION_NAMES.filter((action) => judge(action, facts, stances).ok);
  const primary = PRIMARY[loaded.row.status]?.find((action) => possible.includes(action));
  return Promise.all(
    possible.map(async (action) => ({
      action,
      primary: action === primary,
      form: z.toJSONSchema(ACTION_FORMS[action], { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
      ...(await prepare(ctx, action, loaded, now)),
    })),
  );
}

type Preparation = Pick<ActionOffer, 'initial' | 'effects'>;

async function prepare(ctx: Ctx, action: ActionName, loaded: LoadedCase, now: Date): Promise<Preparation> {
  const { row } = loaded;
  const written = row.conversation_id !== null || row.contact_email !== null;
  const told = written
    ? 'Người dân sẽ nhận được tin trên kênh đã gửi.'
    : 'Người dân không để lại kênh viết: hãy gọi điện trả lời.';
  if (action === 'forward') return proposeUnit(ctx, loaded, now);
  if (action === 'submit' || action === 'answer_at_level') {
    const last = await ctx.db
      .selectFrom('drafts')
      .select('text')
      .where('case_id', '=', row.id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const effect =
      action === 'submit'
        ? 'Dự thảo được trình lãnh đạo đơn vị (hoặc người được ủy quyền) ký.'
        : 'Đây là câu trả lời chính thức, không cần ký thêm.';
    return { initial: last ? { text: last.text } : {}, effects: [effect] };
  }
  if (action === 'approve')
    return {
      initial: {},
      effects: [written ? 'Câu trả lời được gửi ngay cho người dân.' : 'Tổng đài sẽ gọi điện trả lời người dân.'],
    };
  if (action === 'answer' || action === 'decline' || action === 'deliver') return { initial: {}, effects: [told] };
  if (action === 'request_info') {
    const { until } = await pauseUntil(ctx.db, row, now);
    const effect = until
      ? `Thời hạn tạm dừng, chậm nhất đến ${dateTimePhrase(until)}.`
      : 'Phiếu đã dùng hết tổng thời gian được tạm dừng nên không hỏi thêm được.';
    return { initial: {}, effects: [told, effect] };
  }
  if (action === 'escalate')
    return {
      initial: {},
      effects: [row.level >= 3 ? 'Phiếu chuyển lên lãnh đạo tỉnh.' : 'Phiếu chuyển lên lãnh đạo đơn vị xin chỉ đạo.'],
    };
  if (action === 'direct')
    return {
      initial: { unit: await codeOf(ctx, row.lead_unit_id) },
      effects: ['Phiếu được theo dõi ở cấp chỉ đạo cho đến khi trả lời.'],
    };
  if (action === 'return')
    return {
      initial: {},
      effects: [
        row.return_count >= 1
          ? 'Đây là lần trả lại thứ hai: phiếu chuyển lãnh đạo quyết định.'
          : 'Phiếu trở về tổng đài để chuyển đơn vị khác.',
      ],
    };
  if (action === 'relabel') {
    const d = await directory(ctx.db);
    return {
      initial: {
        type: row.type,
        urgency: row.urgency,
        category: row.category_id === null ? undefined : d.categoryById(row.category_id)?.code,
        area: row.area_id === null ? undefined : d.areaById(row.area_id)?.code,
      },
      effects: ['Hạn trả lời được tính lại theo loại và mức độ mới.'],
    };
  }
  return { initial: {}, effects: [] };
}

async function codeOf(ctx: Ctx, id: number | null): Promise<string | undefined> {
  return id === null ? undefined : ((await directory(ctx.db)).unitById(id)?.code ?? undefined);
}

/** The unit that last had the case, else the category's default resolved by the place. */
async function proposeUnit(ctx: Ctx, { row }: LoadedCase, now: Date): Promise<Preparation> {
  const d = await directory(ctx.db);
  const last = await ctx.db
    .selectFrom('assignments')
    .select('unit_id')
    .where('case_id', '=', row.id)
    .where('role', '=', 'lead')
    .where('state', 'not in', ['returned', 'recalled'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const byCategory = row.category_id === null ? null : (d.categoryById(row.category_id)?.defaultUnitId ?? null);
  const named = last ? d.unitById(last.unit_id) : byCategory === null ? null : d.unitById(byCategory);
  const unit = named ? await resolveUnit(ctx.db, named, row.area_id, now) : null;
  if (!unit || unit.id === row.about_unit_id) return { initial: {}, effects: [] };
  const due = await reckon(ctx.db, row, { unitId: unit.id });
  return { initial: { leadUnit: unit.code }, effects: [`Hạn của ${unit.name}: ${dateTimePhrase(due.due_at)}.`] };
}
