import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { LETTER_NOTES, type Received, receive } from '../../conversations/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { InboundMails } from '../../platform/db/index.ts';
import { titleOf } from '../../platform/text.ts';
import type { CaseDoor } from './case-door.ts';
import type { Classification } from './classify.ts';
import { withAttachmentUrls } from './clean-html.ts';
import { findThreads } from './find-thread.ts';
import { tokenSecret } from './identity.ts';
import { externalIdOf } from './mail-copy.ts';
import type { MailAddress, ParsedMail } from './parsed-mail.ts';
import { prepareMessage } from './prepare-message.ts';
import type { ThreadDecision } from './threading.ts';
import { decideThread, normalisedSubject, threadCandidates } from './threading.ts';

type Inbound = Selectable<InboundMails>;

/** Characters of a mail that become the content of a case; PostgreSQL cannot index megabytes of words in one row. */
const CASE_TEXT = 20_000;

/** A mail that somebody wrote, with what is known of it. */
export type Filing = {
  inbound: Inbound;
  mail: ParsedMail;
  sorted: Classification;
  sender: MailAddress;
  account: string;
  own: ReadonlySet<string>;
};

/** Files a mail on its thread or on a new one, with case, participants and pictures, in one transaction. */
export async function fileMail(ctx: Ctx, door: CaseDoor, filing: Filing): Promise<boolean> {
  const { inbound, mail, sorted, sender } = filing;
  const hints = threadCandidates(mail, tokenSecret(ctx));
  const matches = await findThreads(ctx.db, hints, tokenSecret(ctx), door);
  // A sender whose domain says "not from us" is nobody's participant (email.md §7).
  const decision = decideThread(matches, mail.auth.dmarc === 'fail' ? null : sender.address);
  // An out-of-office note without a thread says nothing to anybody.
  if (sorted.class === 'auto_reply' && decision.join === null) return false;
  const prepared = await prepareMessage(ctx, mail, { joined: decision.join !== null, forward: hints.forward });
  const reply = mail.replyTo[0] ?? sender;
  const message = {
    channel: 'email' as const,
    account: filing.account,
    externalId: await externalIdOf(ctx.db, inbound.id, mail),
    kind: sorted.class === 'human' ? ('human' as const) : ('notice' as const),
    from: { name: sender.name, address: decision.join === null ? reply.address : sender.address },
    subject: mail.subject,
    text: prepared.text || mail.subject || LETTER_NOTES.empty.vi,
    folded: prepared.folded,
    html: prepared.html,
    inReplyTo: mail.inReplyTo[0] ?? null,
    sentAt: new Date(Math.min(inbound.received_at.getTime(), ctx.clock.now().getTime())),
    attachments: prepared.files,
    conversationId: decision.join,
    ...relatedTo(decision),
  };
  const result = await receive(ctx, message, async (tx, received) => {
    await noteParticipants(tx, received, filing);
    await placePictures(tx, received, prepared.html);
    await closeRow(tx, inbound, received);
    if (sorted.class !== 'human') return;
    if (!received.opened) {
      await door.citizenWrote(ctx, tx, {
        conversationId: received.conversationId,
        messageId: received.messageId,
        codes: hints.caseCodes,
      });
      return;
    }
    await door.register(ctx, tx, {
      content:
        message.text.length > CASE_TEXT
          ? `${message.text.slice(0, CASE_TEXT).toWellFormed()}\n\n${LETTER_NOTES.continued.vi}`
          : message.text,
      title: titleOf(normalTitle(mail.subject) || message.text),
      citizen: { name: sender.name, email: reply.address },
      conversationId: received.conversationId,
      messageId: received.messageId,
      files: prepared.files.filter((one) => !one.inline),
      addressVerified: mail.auth.dmarc === 'pass' && reply.address === sender.address,
      acknowledge: sorted.mayAutoReply,
      idempotencyKey: `email:${createHash('sha256').update(message.externalId).digest('hex').slice(0, 40)}`,
    });
  });
  // Known already: the same mail came by another mailbox of ours, or the process died after the commit.
  if (result.duplicate)
    await ctx.db.transaction().execute((db) => closeRow({ db, now: ctx.clock.now() }, inbound, result));
  return true;
}

function relatedTo(decision: ThreadDecision) {
  if (decision.join !== null || !decision.related) return {};
  const how = { token: 'gửi tới địa chỉ trả lời', header: 'trả lời một thư', code: 'nhắc mã phiếu' }[
    decision.related.via
  ];
  const why = `Thư ${how} của luồng này, nhưng người gửi không tham gia luồng.`;
  return { related: { conversationId: decision.related.conversationId, why } };
}

function normalTitle(subject: string): string {
  const normal = normalisedSubject(subject);
  // Only to find where the marks end: the title keeps the citizen's own capitals.
  const at = subject.normalize('NFC').replace(/\s+/gu, ' ').toLowerCase().lastIndexOf(normal);
  return at < 0
    ? normal
    : subject
        .normalize('NFC')
        .replace(/\s+/gu, ' ')
        .slice(at, at + normal.length);
}

/** The sender, and whom he copied: they may write on this thread. Our own addresses are no participants. */
async function noteParticipants(tx: Tx, received: Received, { mail, sender, own }: Filing): Promise<void> {
  const people = [sender, ...(received.opened ? mail.replyTo : []), ...mail.cc, ...mail.to].slice(0, 25);
  const addresses = new Set(
    people.map((one) => one.address).filter((address) => !own.has(address.replace(/\+[^@]*@/u, '@'))),
  );
  if (addresses.size === 0) return;
  await tx.db
    .insertInto('mail_participants')
    .values([...addresses].map((address) => ({ conversation_id: received.conversationId, address, since: tx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function placePictures(tx: Tx, received: Received, html: string | null): Promise<void> {
  if (!html?.includes('src="cid:')) return;
  const rows = await tx.db
    .selectFrom('attachments')
    .select(['public_id', 'content_id'])
    .where('message_id', '=', received.messageId)
    .where('content_id', 'is not', null)
    .execute();
  const urls = new Map(rows.map((row) => [row.content_id, `/api/v1/attachments/${row.public_id}`]));
  const placed = withAttachmentUrls(html, (cid) => urls.get(cid));
  await tx.db.updateTable('messages').set({ html: placed }).where('id', '=', received.messageId).execute();
}

async function closeRow(tx: Pick<Tx, 'db' | 'now'>, inbound: Inbound, received: Received): Promise<void> {
  await tx.db
    .updateTable('inbound_mails')
    .set({
      state: 'handled',
      handled_at: tx.now,
      conversation_id: received.conversationId,
      received_message_id: received.messageId,
    })
    .where('id', '=', inbound.id)
    .where('state', '=', 'stored')
    .execute();
}
