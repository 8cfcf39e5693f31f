import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { asWritten, CITIZEN_NAME, type Said, SYSTEM_NAME } from '../platform/said.ts';
import type { LoadedCase } from './load.ts';
import type { Refusal } from './workflow.ts';

/** The 409 for somebody who was slower: what happened meanwhile, by whom, and the version to go on from. */
export async function conflict(db: Db, before: LoadedCase, seenVersion: number): Promise<AppError> {
  const latest = await db
    .selectFrom('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .select(['e.type', 'e.at', 'u.display_name', 'e.actor_kind'])
    .where('e.case_id', '=', before.row.id)
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = await db
    .selectFrom('cases')
    .select(['version', 'status'])
    .where('id', '=', before.row.id)
    .executeTakeFirst();
  const name = latest?.display_name;
  const who: Said = name ? asWritten(name) : latest?.actor_kind === 'citizen' ? CITIZEN_NAME : SYSTEM_NAME;
  return new AppError('conflict', {
    detail: latest
      ? {
          vi: `${who.vi} vừa cập nhật phiếu này trước bạn. Nội dung bạn nhập vẫn được giữ.`,
          en: `${who.en} changed this case just before you. What you typed is kept.`,
        }
      : { vi: 'Phiếu đã được cập nhật trước bạn.', en: 'The case was changed before you.' },
    data: {
      version: row?.version ?? before.row.version,
      status: row?.status ?? before.row.status,
      seenVersion,
      ...(latest ? { happened: { type: latest.type, by: who, at: isoLocal(latest.at) } } : {}),
    },
  });
}

const WORDS: Record<Refusal | 'status', Said> = {
  status: {
    vi: 'Trạng thái hiện tại của phiếu không cho phép thao tác này.',
    en: 'The present state of the case does not allow this.',
  },
  own_draft: {
    vi: 'Người soạn dự thảo không được tự phê duyệt. Cần lãnh đạo khác hoặc người được ủy quyền ký.',
    en: 'Who drafted the answer may not approve it. Another leader or a deputy must sign.',
  },
  highest_level: {
    vi: 'Phiếu đã ở cấp lãnh đạo tỉnh, không còn cấp cao hơn.',
    en: 'The case is with the province leader; there is no higher level.',
  },
  extension_open: {
    vi: 'Đã có một đề nghị gia hạn đang chờ quyết định.',
    en: 'A request for extension waits for a decision already.',
  },
  no_extension: { vi: 'Không có đề nghị gia hạn nào đang chờ.', en: 'No request for extension waits.' },
  no_opinion_asked: {
    vi: 'Đơn vị của bạn chưa được hỏi ý kiến hoặc đã trả lời.',
    en: 'Your unit was not asked for an opinion, or has answered already.',
  },
  window_over: { vi: 'Đã hết thời hạn mở lại phiếu.', en: 'The time for reopening the case is over.' },
  already_rated: { vi: 'Phiếu này đã được đánh giá.', en: 'This case was rated already.' },
  beyond_right: {
    vi: 'Hạn xin gia hạn vượt thẩm quyền của lãnh đạo đơn vị: giám sát tổng đài hoặc lãnh đạo tỉnh quyết định.',
    en: 'The extension is beyond what a unit leader may grant: the supervisor or the province leader decides.',
  },
  no_directive: { vi: 'Không có ý kiến chỉ đạo nào đang thực hiện.', en: 'There is no directive being carried out.' },
  no_report: {
    vi: 'Không có báo cáo thực hiện chỉ đạo nào đang chờ xác nhận.',
    en: 'No report on a directive waits to be confirmed.',
  },
  has_children: {
    vi: 'Đã có phiếu khác gộp vào phiếu này, nên phiếu này không gộp tiếp được.',
    en: 'Another case was merged into this one, so it cannot be merged itself.',
  },
  answered_with_parent: {
    vi: 'Người dân đã được trả lời cùng phiếu gốc. Nếu chưa đúng, hãy mở lại phiếu.',
    en: 'The citizen was answered with the original case. If that is not right, reopen the case.',
  },
  not_answered: { vi: 'Phiếu chưa được trả lời.', en: 'The case is not answered yet.' },
  not_publishable: {
    vi: 'Phiếu niêm phong, hoặc người dân không đồng ý công khai.',
    en: 'The case is sealed, or the citizen does not agree to publishing.',
  },
  not_published: { vi: 'Phiếu chưa được công khai.', en: 'The case is not published yet.' },
};

/** The refusal of an action that the actor may take, but not now. */
export function explainRefusal(refusal: Refusal | 'status', status: string): AppError {
  return new AppError('not_now', { detail: WORDS[refusal], data: { refusal, status } });
}
