import type { Selectable } from 'kysely';
import type { AttachmentView } from '../../contract/cases.ts';
import type { Message } from '../../contract/conversations.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Attachments, Messages } from '../platform/db/index.ts';

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

/**
 * A message as JSON. `masked`: for handling units, who see what was said but not who said it (domain rule): no name,
 * no quoted mail (which carries addresses), no HTML.
 */
export function presentMessage(
  row: Selectable<Messages>,
  attachments: Selectable<Attachments>[],
  masked = false,
): Message {
  return {
    id: String(row.id),
    direction: row.direction as Message['direction'],
    kind: row.kind as Message['kind'],
    author: masked && row.direction === 'in' ? 'Người dân' : row.author_name,
    at: isoLocal(row.sent_at),
    subject: row.subject,
    text: row.body,
    folded: masked ? null : row.folded,
    html: masked ? null : row.html,
    state: row.state as Message['state'],
    stateDetail: row.state_detail,
    attachments: attachments.filter((a) => a.message_id === row.id && !a.inline).map(presentAttachment),
  };
}
