/** A reply by a person: everything the channel asks for is checked before anything is queued. */

import { CAPABILITIES, type FileProblem, fileProblems, textLength } from '../../contract/channels.ts';
import type { Message } from '../../contract/conversations.ts';
import {
  attachmentsOfMessages,
  type ConversationRow,
  channelName,
  type FileInPlace,
  messagesById,
  post,
  presentMessage,
  reopenConversation,
  replyStateOf,
  setOwner,
} from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import type { Said } from '../platform/said.ts';
import { transact } from '../platform/transact.ts';
import { newestCase } from './inbox.ts';

export interface Reply {
  text: string;
  /** Ids of files that this person has put up and not used yet. */
  files: readonly string[];
  quotedId: number | null;
  clientKey: string | undefined;
  /** The failed message that is sent once more. */
  standsForId?: number;
  /** Its files: stored already. */
  again?: readonly FileInPlace[];
}

/** Sends a reply on the conversation's channel. @throws AppError `invalid` with advice where the channel refuses it */
export async function reply(ctx: Ctx, actor: Actor, row: ConversationRow, given: Reply): Promise<Message> {
  await mustBeOpen(ctx, row);
  const files = [...(await uploadsOf(ctx.db, actor, row.id, given)), ...(given.again ?? [])];
  mustFit(row, given.text, files);
  await mustBelong(ctx.db, row.id, given.quotedId);
  const linked = await newestCase(ctx.db, row.id);
  const id = await transact(ctx, async (tx) => {
    if (row.state === 'closed') await reopenConversation(tx, actor, row.id);
    // Who answers what nobody has, has it.
    if (row.owner_id === null && actor.userId !== null)
      await setOwner(tx, actor, { conversationId: row.id, ownerId: actor.userId, why: 'replied', expected: null });
    const messageId = await post(tx, actor, {
      conversationId: row.id,
      kind: 'human',
      text: given.text,
      purpose: 'conversation.reply',
      quotedId: given.quotedId,
      clientKey: given.clientKey,
      ...(given.again ? { files: given.again } : {}),
      ...(given.standsForId === undefined ? {} : { standsForId: given.standsForId }),
      ...(linked ? { case: linked } : {}),
    });
    await claimUploads(tx, actor, messageId, given.files);
    return messageId;
  });
  return presentOne(ctx.db, id);
}

/** A message with its files and what it quotes, as JSON for the centre. */
export async function presentOne(db: Db, id: number): Promise<Message> {
  const stored = (await messagesById(db, [id])).get(id);
  if (!stored) throw new AppError('not_found');
  const quotable = await messagesById(db, stored.quoted_id === null ? [] : [stored.quoted_id]);
  return presentMessage(stored, await attachmentsOfMessages(db, [id]), { quotable });
}

async function mustBeOpen(ctx: Ctx, row: ConversationRow): Promise<void> {
  const thread = { id: row.id, account: row.account, address: row.address ?? '', lastInAt: row.last_in_at };
  const state = await replyStateOf(ctx, row.channel, thread);
  if (state.canReply) return;
  const advice = state.advice ?? {
    vi: 'Lúc này không trả lời được trên kênh này.',
    en: 'One cannot answer on this channel now.',
  };
  throw invalidField('text', advice, 'window_closed');
}

function mustFit(row: ConversationRow, text: string, files: readonly FileInPlace[]): void {
  const capabilities = CAPABILITIES[row.channel];
  if (text === '' && files.length === 0)
    throw invalidField('text', { vi: 'Chưa có nội dung trả lời.', en: 'There is no reply text yet.' }, 'required');
  const length = textLength(text);
  if (length > capabilities.textMax)
    throw invalidField(
      'text',
      {
        vi: `${channelName(row.channel).vi} nhận tối đa ${capabilities.textMax} ký tự mỗi tin; nội dung có ${length}. Hãy rút gọn hoặc gửi thành nhiều tin.`,
        en: `${channelName(row.channel).en} takes at most ${capabilities.textMax} characters per message; this text has ${length}. Shorten it or send several messages.`,
      },
      'too_long',
    );
  const problem = fileProblems(
    capabilities,
    files.map((file) => ({ name: file.name, type: file.mediaType, size: file.size })),
  )[0];
  if (problem) throw invalidField('files', inWords(problem, channelName(row.channel)), problem.why);
}

function inWords(problem: FileProblem, channel: Said): Said {
  const mb = `${Math.round((problem.max / 1_000_000) * 10) / 10} MB`.replace('.', ',');
  const words: Record<FileProblem['why'], Said> = {
    not_allowed: {
      vi: `${channel.vi} không nhận loại tệp của “${problem.file}”.`,
      en: `${channel.en} does not take files of the kind of “${problem.file}”.`,
    },
    too_large: {
      vi: `Tệp “${problem.file}” lớn quá: ${channel.vi} nhận tối đa ${mb}.`,
      en: `The file “${problem.file}” is too large: ${channel.en} takes at most ${mb}.`,
    },
    too_many: {
      vi: `${channel.vi} nhận tối đa ${problem.max} tệp mỗi tin.`,
      en: `${channel.en} takes at most ${problem.max} files per message.`,
    },
    too_much: {
      vi: `Tổng các tệp lớn quá: ${channel.vi} nhận tối đa ${mb} mỗi tin.`,
      en: `The files are too large together: ${channel.en} takes at most ${mb} per message.`,
    },
  };
  return words[problem.why];
}

async function mustBelong(db: Db, conversationId: number, quotedId: number | null): Promise<void> {
  if (quotedId === null) return;
  const quoted = (await messagesById(db, [quotedId])).get(quotedId);
  if (quoted?.conversation_id !== conversationId || quoted.kind === 'note' || quoted.retracted_at !== null)
    throw invalidField('quoted', {
      vi: 'Tin được trích không còn trong hội thoại này.',
      en: 'The quoted message is no longer in this conversation.',
    });
}

/** Files that this person has put up. With a known `clientKey` they are on the message already. */
async function uploadsOf(db: Db, actor: Actor, conversationId: number, given: Reply): Promise<FileInPlace[]> {
  if (given.files.length === 0) return [];
  const rows = await db
    .selectFrom('attachments as a')
    .leftJoin('messages as m', 'm.id', 'a.message_id')
    .select(['a.sha256', 'a.name', 'a.media_type', 'a.size', 'a.message_id', 'm.client_key', 'm.conversation_id'])
    .where('a.public_id', 'in', [...given.files])
    .where('a.created_by', '=', actor.userId)
    .where('a.case_id', 'is', null)
    .where('a.draft_id', 'is', null)
    .execute();
  const usable = rows.filter(
    (row) =>
      row.message_id === null ||
      (row.client_key !== null && row.client_key === given.clientKey && row.conversation_id === conversationId),
  );
  if (usable.length !== new Set(given.files).size)
    throw invalidField(
      'files',
      { vi: 'Một tệp không còn nữa. Hãy chọn lại tệp.', en: 'A file is gone. Choose it again.' },
      'gone',
    );
  return usable.map((row) => ({ sha256: row.sha256, name: row.name, mediaType: row.media_type, size: row.size }));
}

async function claimUploads(tx: Tx, actor: Actor, messageId: number, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  await tx.db
    .updateTable('attachments')
    .set({ message_id: messageId })
    .where('public_id', 'in', [...files])
    .where('created_by', '=', actor.userId)
    .where('message_id', 'is', null)
    .where('case_id', 'is', null)
    .where('draft_id', 'is', null)
    .execute();
}
