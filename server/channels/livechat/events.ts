import { z } from 'zod';
import { defineEvent } from '../../platform/events/index.ts';

/** Something was added to the record of a thread: open windows read on. Nobody at a desk needs to hear of it. */
export const threadGrew = defineEvent('livechat.thread_grew', z.object({ conversationId: z.number().int() }));

export const chatRated = defineEvent(
  'livechat.rated',
  z.object({ conversationId: z.number().int(), score: z.number().int(), changed: z.boolean() }),
);

export const siteChanged = defineEvent(
  'livechat.site_changed',
  z.object({ code: z.string(), enabled: z.boolean(), origins: z.array(z.string()) }),
);

/** The secret itself is nowhere but sealed in the table. */
export const secretRenewed = defineEvent('livechat.secret_renewed', z.object({ code: z.string() }));
