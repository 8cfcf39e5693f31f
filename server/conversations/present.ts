import type { Selectable } from 'kysely';
import type { AttachmentView } from '../../contract/cases.ts';
import type { MessagePart } from '../../contract/channels.ts';
import type { Message } from '../../contract/conversations.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Attachments, Messages } from '../platform/db/index.ts';
import { CENTRE_NAME, CITIZEN_NAME, keptSaid, type Said, type SpokenLanguage, speakKept } from '../platform/said.ts';
import { authorName, CENTRE_MARK } from './author-names.ts';
import { letterText } from './letter-notes.ts';

export function presentAttachment(row: Selectable<Attachments>): AttachmentView {
  return {
    id: row.public_id,
    name: row.name,
    type: row.media_type,
    size: row.size,
    image: /^image\/(png|jpeg|gif|webp)$/.test(row.media_type),
    url: `/api/v1/attachments/${row.public_id}`,
    source: row.source as AttachmentView['source'],
  };
}

const QUOTE_MAX = 160;

/** The beginning of a text in one line. */
export function inShort(text: string, max = QUOTE_MAX): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, max - 1).toWellFormed()}…`;
}

export interface PresentOptions {
  /** For handling units, who see what was said but not who said it (domain rule): no name, no quoted mail, no HTML. */
  masked?: boolean;
  /** Of the reader; sentences of ours that are kept with a message have both. */
  language?: SpokenLanguage;
  /** Messages that others may quote, by id. */
  quotable?: ReadonlyMap<number, Selectable<Messages>>;
}

/** The words of a message. Lines that a channel writes itself (a consent, a call) are kept in both languages. */
export function told(row: Pick<Selectable<Messages>, 'kind' | 'body'>): Said {
  return row.kind === 'notice' ? keptSaid(row.body) : letterText(row.body);
}

/** A message as JSON. */
export function presentMessage(
  row: Selectable<Messages>,
  attachments: readonly Selectable<Attachments>[],
  { masked = false, quotable, language = 'vi' }: PresentOptions = {},
): Message {
  const name = (m: Selectable<Messages>) =>
    (masked && m.direction === 'in' ? CITIZEN_NAME : authorName(m.author_name))[language];
  const quoted = row.quoted_id === null ? undefined : quotable?.get(row.quoted_id);
  const edits = row.edits as unknown as { at: string; text: string }[];
  const reactions = row.reactions as unknown as { by: string; emoji: string }[];
  const parts = speakKept(row.parts as unknown as MessagePart[], language);
  return {
    id: String(row.id),
    direction: row.direction as Message['direction'],
    kind: row.kind as Message['kind'],
    author: name(row),
    at: isoLocal(row.sent_at),
    subject: row.subject,
    text: told(row)[language],
    folded: masked ? null : row.folded,
    html: masked ? null : row.html,
    state: row.state as Message['state'],
    stateDetail: row.state_detail && keptSaid(row.state_detail)[language],
    attachments: attachments.filter((a) => a.message_id === row.id && !a.inline).map(presentAttachment),
    quoted: quoted ? { id: String(quoted.id), author: name(quoted), text: inShort(told(quoted)[language]) } : null,
    // A contact card names people and numbers.
    parts: masked ? parts.filter((part) => part.kind !== 'contact') : parts,
    editedAt: row.edited_at && isoLocal(row.edited_at),
    edits: edits.map((edit) => ({ at: isoLocal(new Date(edit.at)), text: edit.text })),
    retractedAt: row.retracted_at && isoLocal(row.retracted_at),
    reactions: reactions.map((one) => {
      const ours = one.by === CENTRE_MARK;
      const by = ours ? CENTRE_NAME : authorName(one.by);
      return { by: masked ? '' : by[language], ours, emoji: one.emoji };
    }),
    standsFor: row.stands_for_id === null ? null : String(row.stands_for_id),
  };
}
