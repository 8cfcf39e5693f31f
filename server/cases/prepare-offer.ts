/** What a form starts with and what will happen when it is sent, per action; the officials read it before they act. */

import type { ActionName, ActionOffer } from '../../contract/actions.ts';
import { calendarForUnit, workingMinutesBetween } from '../calendar/index.ts';
import { directory, leadersOf, resolveUnit } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { asWritten, type Said } from '../platform/said.ts';
import { reckon } from './clock.ts';
import { leaderLimit } from './extension-right.ts';
import type { LoadedCase } from './load.ts';
import { pauseUntil } from './pauses.ts';
import { proposalFor } from './proposal.ts';
import { redact } from './redact.ts';
import { dateTimePhrase } from './when.ts';
import type { Facts } from './workflow.ts';

/** `effects` still in both languages. */
export type Preparation = Pick<ActionOffer, 'initial'> & { effects: Said[] };

interface Offered {
  ctx: Ctx;
  actor: Actor;
  loaded: LoadedCase;
  facts: Facts;
  now: Date;
}

type Prepare = (offered: Offered) => Promise<Preparation> | Preparation;

const says = (...effects: Said[]): Preparation => ({ initial: {}, effects });
const written = ({ loaded: { row } }: Offered) => row.conversation_id !== null || row.contact_email !== null;
const told: Prepare = (o) =>
  says(
    written(o)
      ? {
          vi: 'Người dân sẽ nhận được tin trên kênh đã gửi.',
          en: 'The citizen gets a message on the channel they wrote by.',
        }
      : {
          vi: 'Người dân không để lại kênh viết: hãy gọi điện trả lời.',
          en: 'The citizen left no way to be written to: answer by telephone.',
        },
    ...(o.loaded.hasChildren
      ? [
          {
            vi: 'Người dân của các phiếu đã gộp cũng được trả lời.',
            en: 'The citizens of the merged cases are answered too.',
          },
        ]
      : []),
  );

