import { actionForm } from './vi/actions.ts';
import { admin } from './vi/admin.ts';
import { bulk } from './vi/bulk.ts';
import { calendars, policies } from './vi/calendars.ts';
import { callBoard, callResults, dialRules } from './vi/call-board.ts';
import { calls } from './vi/calls.ts';
import { campaigns } from './vi/campaigns.ts';
import { caseTexts } from './vi/case.ts';
import { channels } from './vi/channels.ts';
import { contact } from './vi/contact.ts';
import { core } from './vi/core.ts';
import { draft } from './vi/draft.ts';
import { events } from './vi/events.ts';
import { inboxTexts } from './vi/inbox.ts';
import { incidents } from './vi/incidents.ts';
import { keys } from './vi/keys.ts';
import { knowledge, templates } from './vi/knowledge.ts';
import { livechat } from './vi/livechat.ts';
import { mailboxCheck } from './vi/mailbox-check.ts';
import { pages } from './vi/pages.ts';
import { phone } from './vi/phone.ts';
import { rows } from './vi/rows.ts';
import { waiting } from './vi/waiting.ts';

/** Every Vietnamese text of the desk. `en.ts` has the same shape, so a missing text is a compile error. */
export const vi = {
  ...core,
  ...caseTexts,
  ...pages,
  ...inboxTexts,
  actionForm,
  events,
  admin,
  bulk,
  calendars,
  callBoard,
  campaigns,
  dialRules,
  callResults,
  channels,
  contact,
  draft,
  incidents,
  policies,
  livechat,
  keys,
  knowledge,
  templates,
  mailboxCheck,
  phone,
  calls,
  rows,
  waiting,
};
