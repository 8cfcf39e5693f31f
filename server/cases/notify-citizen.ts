import type { Selectable } from 'kysely';
import { openConversation, post } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Cases } from '../platform/db/index.ts';
import type { TextContext } from './citizen-texts.ts';

/** The account from which we write first, when the citizen has only left a mail address. */
const DEFAULT_ACCOUNT = 'default';

export function textContext(ctx: Ctx, code: string): TextContext {
  const base = ctx.config.publicUrl;
  return {
    province: ctx.config.provinceName,
    code,
    lookupUrl: base ? `${base}/tra-cuu?ma=${encodeURIComponent(code)}` : null,
  };
}

/** The thread on which this case's citizen is answered: the one it came by, else a mail thread to the given address. */
export async function threadFor(
  tx: Tx,
  row: Pick<Selectable<Cases>, 'id' | 'title' | 'conversation_id' | 'contact_email' | 'citizen_id'>,
): Promise<number | null> {
  if (row.conversation_id !== null) return row.conversation_id;
  if (!row.contact_email) return null;
  const id = await openConversation(tx, {
    channel: 'email',
    account: DEFAULT_ACCOUNT,
    address: row.contact_email,
    subject: row.title,
    citizenId: row.citizen_id,
  });
  await tx.db.updateTable('cases').set({ conversation_id: id }).where('id', '=', row.id).execute();
  return id;
}

/** Writes to the citizen on the case's channel, inside the transaction. Null when only the phone reaches him. */
export async function tellCitizen(
  tx: Tx,
  actor: Actor,
  row: Pick<Selectable<Cases>, 'id' | 'code' | 'title' | 'conversation_id' | 'contact_email' | 'citizen_id'>,
  message: { kind: 'human' | 'auto'; purpose: string; text: string },
): Promise<number | null> {
  const conversationId = await threadFor(tx, row);
  if (conversationId === null) return null;
  return post(tx, actor, { conversationId, ...message, case: { id: row.id, code: row.code } });
}
