import { SYSTEM } from '../../platform/auth/index.ts';
import type { EventInput } from '../../platform/events/index.ts';
import { threadGrew } from './events.ts';

/** The event that makes open windows read on, for changes that no event of another domain announces. */
export function grew(conversationId: number): EventInput {
  return { type: threadGrew.type, actor: SYSTEM, data: { conversationId }, audience: { to: [] } };
}
