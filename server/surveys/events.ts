import { z } from 'zod';
import { ATTEMPT_RESULTS, CAMPAIGN_STATES } from '../../contract/campaigns.ts';
import { type Audience, defineEvent } from '../platform/events/index.ts';

const campaignId = z.number().int();

export const campaignSaved = defineEvent(
  'campaign.saved',
  z.object({ campaignId, name: z.string(), changed: z.array(z.string()) }),
);
export const campaignMoved = defineEvent('campaign.moved', z.object({ campaignId, state: z.enum(CAMPAIGN_STATES) }));
export const campaignDrawn = defineEvent(
  'campaign.drawn',
  z.object({ campaignId, candidates: z.number().int(), chosen: z.number().int() }),
);
/** Who was called stands in the contact, never here. */
export const campaignTried = defineEvent(
  'campaign.tried',
  z.object({ campaignId, contactId: z.number().int(), result: z.enum(ATTEMPT_RESULTS) }),
);
export const doNotCallChanged = defineEvent(
  'do_not_call.changed',
  z.object({ entryId: z.number().int(), added: z.boolean() }),
);

/** Everybody who calls for campaigns shows their progress. */
export const CAMPAIGN_AUDIENCE: Audience = { to: ['agent', 'supervisor'] };
