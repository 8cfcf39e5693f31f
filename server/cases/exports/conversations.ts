import { type Conversation, conversationFilter } from '../../../contract/conversations.ts';
import { EXPORT_PATHS, exportFormat } from '../../../contract/exports.ts';
import { channelName, conversationIds, conversationsByIds } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { cellTime, type ExportColumn, inBatches, type ListExport } from '../../platform/exports/index.ts';
import { hiddenFrom, listFilter, presentConversations } from '../inbox.ts';

const query = conversationFilter.omit({ cursor: true, limit: true }).extend({ format: exportFormat });
type Query = (typeof query)['_output'];

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

/** The inbox as a file: who wrote, where it stands, which cases came of it; not what was said. */
export function conversationExport(ctx: Ctx): ListExport<Query> {
  return {
    path: EXPORT_PATHS.conversations,
    access: 'citizen.export',
    summary: 'Conversations as CSV or Excel, whole',
    tag: 'conversations',
    list: 'conversations',
    sheet: 'Hội thoại',
    file: 'hoi-thoai-1022',
    query: query as never,
    async plan(actor, asked) {
      const hidden = hiddenFrom(actor);
      const ids = await conversationIds(ctx.db, hidden, listFilter(actor, asked));
      const load = async (some: readonly number[]) =>
        presentConversations(ctx.db, await conversationsByIds(ctx.db, hidden, some));
      return { count: ids.length, columns: COLUMNS, batches: inBatches(ids, COLUMNS, load) };
    },
  };
}
