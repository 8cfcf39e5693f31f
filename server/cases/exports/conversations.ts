import { type Conversation, conversationFilter } from '../../../contract/conversations.ts';
import { channelName, conversationIds, conversationsByIds } from '../../conversations/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import {
  cellTime,
  defineExport,
  type ExportColumn,
  fileQuery,
  type RowSource,
  rowsByKey,
} from '../../platform/exports/index.ts';
import { hiddenFrom, listFilter, presentConversations } from '../inbox.ts';

const query = fileQuery(conversationFilter);

const COLUMNS: readonly ExportColumn<Conversation>[] = [
  { title: 'Kênh', width: 20, value: (r) => channelName(r.channel) },
  { title: 'Người dân', width: 28, value: (r) => r.citizenName },
  { title: 'Địa chỉ liên hệ', width: 28, value: (r) => r.address },
  { title: 'Chủ đề', width: 50, value: (r) => r.subject },
  { title: 'Tình trạng', width: 12, value: (r) => (r.state === 'open' ? 'Đang mở' : 'Đã đóng') },
  { title: 'Người phụ trách', width: 24, value: (r) => r.owner?.name ?? null },
  { title: 'Kết quả', width: 20, value: (r) => r.disposition?.name ?? null },
  { title: 'Chờ trả lời từ', width: 17, value: (r) => cellTime(r.waitingSince) },
  { title: 'Tin gần nhất', width: 17, value: (r) => cellTime(r.lastMessageAt) },
  { title: 'Phiếu', width: 20, value: (r) => r.cases.join('; ') || null },
];

/** The rows of a list of conversations, as far as this reader sees them. */
export async function conversationRows(
  ctx: Ctx,
  actor: Actor,
  asked: Parameters<typeof listFilter>[1],
): Promise<RowSource<Conversation>> {
  const hidden = hiddenFrom(actor);
  const ids = await conversationIds(ctx.db, hidden, listFilter(actor, asked));
  return rowsByKey(ids, async (some) => presentConversations(ctx.db, await conversationsByIds(ctx.db, hidden, some)));
}

/** The inbox as a file: who wrote, where it stands, which cases came of it; not what was said. */
export function conversationExport(ctx: Ctx) {
  return defineExport({
    of: 'conversations',
    summary: 'Conversations as CSV or Excel, whole',
    tag: 'conversations',
    sheet: 'Hội thoại',
    query,
    columns: COLUMNS,
    rows: (actor, asked) => conversationRows(ctx, actor, asked),
  });
}
