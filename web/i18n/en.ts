import { actionForm, actions } from './en/actions.ts';
import { admin } from './en/admin.ts';
import { administration } from './en/administration.ts';
import { bulk } from './en/bulk.ts';
import { calendars, policies } from './en/calendars.ts';
import { callBoard, callResults, dialRules } from './en/call-board.ts';
import { calls } from './en/calls.ts';
import { campaigns } from './en/campaigns.ts';
import { caseTexts } from './en/case.ts';
import { channels } from './en/channels.ts';
import { contact } from './en/contact.ts';
import { craft } from './en/craft.ts';
import { days } from './en/days.ts';
import { directives } from './en/directives.ts';
import { draft } from './en/draft.ts';
import { events } from './en/events.ts';
import { inboxTexts } from './en/inbox.ts';
import { incidents } from './en/incidents.ts';
import { keys } from './en/keys.ts';
import { knowledge, templates } from './en/knowledge.ts';
import { list } from './en/list.ts';
import { lists } from './en/lists.ts';
import { livechat } from './en/livechat.ts';
import { mailboxCheck } from './en/mailbox-check.ts';
import { notices } from './en/notices.ts';
import { pages } from './en/pages.ts';
import { phone } from './en/phone.ts';
import { routing } from './en/routing.ts';
import { rows } from './en/rows.ts';
import { shell } from './en/shell.ts';
import { waiting } from './en/waiting.ts';
import { words } from './en/words.ts';
import type { vi } from './vi.ts';

/** English, complete: the type of the Vietnamese dictionary is the checklist. */
export const en: typeof vi = {
  ...words,
  ...shell,
  ...caseTexts,
  ...pages,
  ...inboxTexts,
  actions,
  actionForm,
  craft,
  events,
  days,
  directives,
  admin,
  bulk,
  administration,
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
  list,
  lists,
  livechat,
  notices,
  keys,
  knowledge,
  templates,
  mailboxCheck,
  routing,
  phone,
  calls,
  rows,
  waiting,
};