/** Actions that are not named here start with an empty form and need no announcement. */
const PREPARE: Partial<Record<ActionName, Prepare>> = {
  answer: told,
  decline: told,
  deliver: told,
  forward: proposeUnit,
  merge: () =>
    says({
      vi: 'Phiếu này đi theo phiếu gốc: khi phiếu gốc kết thúc, người dân được trả lời cùng nội dung.',
      en: 'This case follows the original: when that one ends, the citizen gets the same answer.',
    }),
  unmerge: ({ loaded: { row } }) =>
    says(
      row.resume_status === 'received' || row.lead_unit_id === null
        ? { vi: 'Phiếu trở về tổng đài.', en: 'The case goes back to the switchboard.' }
        : {
            vi: 'Phiếu trở lại đơn vị đang xử lý trước khi gộp, với thời gian mới cho bước này.',
            en: 'The case goes back to the unit that had it before the merge, with new time for this step.',
          },
    ),
  recall: ({ facts }) =>
    says(
      facts.status === 'forwarded'
        ? {
            vi: 'Phiếu trở về tổng đài; đơn vị không còn thấy phiếu.',
            en: 'The case goes back to the switchboard; the unit no longer sees it.',
          }
        : {
            vi: 'Hiện không có người nhận: phiếu trở về tổng đài để chuyển nơi khác.',
            en: 'Nobody is there to take it: the case goes back to the switchboard, to be sent elsewhere.',
          },
    ),
  consult: () =>
    says({
      vi: 'Đến hạn mà chưa có ý kiến, hệ thống ghi nhận “im lặng đến hạn”; phiếu vẫn tiếp tục.',
      en: 'If there is no opinion in time, “silent until due” is put on record; the case goes on.',
    }),
  submit: async (o) => ({ ...(await lastDraft(o)), effects: [await signers(o)] }),
  withdraw_draft: () =>
    says({
      vi: 'Phiếu trở lại đang xử lý; bản đã rút vẫn được lưu để đối chiếu.',
      en: 'The case is in progress again; the draft that was withdrawn is kept for comparison.',
    }),
  answer_at_level: async (o) => ({
    ...(await lastDraft(o)),
    effects: [
      {
        vi: 'Đây là câu trả lời chính thức, không cần ký thêm.',
        en: 'This is the official answer; no further signature is needed.',
      },
    ],
  }),
  approve: (o) =>
    says(
      written(o)
        ? { vi: 'Câu trả lời được gửi ngay cho người dân.', en: 'The answer goes to the citizen at once.' }
        : {
            vi: 'Tổng đài sẽ gọi điện trả lời người dân.',
            en: 'The switchboard will call the citizen with the answer.',
          },
    ),
  request_info: async (o) => {
    const { until } = await pauseUntil(o.ctx.db, o.loaded.row, o.now);
    const effect = until
      ? {
          vi: `Thời hạn tạm dừng, chậm nhất đến ${dateTimePhrase(until)}.`,
          en: `The time stands still, until ${dateTimePhrase(until, 'en')} at the latest.`,
        }
      : {
          vi: 'Phiếu đã dùng hết tổng thời gian được tạm dừng nên không hỏi thêm được.',
          en: 'The case has used up its time for pauses, so nothing more can be asked.',
        };
    return says(...(await told(o)).effects.slice(0, 1), effect);
  },
  request_extension: whoDecides,
  grant: newDate,
  refuse: oldDate,
  escalate: ({ loaded: { row }, facts }) =>
    says(
      row.level >= 3
        ? { vi: 'Phiếu chuyển lên lãnh đạo tỉnh.', en: 'The case goes up to the province leader.' }
        : facts.leaderPostFilled
          ? {
              vi: 'Phiếu chuyển lên lãnh đạo đơn vị xin chỉ đạo.',
              en: 'The case goes up to the unit leader for a decision.',
            }
          : {
              vi: 'Chức danh lãnh đạo đơn vị đang trống: phiếu chuyển thẳng lên lãnh đạo tỉnh.',
              en: 'The unit has no leader at present: the case goes straight to the province leader.',
            },
    ),
  direct: async ({ ctx, loaded }) => ({
    initial: { unit: await codeOf(ctx, loaded.row.lead_unit_id) },
    effects: [
      {
        vi: 'Phiếu được theo dõi ở cấp chỉ đạo cho đến khi trả lời.',
        en: 'The case is followed at the level of the directive until it is answered.',
      },
    ],
  }),
  report_directive: () =>
    says({
      vi: 'Người chỉ đạo đọc báo cáo rồi xác nhận, hoặc yêu cầu làm tiếp; phiếu vẫn tiếp tục cho đến khi trả lời người dân.',
      en: 'Whoever gave the directive reads the report and confirms it, or asks for more; the case goes on until the citizen is answered.',
    }),
  accept_report: () =>
    says({
      vi: 'Chỉ đạo kết thúc; phiếu vẫn tiếp tục cho đến khi trả lời người dân.',
      en: 'The directive ends; the case goes on until the citizen is answered.',
    }),
  send_back_report: () =>
    says({
      vi: 'Chỉ đạo còn hiệu lực; đơn vị phải báo cáo lại.',
      en: 'The directive stands; the unit must report again.',
    }),
  return: ({ loaded: { row }, facts }) =>
    says(
      row.return_count >= 1 || facts.byDirective
        ? {
            vi: 'Đơn vị không được trả lại tổng đài nữa: phiếu chuyển lãnh đạo quyết định.',
            en: 'The unit may not send it back to the switchboard any more: the case goes to a leader for a decision.',
          }
        : {
            vi: 'Phiếu trở về tổng đài để chuyển đơn vị khác.',
            en: 'The case goes back to the switchboard, to be sent to another unit.',
          },
    ),
  reopen: ({ facts }) =>
    says(
      {
        vi: 'Phiếu trở về tổng đài với thời hạn mới.',
        en: 'The case goes back to the switchboard with a new due date.',
      },
      ...(facts.published
        ? [{ vi: 'Nội dung đang công khai được gỡ xuống.', en: 'What is published is taken down.' }]
        : []),
    ),
  publish: proposeCopy,
  unpublish: () =>
    says({
      vi: 'Nội dung được gỡ khỏi trang công khai ngay; bản đã công khai vẫn được lưu.',
      en: 'It is taken off the public page at once; what was published is kept on file.',
    }),
  relabel: async ({ ctx, loaded: { row } }) => {
    const d = await directory(ctx.db);
    return {
      initial: {
        type: row.type,
        urgency: row.urgency,
        category: row.category_id === null ? undefined : d.categoryById(row.category_id)?.code,
        area: row.area_id === null ? undefined : d.areaById(row.area_id)?.code,
      },
      effects: [
        {
          vi: 'Hạn trả lời được tính lại theo loại và mức độ mới.',
          en: 'The due date is worked out again for the new type and urgency.',
        },
      ],
    };
  },
};

