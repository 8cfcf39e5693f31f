import type { Selectable } from 'kysely';
import { openConversation, post } from '../conversations/index.ts';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Cases } from '../platform/db/index.ts';
import type { Said } from '../platform/said.ts';
import { storable } from '../platform/text.ts';
import { oweCallback, owesCall } from './callbacks.ts';
import type { TextContext } from './citizen-texts.ts';
import { type ReachFacts, reachFacts, wayFor } from './reach.ts';

/** The account from which we write first, when the citizen has only left a mail address. */
const DEFAULT_ACCOUNT = 'default';

/** In whose name letters of the centre go out. */
const CENTRE: Actor = { ...SYSTEM, displayName: 'Tổng đài 1022' };

export function textContext(ctx: Ctx, code: string): TextContext {
  const base = ctx.config.publicUrl;
  return {
    province: ctx.config.provinceName,
    code,
    lookupUrl: base ? `${base}/tra-cuu?ma=${encodeURIComponent(code)}` : null,
  };
}

export type ToldCase = Pick<
  Selectable<Cases>,
  'id' | 'code' | 'title' | 'conversation_id' | 'contact_email' | 'citizen_id'
>;

/** Letters by which the centre keeps the citizen informed, beside what people write to him. */
export type CentreLetter = 'case.extended' | 'case.merged' | 'case.reopened' | 'case.forwarded' | 'case.survey';

export interface Telling {
  kind: 'human' | 'auto';
  /** `case.answer`, `case.info_request`, …: what it is for. */
  purpose: string;
  text: string;
}

/**
 * Writes to the citizen by the best way there is: the thread he came by, else mail (reach.ts). Where there is none and
 * the words must reach him, a call-back is noted in the same transaction. Null when nothing was written.
 */
export async function tellCitizen(tx: Tx, actor: Actor, row: ToldCase, message: Telling): Promise<number | null> {
  const facts = await reachFacts(tx.db, row);
  const way = wayFor(facts, message.kind, tx.now);
  if (way.by === 'none') {
    if (await owesCall(tx, actor, row.id, message))
      await oweCallback(tx, actor, { caseId: row.id, purpose: message.purpose, why: way.because, text: message.text });
    return null;
  }
  const conversationId = way.by === 'thread' ? way.conversationId : await mailThread(tx, row, way.address);
  return post(tx, actor, { conversationId, ...message, case: { id: row.id, code: row.code } });
}

/**
 * Writes a letter in the centre's name where the citizen can be written to; no call is owed for it. The same words for
 * the same purpose go out once per case; the survey once whatever its words. Never about a denunciation, of which
 * nothing is said but the guidance (Luật Tố cáo 2018, art. 8). Null when nothing was written.
 */
export async function tellFromCentre(
  tx: Tx,
  row: ToldCase & Pick<Selectable<Cases>, 'decline_reason'>,
  purpose: CentreLetter,
  text: string,
): Promise<number | null> {
  if (row.decline_reason === 'denunciation') return null;
  const written = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('case_id', '=', row.id)
    .where('purpose', '=', purpose)
    .$if(purpose !== 'case.survey', (q) => q.where('body', '=', storable(text)))
    .limit(1)
    .executeTakeFirst();
  if (written) return null;
  return tellCitizen(tx, CENTRE, row, { kind: 'auto', purpose, text });
}

/**
 * A message could not be delivered: the same words by the next way, once. A call-back where there is no other way.
 * Returns what was done.
 */
export async function tellOtherwise(
  tx: Tx,
  actor: Actor,
  row: ToldCase,
  failed: { messageId: number; way: NonNullable<ReachFacts['failed']>; why: Said; telling: Telling },
): Promise<'mail' | 'callback' | 'nothing'> {
  const facts = { ...(await reachFacts(tx.db, row)), failed: failed.way };
  const way = wayFor(facts, failed.telling.kind, tx.now);
  if (way.by === 'mail') {
    const conversationId = await mailThread(tx, row, way.address);
    await post(tx, actor, {
      conversationId,
      ...failed.telling,
      case: { id: row.id, code: row.code },
      standsForId: failed.messageId,
    });
    return 'mail';
  }
  if (failed.telling.kind !== 'human') return 'nothing';
  await oweCallback(tx, actor, {
    caseId: row.id,
    messageId: failed.messageId,
    purpose: failed.telling.purpose,
    why: failed.why,
    text: failed.telling.text,
  });
  return 'callback';
}

/** The mail thread of this case with this address; opened and linked where there is none. */
async function mailThread(tx: Tx, row: ToldCase, address: string): Promise<number> {
  const known = await tx.db
    .selectFrom('case_conversations as l')
    .innerJoin('conversations as c', 'c.id', 'l.conversation_id')
    .select('c.id')
    .where('l.case_id', '=', row.id)
    .where('c.channel', '=', 'email')
    .where((e) => e(e.fn('lower', ['c.address']), '=', address.toLowerCase()))
    .orderBy('c.id', 'desc')
    .executeTakeFirst();
  if (known) return known.id;
  const id = await openConversation(tx, {
    channel: 'email',
    account: DEFAULT_ACCOUNT,
    address,
    subject: row.title,
    citizenId: row.citizen_id,
  });
  if (row.conversation_id === null)
    await tx.db.updateTable('cases').set({ conversation_id: id }).where('id', '=', row.id).execute();
  else
    await tx.db
      .insertInto('case_conversations')
      .values({ case_id: row.id, conversation_id: id, linked_at: tx.now })
      .onConflict((c) => c.doNothing())
      .execute();
  return id;
}
