/** What a form starts with and what will happen when it is sent, per action; the officials read it before they act. */
import type { ActionName, ActionOffer } from '../../contract/actions.ts';
import { calendarForUnit, workingMinutesBetween } from '../calendar/index.ts';
import { directory, leadersOf, resolveUnit } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { reckon } from './clock.ts';
import { leaderLimit } from './extension-right.ts';
import type { LoadedCase } from './load.ts';
import { pauseUntil } from './pauses.ts';
import { proposalFor } from './proposal.ts';
import { redact } from './redact.ts';
import { dateTimePhrase } from './when.ts';
import type { Facts } from './workflow.ts';

export type Preparation = Pick<ActionOffer, 'initial' | 'effects'>;

interface Offered {
  ctx: Ctx;
  actor: Actor;
  loaded: LoadedCase;
  facts: Facts;
  now: Date;
}

type Prepare = (offered: Offered) => Promise<Preparation> | Preparation;

const says = (...effects: string[]): Preparation => ({ initial: {}, effects });
const written = ({ loaded: { row } }: Offered) => row.conversation_id !== null || row.contact_email !== null;
const told: Prepare = (o) =>
  says(
    written(o)
      ? 'Người dân sẽ nhận được tin trên kênh đã gửi.'
      : 'Người dân không để lại kênh viết: hãy gọi điện trả lời.',
    ...(o.loaded.hasChildren ? ['Người dân của các phiếu đã gộp cũng được trả lời.'] : []),
  );

/** Actions that are not named here start with an empty form and need no announcement. */
const PREPARE: Partial<Record<ActionName, Prepare>> = {
  answer: told,
  decline: told,
  deliver: told,
  forward: proposeUnit,
  merge: () => says('Phiếu này đi theo phiếu gốc: khi phiếu gốc kết thúc, người dân được trả lời cùng nội dung.'),
  unmerge: ({ loaded: { row } }) =>
    says(
      row.resume_status === 'received' || row.lead_unit_id === null
        ? 'Phiếu trở về tổng đài.'
        : 'Phiếu trở lại đơn vị đang xử lý trước khi gộp, với thời gian mới cho bước này.',
    ),
  recall: ({ facts }) =>
    says(
      facts.status === 'forwarded'
        ? 'Phiếu trở về tổng đài; đơn vị không còn thấy phiếu.'
        : 'Hiện không có người nhận: phiếu trở về tổng đài để chuyển nơi khác.',
    ),
  consult: () => says('Đến hạn mà chưa có ý kiến, hệ thống ghi nhận “im lặng đến hạn”; phiếu vẫn tiếp tục.'),
  submit: async (o) => ({ ...(await lastDraft(o)), effects: [await signers(o)] }),
  withdraw_draft: () => says('Phiếu trở lại đang xử lý; bản đã rút vẫn được lưu để đối chiếu.'),
  answer_at_level: async (o) => ({
    ...(await lastDraft(o)),
    effects: ['Đây là câu trả lời chính thức, không cần ký thêm.'],
  }),
  approve: (o) =>
    says(written(o) ? 'Câu trả lời được gửi ngay cho người dân.' : 'Tổng đài sẽ gọi điện trả lời người dân.'),
  request_info: async (o) => {
    const { until } = await pauseUntil(o.ctx.db, o.loaded.row, o.now);
    const effect = until
      ? `Thời hạn tạm dừng, chậm nhất đến ${dateTimePhrase(until)}.`
      : 'Phiếu đã dùng hết tổng thời gian được tạm dừng nên không hỏi thêm được.';
    return says(...(await told(o)).effects.slice(0, 1), effect);
  },
  request_extension: whoDecides,
  grant: newDate,
  refuse: oldDate,
  escalate: ({ loaded: { row }, facts }) =>
    says(
      row.level >= 3
        ? 'Phiếu chuyển lên lãnh đạo tỉnh.'
        : facts.leaderPostFilled
          ? 'Phiếu chuyển lên lãnh đạo đơn vị xin chỉ đạo.'
          : 'Chức danh lãnh đạo đơn vị đang trống: phiếu chuyển thẳng lên lãnh đạo tỉnh.',
    ),
  direct: async ({ ctx, loaded }) => ({
    initial: { unit: await codeOf(ctx, loaded.row.lead_unit_id) },
    effects: ['Phiếu được theo dõi ở cấp chỉ đạo cho đến khi trả lời.'],
  }),
  report_directive: () =>
    says(
      'Người chỉ đạo đọc báo cáo rồi xác nhận, hoặc yêu cầu làm tiếp; phiếu vẫn tiếp tục cho đến khi trả lời người dân.',
    ),
  accept_report: () => says('Chỉ đạo kết thúc; phiếu vẫn tiếp tục cho đến khi trả lời người dân.'),
  send_back_report: () => says('Chỉ đạo còn hiệu lực; đơn vị phải báo cáo lại.'),
  return: ({ loaded: { row }, facts }) =>
    says(
      row.return_count >= 1 || facts.byDirective
        ? 'Đơn vị không được trả lại tổng đài nữa: phiếu chuyển lãnh đạo quyết định.'
        : 'Phiếu trở về tổng đài để chuyển đơn vị khác.',
    ),
  reopen: ({ facts }) =>
    says(
      'Phiếu trở về tổng đài với thời hạn mới.',
      ...(facts.published ? ['Nội dung đang công khai được gỡ xuống.'] : []),
    ),
  publish: proposeCopy,
  unpublish: () => says('Nội dung được gỡ khỏi trang công khai ngay; bản đã công khai vẫn được lưu.'),
  relabel: async ({ ctx, loaded: { row } }) => {
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
  },
};