/** The start of one form and its effects, in words. */
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
async function signers({ ctx, loaded, now }: Offered): Promise<Said> {
  const unitId = loaded.row.lead_unit_id;
  const people = unitId === null ? [] : (await leadersOf(ctx.db, unitId, now)).filter((one) => !one.absent);
  if (people.length === 0)
    return {
      vi: 'Đơn vị chưa có lãnh đạo ký: dự thảo được trình lãnh đạo tỉnh.',
      en: 'The unit has no leader to sign: the draft goes to the province leader.',
    };
  const named = (instead: string) =>
    people
      .slice(0, 3)
      .map((one) => (one.inPlaceOf ? `${one.displayName} (${instead} ${one.inPlaceOf.displayName})` : one.displayName));
  const names = { vi: named('thay'), en: named('for') };
  return {
    vi: `Dự thảo được trình ký: ${names.vi.join(', ')}.`,
    en: `The draft goes to be signed by: ${names.en.join(', ')}.`,
  };
}

async function whoDecides({ ctx, loaded, facts }: Offered): Promise<Preparation> {
  if (!facts.leaderPostFilled)
    return says({
      vi: 'Đơn vị chưa có lãnh đạo: giám sát tổng đài hoặc lãnh đạo tỉnh quyết định gia hạn.',
      en: 'The unit has no leader: the supervisor or the province leader decides on the extension.',
    });
  const last = await leaderLimit(ctx.db, loaded.row);
  const limit = { vi: dateTimePhrase(last), en: dateTimePhrase(last, 'en') };
  return says(
    {
      vi: `Lãnh đạo đơn vị quyết định nếu hạn mới không quá ${limit.vi}.`,
      en: `The unit leader decides if the new date is not after ${limit.en}.`,
    },
    {
      vi: 'Xa hơn, hoặc khi lãnh đạo tỉnh đang chỉ đạo: giám sát tổng đài hoặc lãnh đạo tỉnh quyết định.',
      en: 'Later than that, or under a directive of the province: the supervisor or the province leader decides.',
    },
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
  const first = row.original_due_at;
  const promised: Said = first
    ? {
        vi: ` Hạn ban đầu ${dateTimePhrase(first)} vẫn được lưu.`,
        en: ` The first due date, ${dateTimePhrase(first, 'en')}, is kept on file.`,
      }
    : asWritten('');
  const calendar = await calendarForUnit(ctx.db, row.lead_unit_id, row.clock_from);
  const days = workingMinutesBetween(calendar, row.due_at, request.due_at) / calendar.dayMinutes;
  const whole = Math.round(days);
  const more: Said =
    days >= 1 ? { vi: ` (thêm ${whole} ngày làm việc)`, en: ` (${whole} working days more)` } : asWritten('');
  const letter = written(offered)
    ? [{ vi: 'Người dân được báo hạn mới.', en: 'The citizen is told the new due date.' }]
    : [];
  return {
    initial: { dueAt: isoLocal(request.due_at) },
    effects: [
      {
        vi: `Hạn trả lời dời từ ${dateTimePhrase(row.due_at)} đến ${dateTimePhrase(request.due_at)}${more.vi}.${promised.vi}`,
        en: `The due date moves from ${dateTimePhrase(row.due_at, 'en')} to ${dateTimePhrase(request.due_at, 'en')}${more.en}.${promised.en}`,
      },
      ...letter,
    ],
  };
}

function oldDate({ loaded: { row } }: Offered): Preparation {
  return says(
    row.due_at
      ? {
          vi: `Hạn hiện tại giữ nguyên: ${dateTimePhrase(row.due_at)}.`,
          en: `The present due date stays: ${dateTimePhrase(row.due_at, 'en')}.`,
        }
      : { vi: 'Hạn hiện tại giữ nguyên.', en: 'The present due date stays.' },
  );
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
      {
        vi: 'Bản đã che được đăng trên trang công khai; nội dung phiếu không thay đổi.',
        en: 'The masked copy goes on the public page; the case itself does not change.',
      },
      {
        vi: 'Máy chỉ che được số điện thoại, giấy tờ, thư điện tử, biển số, tài khoản: hãy tự đọc và che tên, địa chỉ, ngày sinh.',
        en: 'The machine masks numbers of telephones, papers, plates and accounts and mail addresses only: read it, and mask names, addresses and dates of birth yourself.',
      },
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
  return {
    initial: { leadUnit: unit.code },
    effects: [
      {
        vi: `Hạn của ${unit.name}: ${dateTimePhrase(due.due_at)}.`,
        en: `Due at ${unit.name}: ${dateTimePhrase(due.due_at, 'en')}.`,
      },
    ],
  };
}
