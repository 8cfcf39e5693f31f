/** Campaigns of calls: setting them up, calling, and who is not to be called. */
import { z } from 'zod';
import {
  ATTEMPT_RESULTS,
  CONTACT_STATES,
  campaignAnswers,
  campaignBody,
  campaignContact,
  campaignDraw,
  campaignSummary,
  campaignView,
} from './campaign-views.ts';
import { countedPage, isoTime, nothing, paging, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export * from './campaign-views.ts';

const digits = z.string().regex(/^\d{1,15}$/);
const id = z.object({ id: digits });

export const listCampaigns = endpoint({
  method: 'GET',
  path: '/campaigns',
  tag: 'campaigns',
  summary: 'Campaigns, running ones first, with their progress',
  response: z.object({ items: z.array(campaignView) }),
});
export const getCampaign = endpoint({
  method: 'GET',
  path: '/campaigns/:id',
  tag: 'campaigns',
  summary: 'One campaign: progress, drawings, and the answers summed up',
  params: id,
  response: z.object({
    campaign: campaignView,
    draws: z.array(campaignDraw),
    summary: z.array(campaignSummary),
    results: z.array(z.object({ result: z.enum(ATTEMPT_RESULTS), count: z.number().int() })),
  }),
});
export const postCampaign = endpoint({
  method: 'POST',
  path: '/campaigns',
  tag: 'campaigns',
  summary: 'A new campaign, as a draft',
  body: campaignBody,
  status: 201,
  response: campaignView,
});
export const putCampaign = endpoint({
  method: 'PUT',
  path: '/campaigns/:id',
  tag: 'campaigns',
  summary: 'Change it; once somebody has answered, questions keep their keys and kinds',
  params: id,
  body: campaignBody.extend({ version: z.number().int() }),
  response: campaignView,
});
export const setCampaignState = endpoint({
  method: 'POST',
  path: '/campaigns/:id/state',
  tag: 'campaigns',
  summary: 'Start, pause, go on, end. Ending withdraws who was not reached yet',
  params: id,
  body: z.object({ state: z.enum(['running', 'paused', 'ended']) }),
  response: campaignView,
});
export const drawCampaign = endpoint({
  method: 'POST',
  path: '/campaigns/:id/draw',
  tag: 'campaigns',
  summary: 'Draw people now; `list`: a number and perhaps a name in each line',
  params: id,
  body: z.object({ list: z.string().max(500_000).optional() }),
  response: campaignDraw.extend({
    /** Lines of the list that were not taken, with the reason; at most 50. */
    refused: z.array(z.object({ line: z.number().int(), why: z.string() })),
  }),
});
export const listContacts = endpoint({
  method: 'GET',
  path: '/campaigns/:id/contacts',
  tag: 'campaigns',
  summary: 'People of a campaign, newest first',
  params: id,
  query: z.object({ ...paging, state: z.enum(CONTACT_STATES).optional() }),
  response: countedPage(campaignContact),
});
export const nextContact = endpoint({
  method: 'POST',
  path: '/campaigns/:id/next',
  tag: 'campaigns',
  summary: 'The next person to call is mine; the one I hold already comes again. Null when nobody is due',
  params: id,
  response: z.object({ contact: campaignContact.nullable() }),
});
export const releaseContact = endpoint({
  method: 'POST',
  path: '/campaign-contacts/:id/release',
  tag: 'campaigns',
  summary: 'Give the person back without having called',
  params: id,
  status: 204,
  response: nothing,
});
export const postAttempt = endpoint({
  method: 'POST',
  path: '/campaign-contacts/:id/attempts',
  tag: 'campaigns',
  summary: 'What the call led to, with the answers; the person is no longer mine',
  params: id,
  body: z.object({
    result: z.enum(ATTEMPT_RESULTS),
    answers: campaignAnswers.optional(),
    note: typedText(2_000).optional(),
    /** For `call_later`. */
    laterAt: isoTime.optional(),
    callId: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
  response: campaignContact,
});

export const doNotCallEntry = z.object({
  phone: z.string(),
  reason: z.string(),
  addedAt: isoTime,
  addedBy: z.string().nullable(),
});
export const listDoNotCall = endpoint({
  method: 'GET',
  path: '/do-not-call',
  tag: 'campaigns',
  summary: 'Who asked not to be called by campaigns, newest first',
  query: z.object({ ...paging, q: z.string().max(30).optional() }),
  response: countedPage(doNotCallEntry),
});
export const addDoNotCall = endpoint({
  method: 'POST',
  path: '/do-not-call',
  tag: 'campaigns',
  summary: 'Call this number in no campaign any more',
  body: z.object({ phone: z.string().trim().min(3).max(30), reason: typedText(300) }),
  status: 204,
  response: nothing,
});
export const removeDoNotCall = endpoint({
  method: 'POST',
  path: '/do-not-call/remove',
  tag: 'campaigns',
  summary: 'He may be called again; the entry stays on record',
  body: z.object({ phone: z.string().trim().min(3).max(30) }),
  status: 204,
  response: nothing,
});
