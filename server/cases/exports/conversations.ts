import { type Conversation, conversationFilter } from '../../../contract/conversations.ts';
import * as en from '../../../contract/words/en.ts';
import * as vi from '../../../contract/words/vi.ts';
import { conversationIds, conversationsByIds } from '../../conversations/index.ts';
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
import { bothWords, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { hiddenFrom, listFilter, presentConversations } from '../inbox.ts';

const query = fileQuery(conversationFilter);

const CHANNEL = bothWords(vi.CHANNEL, en.CHANNEL);
const STATE: Record<Conversation['state'], Said> = {
  open: { vi: 'Đang mở', en: 'Open' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
};

const COLUMNS: readonly ExportColumn<Conversation>[] = [
  { title: { vi: 'Kênh', en: 'Channel' }, width: 20, value: (r) => CHANNEL[r.channel] },
  { title: { vi: 'Người dân', en: 'Citizen' }, width: 28, value: (r) => r.citizenName },
  { title: { vi: 'Địa chỉ liên hệ', en: 'Address' }, width: 28, value: (r) => r.address },
  { title: { vi: 'Chủ đề', en: 'Subject' }, width: 50, value: (r) => r.subject },
  { title: { vi: 'Tình trạng', en: 'State' }, width: 12, value: (r) => STATE[r.state] },
  { title: { vi: 'Người phụ trách', en: 'Owner' }, width: 24, value: (r) => r.owner?.name ?? null },
  { title: { vi: 'Kết quả', en: 'Result' }, width: 20, value: (r) => r.disposition?.name ?? null },
  { title: { vi: 'Chờ trả lời từ', en: 'Waiting since' }, width: 17, value: (r) => cellTime(r.waitingSince) },
  { title: { vi: 'Tin gần nhất', en: 'Last message' }, width: 17, value: (r) => cellTime(r.lastMessageAt) },
  { title: { vi: 'Phiếu', en: 'Case' }, width: 20, value: (r) => r.cases.join('; ') || null },
];

/** The rows of a list of conversations, as far as this reader sees them. */
export async function conversationRows(
  ctx: Ctx,
  actor: Actor,
  asked: Parameters<typeof listFilter>[1],
  language: SpokenLanguage,
): Promise<RowSource<Conversation>> {
  const hidden = hiddenFrom(actor);
  const ids = await conversationIds(ctx.db, hidden, listFilter(actor, asked));
  return rowsByKey(ids, async (some) =>
    presentConversations(ctx.db, await conversationsByIds(ctx.db, hidden, some), language),
  );
}

/** The inbox as a file: who wrote, where it stands, which cases came of it; not what was said. */
export function conversationExport(ctx: Ctx) {
  return defineExport({
    of: 'conversations',
    summary: 'Conversations as CSV or Excel, whole',
    tag: 'conversations',
    sheet: { vi: 'Hội thoại', en: 'Conversations' },
    query,
    columns: COLUMNS,
    rows: (actor, asked, _now, language) => conversationRows(ctx, actor, asked, language),
  });
}
