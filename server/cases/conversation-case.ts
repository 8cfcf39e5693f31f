/** A conversation becomes a case, or is linked to one. */
import type { FastifyInstance } from 'fastify';
import { type CasePrefill, conversationCase, prefillCase } from '../../contract/conversations.ts';
import { citizensById, familyOf, identitiesOf, nationalPhone, noteIdentity, toE164 } from '../citizens/index.ts';
import {
  attachmentsOfMessages,
  type ConversationRow,
  centreOf,
  conversationLinked,
  LETTER_NOTES,
  lastAuthors,
  messagesOf,
} from '../conversations/index.ts';
import { directory, validAt } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { route } from '../platform/http/index.ts';
import { transact } from '../platform/transact.ts';
import { keyOf, registerWithin } from './commands/register.ts';
import { findConversation } from './inbox.ts';
import { loadVisible } from './load.ts';
import { prefillFrom } from './prefill.ts';
import { chosenCitizen } from './present-citizens.ts';
import { visibleTo } from './visible.ts';

/** So much of what was said becomes the content of a case. */
const CONTENT_MAX = 20_000;

export function conversationCaseRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, prefillCase, 'case.create', async ({ actor, params }) =>
    prefill(ctx, actor, await findConversation(ctx.db, actor, params.id)),
  );
  route(app, conversationCase, 'case.create', async ({ actor, params, body, request }) => {
    const row = await findConversation(ctx.db, actor, params.id);
    const { link, ...fields } = body;
    if (link) return { code: await linkTo(ctx, actor, row, link) };
    const citizenId = await chosenCitizen(ctx.db, actor, fields.citizenId);
    const idempotencyKey = keyOf(actor, request.headers['idempotency-key']);
    return { code: await makeCase(ctx, actor, row, { ...fields, citizenId, idempotencyKey }) };
  });
}

async function said(db: Db, conversationId: number) {
  const messages = (await messagesOf(db, conversationId)).filter((m) => m.direction === 'in' && m.kind === 'human');
  const text = messages
    .map((m) => m.body.trim())
    .filter(Boolean)
    .join('\n\n');
  return { messages, text: text.length > CONTENT_MAX ? text.slice(0, CONTENT_MAX).toWellFormed() : text };
}

async function prefill(ctx: Ctx, actor: Actor, row: ConversationRow): Promise<CasePrefill> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const d = await directory(db);
  const { text } = await said(db, row.id);
  const guess = prefillFrom(text || row.subject, {
    categories: d.categories.filter((one) => validAt(one, now)),
    areas: d.areas.filter((one) => validAt(one, now)),
  });
  const family = row.citizen_id === null ? null : await familyOf(db, row.citizen_id);
  const [citizen] = family ? await citizensById(db, [family.id]) : [];
  const identities = family ? await identitiesOf(db, family.members) : [];
  const known = (kind: 'phone' | 'email') => identities.find((one) => one.kind === kind)?.value ?? null;
  // What the form before a chat asked for stands with the thread.
  const told = (key: 'phone' | 'email') => {
    const value = (row.meta as Record<string, unknown>)[key];
    return typeof value === 'string' ? value : null;
  };
  const phone = guess.phone ?? told('phone') ?? known('phone');
  const author = (await lastAuthors(db, [row.id])).get(row.id) ?? null;
  const openCases =
    family === null
      ? []
      : await db
          .selectFrom('cases as c')
          .select(['c.code', 'c.title'])
          .where('c.citizen_id', 'in', family.members)
          .where('c.closed_at', 'is', null)
          .where(visibleTo(actor))
          .orderBy('c.id', 'desc')
          .limit(10)
          .execute();
  return {
    ...guess,
    title: row.channel === 'email' && row.subject ? row.subject : guess.title,
    content: text || row.subject,
    name: guess.name ?? citizen?.name ?? author,
    phone: phone === null ? null : nationalPhone(phone),
    email: (row.channel === 'email' ? row.address : null) ?? guess.email ?? told('email') ?? known('email'),
    openCases,
  };
}

/** Registers a case from the conversation with what the agent has looked at and corrected. */
async function makeCase(
  ctx: Ctx,
  actor: Actor,
  row: ConversationRow,
  fields: Partial<Parameters<typeof registerWithin>[3]>,
): Promise<string> {
  const { db } = ctx;
  const { messages, text } = await said(db, row.id);
  const files = (
    await attachmentsOfMessages(
      db,
      messages.map((m) => m.id),
    )
  ).filter((file) => !file.inline);
  const author = (await lastAuthors(db, [row.id])).get(row.id);
  const email = row.channel === 'email' ? (row.address ?? undefined) : undefined;
  // Who wishes to stay anonymous is not named by his thread either.
  const known = fields.anonymous ? {} : { ...(author ? { name: author } : {}), ...(email ? { email } : {}) };
  const citizen = fields.anonymous ? {} : { ...known, ...fields.citizen };
  return transact(ctx, async (tx) => {
    const registered = await registerWithin(ctx, tx, actor, {
      ...fields,
      type: fields.type ?? 'inquiry',
      content: fields.content ?? (text || row.subject || LETTER_NOTES.nothing.vi),
      title: fields.title ?? (row.channel === 'email' ? row.subject : undefined),
      channel: row.channel,
      conversationId: row.id,
      citizen,
      ...(row.citizen_id === null ? {} : { citizenId: row.citizen_id }),
      files: files.map((f) => ({ sha256: f.sha256, name: f.name, mediaType: f.media_type, size: f.size })),
    });
    if (!fields.anonymous) await keepContacts(tx, actor, row, registered.id, citizen);
    return registered.code;
  });
}

/** What the citizen told us stays with his record; a thread without a citizen gets the one of its case. */
async function keepContacts(
  tx: Parameters<typeof noteIdentity>[0],
  actor: Actor,
  row: ConversationRow,
  caseId: number,
  citizen: { phone?: string | undefined; email?: string | undefined },
): Promise<void> {
  if (row.citizen_id !== null) {
    const phone = toE164(citizen.phone);
    if (phone) await noteIdentity(tx, actor, row.citizen_id, { kind: 'phone', value: phone });
    if (citizen.email) await noteIdentity(tx, actor, row.citizen_id, { kind: 'email', value: citizen.email });
    return;
  }
  const made = await tx.db.selectFrom('cases').select('citizen_id').where('id', '=', caseId).executeTakeFirst();
  if (made?.citizen_id)
    await tx.db.updateTable('conversations').set({ citizen_id: made.citizen_id }).where('id', '=', row.id).execute();
}

/** Joins the conversation to a case that exists; a case may have several (he wrote on Zalo, then by mail). */
async function linkTo(ctx: Ctx, actor: Actor, row: ConversationRow, code: string): Promise<string> {
  const { row: target } = await loadVisible(ctx.db, actor, code.trim());
  await transact(ctx, async (tx) => {
    if (target.conversation_id === null)
      await tx.db.updateTable('cases').set({ conversation_id: row.id }).where('id', '=', target.id).execute();
    await tx.db
      .insertInto('case_conversations')
      .values({ case_id: target.id, conversation_id: row.id, linked_at: tx.now })
      .onConflict((c) => c.doNothing())
      .execute();
    tx.record({
      type: conversationLinked.type,
      actor,
      caseId: target.id,
      subject: { type: 'case', id: target.code },
      data: { conversationId: row.id, channel: row.channel },
      audience: await centreOf(tx.db, row.id),
    });
  });
  return target.code;
}
