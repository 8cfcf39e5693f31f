import type { Conversation } from '../../../contract/conversations.ts';

/**
 * How many conversations of a newly read first page stand above the first one that the reader still sees in its place:
 * those he has not got, and those that have moved up because of a new message. Pure.
 */
export function freshAbove(
  shown: readonly Pick<Conversation, 'id'>[],
  page: readonly Pick<Conversation, 'id' | 'unread'>[],
): number {
  const places = new Map(shown.map((row, i) => [row.id, i]));
  return page.filter((row, i) => {
    const before = places.get(row.id);
    // Our own reply moves a conversation too; that is no news.
    return before === undefined || (before > i && row.unread > 0);
  }).length;
}
