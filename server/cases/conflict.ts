import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
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
  const who = latest?.display_name ?? (latest?.actor_kind === 'citizen' ? 'Người dân' : 'Hệ thống');
  return new AppError('conflict', {
    detail: latest
      ? `${who} vừa cập nhật phiếu này trước bạn. Nội dung bạn nhập vẫn được giữ.`
      : 'Phiếu đã được cập nhật trước bạn.',
    data: {
      version: row?.version ?? before.row.version,
      status: row?.status ?? before.row.status,
      seenVersion,
      ...(latest ? { happened: { type: latest.type, by: who, at: isoLocal(latest.at) } } : {}),
    },
  });
}

const WORDS: Record<Refusal | 'status', string> = {
  status: 'Trạng thái hiện tại của phiếu không cho phép thao tác này.',
  own_draft: 'Người soạn dự thảo không được tự phê duyệt. Cần lãnh đạo khác hoặc người được ủy quyền ký.',
  highest_level: 'Phiếu đã ở cấp lãnh đạo tỉnh, không còn cấp cao hơn.',
  extension_open: 'Đã có một đề nghị gia hạn đang chờ quyết định.',
  no_extension: 'Không có đề nghị gia hạn nào đang chờ.',
  no_opinion_asked: 'Đơn vị của bạn chưa được hỏi ý kiến hoặc đã trả lời.',
  window_over: 'Đã hết thời hạn mở lại phiếu.',
  already_rated: 'Phiếu này đã được đánh giá.',
  beyond_right: 'Hạn xin gia hạn vượt thẩm quyền của lãnh đạo đơn vị: giám sát tổng đài hoặc lãnh đạo tỉnh quyết định.',
  no_directive: 'Không có ý kiến chỉ đạo nào đang thực hiện.',
  no_report: 'Không có báo cáo thực hiện chỉ đạo nào đang chờ xác nhận.',
  has_children: 'Đã có phiếu khác gộp vào phiếu này, nên phiếu này không gộp tiếp được.',
  answered_with_parent: 'Người dân đã được trả lời cùng phiếu gốc. Nếu chưa đúng, hãy mở lại phiếu.',
  not_answered: 'Phiếu chưa được trả lời.',
  not_publishable: 'Phiếu niêm phong, hoặc người dân không đồng ý công khai.',
  not_published: 'Phiếu chưa được công khai.',
};

/** The refusal of an action that the actor may take, but not now. */
export function explainRefusal(refusal: Refusal | 'status', status: string): AppError {
  return new AppError('not_now', { detail: WORDS[refusal], data: { refusal, status } });
}
