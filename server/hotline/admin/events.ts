import { z } from 'zod';
import { type Audience, defineEvent } from '../../platform/events/index.ts';

/** Administration of the telephone changed something: what, and which one. Never texts. */
export const hotlineEdited = defineEvent(
  'hotline.edited',
  z.object({
    what: z.enum(['settings', 'draft', 'menu', 'prompt', 'announcement', 'account', 'dispositions']),
    /** Version of the menu, name of the prompt, id of the announcement, code of the account, how many dispositions. */
    which: z.string(),
    how: z.enum(['changed', 'published', 'discarded', 'added', 'removed', 'studio', 'machine', 'on', 'off']),
    /** Names of the settings that changed, codes of the dispositions. */
    fields: z.array(z.string()).optional(),
  }),
);

/** Those who may see these pages. */
export const ADMINISTRATION: Audience = { to: ['admin', 'supervisor'] };