/** The start of one form and its effects, in official Vietnamese. */
export async function prepareOffer(action: ActionName, offered: Offered): Promise<Preparation> {
  return (await PREPARE[action]?.(offered)) ?? says();
}

async function codeOf(ctx: Ctx, id: number | null): Promise<string | undefined> {
  return id === null ? undefined : ((await directory(ctx.db)).unitById(id)?.code ?? undefined);
}

async function lastDraft({ ctx, loaded }: Offered): Promise<Pick<Preparation, 'initial'>> {
  const last = await ctx.db
    .selectFrom('drafts')
    .select('text')
    .where('case_id', '=', loaded.row.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { initial: last ? { text: last.text } : {} };
}

/** Who can be expected to sign today, deputies with the name of the absent leader. */
async function signers({ ctx, loaded, now }: Offered): Promise<string> {
  const unitId = loaded.row.lead_unit_id;
  const people = unitId === null ? [] : (await leadersOf(ctx.db, unitId, now)).filter((one) => !one.absent);
  if (people.length === 0) return 'Đơn vị chưa có lãnh đạo ký: dự thảo được trình lãnh đạo tỉnh.';
  const names = people
    .slice(0, 3)
    .map((one) => (one.inPlaceOf ? `${one.displayName} (thay ${one.inPlaceOf.displayName})` : one.displayName));
  return `Dự thảo được trình ký: ${names.join(', ')}.`;
}

async function whoDecides({ ctx, loaded, facts }: Offered): Promise<Preparation> {
  if (!facts.leaderPostFilled)
    return says('Đơn vị chưa có lãnh đạo: giám sát tổng đài hoặc lãnh đạo tỉnh quyết định gia hạn.');
  const limit = dateTimePhrase(await leaderLimit(ctx.db, loaded.row));
  return says(
    `Lãnh đạo đơn vị quyết định nếu hạn mới không quá ${limit}.`,
    'Xa hơn, hoặc khi lãnh đạo tỉnh đang chỉ đạo: giám sát tổng đài hoặc lãnh đạo tỉnh quyết định.',
  );
}

/** What granting does to the deadline: from when to when, how much more, and who is told. */
async function newDate(offered: Offered): Promise<Preparation> {
  const { ctx } = offered;
  const { row } = offered.loaded;
  const request = await ctx.db
    .selectFrom('extension_requests')
    .select('due_at')
    .where('case_id', '=', row.id)
    .where('state', '=', 'requested')
    .executeTakeFirst();
  if (!request || !row.due_at) return says();
  const promised = row.original_due_at ? ` Hạn ban đầu ${dateTimePhrase(row.original_due_at)} vẫn được lưu.` : '';
  const calendar = await calendarForUnit(ctx.db, row.lead_unit_id, row.clock_from);
  const days = workingMinutesBetween(calendar, row.due_at, request.due_at) / calendar.dayMinutes;
  const more = days >= 1 ? ` (thêm ${Math.round(days)} ngày làm việc)` : '';
  const letter = written(offered) ? ['Người dân được báo hạn mới.'] : [];
  return {
    initial: { dueAt: isoLocal(request.due_at) },
    effects: [
      `Hạn trả lời dời từ ${dateTimePhrase(row.due_at)} đến ${dateTimePhrase(request.due_at)}${more}.${promised}`,
      ...letter,
    ],
  };
}

function oldDate({ loaded: { row } }: Offered): Preparation {
  return says(row.due_at ? `Hạn hiện tại giữ nguyên: ${dateTimePhrase(row.due_at)}.` : 'Hạn hiện tại giữ nguyên.');
}

/** A proposal with everything masked that a machine can find; what it cannot find the publisher must. */
function proposeCopy({ loaded: { row } }: Offered): Preparation {
  const names = row.contact_name ? [row.contact_name] : [];
  return {
    initial: {
      title: redact(row.title, names),
      content: redact(row.content, names),
      answer: redact(row.answer ?? '', names),
    },
    effects: [
      'Bản đã che được đăng trên trang công khai; nội dung phiếu không thay đổi.',
      'Máy chỉ che được số điện thoại, giấy tờ, thư điện tử, biển số, tài khoản: hãy tự đọc và che tên, địa chỉ, ngày sinh.',
    ],
  };
}

/** The unit that last had the case, else what is proposed for its category and place (as when it was registered). */
async function proposeUnit({ ctx, actor, loaded: { row }, now }: Offered): Promise<Preparation> {
  const d = await directory(ctx.db);
  const last = await ctx.db
    .selectFrom('assignments')
    .select('unit_id')
    .where('case_id', '=', row.id)
    .where('role', '=', 'lead')
    .where('state', 'not in', ['returned', 'recalled'])
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const before = last ? d.unitById(last.unit_id) : null;
  const question = { categoryId: row.category_id, areaId: row.area_id, aboutUnitId: row.about_unit_id };
  const proposed = before ? null : (await proposalFor(ctx.db, actor, question, now)).preselected;
  const unit = before
    ? await resolveUnit(ctx.db, before, row.area_id, now)
    : proposed === null
      ? null
      : d.unitById(proposed);
  if (!unit || unit.id === row.about_unit_id) return says();
  const due = await reckon(ctx.db, row, now, { unitId: unit.id });
  return { initial: { leadUnit: unit.code }, effects: [`Hạn của ${unit.name}: ${dateTimePhrase(due.due_at)}.`] };
}
