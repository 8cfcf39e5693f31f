import { z } from 'zod';
import { defineEvent } from '../../platform/events/index.ts';

/** An account was added or changed: which secrets were entered by name, never their values. */
export const accountChanged = defineEvent(
  'channel.account_changed',
  z.object({ kind: z.string(), code: z.string(), enabled: z.boolean(), secrets: z.array(z.string()) }),
);
