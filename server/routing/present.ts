import type { OfferView, PresenceReason, RoutingItemView } from '../../contract/routing.ts';
import { lastAuthors } from '../conversations/index.ts';
import { usersById } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import type { Item } from './hooks.ts';

/** Items as JSON, all in a handful of queries. The caller has left out what the reader must not see. */
export async function presentItems(db: Db, items: readonly Item[]): Promise<RoutingItemView[]> {
  if (items.length === 0) return [];
  const ids = items.map((item) => item.id);
  const conversations = [...new Set(items.flatMap((item) => item.conversation_id ?? []))];
  const caseIds = [...new Set(items.flatMap((item) => item.case_id ?? []))];
  const authors = await lastAuthors(db, conversations);
  const cases =
    caseIds.length === 0
      ? []
      : await db.selectFrom('cases').select(['id', 'code', 'contact_name']).where('id', 'in', caseIds).execute();
  const asked = await db
    .selectFrom('offers')
    .select(['item_id', 'user_id'])
    .where('item_id', 'in', ids)
    .where('ended_at', 'is', null)
    .execute();
  const users = await usersById(db, [...items.flatMap((i) => i.owner_id ?? []), ...asked.map((o) => o.user_id)]);
  const queues = new Map(
    (await db.selectFrom('queues').select(['id', 'code', 'name']).execute()).map((q) => [q.id, q]),
  );
  return items.map((item) => {
    const about = cases.find((c) => c.id === item.case_id);
    const holder = users.get(item.owner_id ?? asked.find((o) => o.item_id === item.id)?.user_id ?? 0);
    const queue = queues.get(item.queue_id);
    return {
      id: String(item.id),
      kind: item.kind as RoutingItemView['kind'],
      title: item.title,
      who: (item.conversation_id === null ? null : authors.get(item.conversation_id)) ?? about?.contact_name ?? null,
      channel: item.channel,
      queue: { code: queue?.code ?? '', name: queue?.name ?? '' },
      state: item.state,
      priority: item.priority,
      skills: item.skills,
      waitingSince: isoLocal(item.waiting_since),
      conversationId: item.conversation_id === null ? null : String(item.conversation_id),
      caseCode: about?.code ?? null,
      callId: item.kind === 'call' ? item.subject.replace(/^call:/, '') : null,
      taskId: /^callback:task:(\d+)$/.exec(item.subject)?.[1] ?? null,
      holder: holder ? { code: holder.username, name: holder.displayName } : null,
      ownedSince: item.owned_at && item.state === 'owned' ? isoLocal(item.owned_at) : null,
    };
  });
}

export async function presentItem(db: Db, item: Item): Promise<RoutingItemView> {
  return (await presentItems(db, [item]))[0] as RoutingItemView;
}

export function presentOffer(
  offer: { id: number; made_at: Date; expires_at: Date },
  item: RoutingItemView,
  now: Date,
): OfferView {
  const seconds = (from: Date) => Math.max(0, (offer.expires_at.getTime() - from.getTime()) / 1000);
  return {
    id: String(offer.id),
    item,
    madeAt: isoLocal(offer.made_at),
    expiresAt: isoLocal(offer.expires_at),
    secondsLeft: seconds(now),
    seconds: seconds(offer.made_at),
  };
}

export function presentReason(row: {
  code: string;
  name: string;
  name_en: string;
  state: string;
  sort: number;
  active: boolean;
  system: boolean;
}): PresenceReason {
  const { code, name, name_en: nameEn, sort, active, system } = row;
  return { code, name, nameEn, state: row.state as PresenceReason['state'], sort, active, system };
}
