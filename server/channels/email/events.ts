import { z } from 'zod';
import { defineEvent } from '../../platform/events/index.ts';

/** A mailbox was added or changed; never a host, a user name or a secret. */
export const mailboxChanged = defineEvent(
  'mailbox.changed',
  z.object({ code: z.string(), address: z.string(), enabled: z.boolean() }),
);
