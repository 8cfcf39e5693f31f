/** By which way a citizen can be written to just now. The rule is pure; the facts are read in one place. */

import type { ChannelKind } from '../../contract/cases.ts';
import { CAPABILITIES } from '../../contract/channels.ts';
import { familyOf, identitiesOf } from '../citizens/index.ts';
import { channelName, windowState } from '../conversations/index.ts';
import type { Db } from '../platform/db/index.ts';
import type { Said } from '../platform/said.ts';
import { CALL_REASONS } from './callback-reasons.ts';

/** The thread by which the case came, as far as the rule needs it. */
export interface OriginThread {
  conversationId: number;
  channel: ChannelKind;
  address: string | null;
  lastInAt: Date | null;
}

export interface ReachFacts {
  origin: OriginThread | null;
  /** Mail addresses of the citizen, the one given with the case first. */
  emails: readonly string[];
  /** A way that has just failed and is not tried again. */
  failed?: { channel: ChannelKind; address: string | null };
}

export type Way =
  | { by: 'thread'; conversationId: number }
  | { by: 'mail'; address: string; because: Said | null }
  | { by: 'none'; because: Said };

/**
 * The order in which a citizen is reached: the thread by which he came, as long as his channel lets us write; then
 * mail; else none, and somebody has to call. Automatic messages go into a thread only where the channel allows them.
 */
export function wayFor(facts: ReachFacts, kind: 'human' | 'auto', now: Date): Way {
  const { origin, failed } = facts;
  let because: Said | null = null;
  const failedHere = (channel: ChannelKind, address: string | null) =>
    failed !== undefined && failed.channel === channel && (channel !== 'email' || same(failed.address, address));
  if (origin) {
    const capabilities = CAPABILITIES[origin.channel];
    const state = windowState(capabilities.window, origin.lastInAt, now, channelName(origin.channel));
    // A reply outside the free time may cost money or need a person: machines write in the free time only.
    const automatic =
      capabilities.automatic === 'always' || (capabilities.automatic === 'free_window' && state.advice === null);
    if (failedHere(origin.channel, origin.address)) because = notSent(origin.channel);
    else if (!capabilities.writes || origin.address === null) because = null;
    else if (!state.canReply) because = state.advice;
    else if (kind === 'human' || automatic) return { by: 'thread', conversationId: origin.conversationId };
  }
  const address = facts.emails.find((one) => !failedHere('email', one));
  if (address !== undefined) return { by: 'mail', address, because };
  return { by: 'none', because: because ?? CALL_REASONS.noWay };
}

function notSent(channel: ChannelKind): Said {
  const name = channelName(channel);
  return { vi: `Không gửi được qua ${name.vi}.`, en: `It could not be sent by ${name.en}.` };
}

const same = (a: string | null, b: string | null) => (a ?? '').toLowerCase() === (b ?? '').toLowerCase();

export interface ReachRow {
  conversation_id: number | null;
  contact_email: string | null;
  citizen_id: number | null;
  anonymous?: boolean;
}

/** Reads the facts for a case. Addresses of the citizen's record count only where they are verified. */
export async function reachFacts(db: Db, row: ReachRow): Promise<ReachFacts> {
  const thread =
    row.conversation_id === null
      ? undefined
      : await db
          .selectFrom('conversations')
          .select(['id', 'channel', 'address', 'last_in_at'])
          .where('id', '=', row.conversation_id)
          .executeTakeFirst();
  const emails = row.contact_email ? [row.contact_email] : [];
  const needsMore = thread !== undefined && thread.channel !== 'email';
  if (needsMore && row.citizen_id !== null) {
    const family = await familyOf(db, row.citizen_id);
    for (const one of await identitiesOf(db, family?.members ?? []))
      if (one.kind === 'email' && one.confidence === 'verified' && !emails.includes(one.value)) emails.push(one.value);
  }
  return {
    origin: thread
      ? {
          conversationId: thread.id,
          channel: thread.channel,
          address: thread.address || null,
          lastInAt: thread.last_in_at,
        }
      : null,
    emails,
  };
}
