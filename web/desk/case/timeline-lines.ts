import type { CaseType, TimelineEntry, Urgency } from '../../../contract/cases.ts';
import type { IncidentEnd } from '../../../contract/incidents.ts';
import type { Dictionary } from '../../i18n/index.ts';
import { momentText } from '../../lib/format-time.ts';
import type { Language } from '../../lib/preferences.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';

/** What a renderer may ask for: words, dates, and the names behind codes. */
export interface LineContext {
  t: Dictionary;
  language: Language;
  now: number;
  nameOf(code: string): string;
}

export interface Line {
  icon: IconName;
  tone: Tone;
  title: string;
  /** Short facts after the title: to whom, until when. */
  facts: string[];
  /** The official's own words. */
  quote: string | null;
}

type Known = keyof Dictionary['events']['title'];
type Data = Record<string, unknown>;
interface Renderer {
  icon: IconName;
  tone?: Tone;
  facts?(data: Data, c: LineContext): (string | null)[];
  quote?: string;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const unit = (key: string) => (d: Data, c: LineContext) => [
  text(d[key]) && c.t.events.part.to(c.nameOf(String(d[key]))),
];
const person = (d: Data, c: LineContext) => [text(d.assignee) && c.t.events.part.user(c.nameOf(String(d.assignee)))];
const until = (key: string) => (d: Data, c: LineContext) => [
  text(d[key]) && c.t.events.part.due(momentText(String(d[key]), c.now, c.language)),
];
const draft = (d: Data, c: LineContext) => [
  typeof d.draft === 'number' ? c.t.events.part.draft(d.draft) : null,
  d.late === true ? c.t.bucket.late : null,
];

/** One small renderer per event; what is not here is still shown with its name, its reason and its note. */
const RENDERERS: Record<Known, Renderer> = {
  registered: {
    icon: 'plus',
    facts: (d, c) => [
      c.t.channel[d.channel as 'web'] ?? null,
      d.urgency && d.urgency !== 'normal' ? c.t.urgency[d.urgency as Urgency] : null,
    ],
  },
  answered: {
    icon: 'check',
    tone: 'green',
    facts: (d, c) => [text(d.articleTitle) && c.t.events.part.article(String(d.articleTitle))],
  },
  declined: {
    icon: 'close',
    tone: 'slate',
    facts: (d, c) => [c.t.declineReason[d.reason as 'court'] ?? null],
    quote: 'guidance',
  },
  merged: { icon: 'merge', tone: 'slate', facts: (d, c) => [text(d.into) && c.t.events.part.to(String(d.into))] },
  unmerged: {
    icon: 'recall',
    tone: 'amber',
    facts: (d, c) => [text(d.parent) && c.t.events.part.from(String(d.parent))],
    quote: 'reason',
  },
  joined: { icon: 'merge', facts: (d) => [text(d.child)] },
  left: { icon: 'recall', tone: 'slate', facts: (d) => [text(d.child)] },
  followed_parent: {
    icon: 'check',
    tone: 'green',
    facts: (d, c) => [text(d.parent), c.t.events.part.way[String(d.way)] ?? null],
  },
  forwarded: {
    icon: 'forward',
    facts: (d, c) => [
      ...unit('leadUnit')(d, c),
      Array.isArray(d.coUnits) && d.coUnits.length > 0
        ? c.t.events.part.with(d.coUnits.map((code) => c.nameOf(String(code))).join(', '))
        : null,
    ],
    quote: 'note',
  },
  recalled: {
    icon: 'recall',
    tone: 'amber',
    facts: (d, c) => [text(d.unit) && c.t.events.part.from(c.nameOf(String(d.unit)))],
    quote: 'reason',
  },
  accepted: { icon: 'accept', facts: person },
  assigned: {
    icon: 'person',
    facts: (d, c) => {
      const given = d.handedOver as { from?: unknown; reason?: unknown } | undefined;
      return [
        ...person(d, c),
        given ? c.t.events.part.handedOver(c.nameOf(String(given.from)), String(given.reason)) : null,
      ];
    },
  },
  returned: {
    icon: 'return',
    tone: 'amber',
    facts: (d, c) => [
      text(d.unit) && c.t.events.part.from(c.nameOf(String(d.unit))),
      d.dispute === true ? c.t.events.part.dispute : null,
    ],
    quote: 'reason',
  },
  consulted: { icon: 'question', facts: (d, c) => [...unit('unit')(d, c), ...until('dueAt')(d, c)], quote: 'question' },
  opinion_given: { icon: 'chat', facts: (d, c) => [text(d.unit) && c.nameOf(String(d.unit))], quote: 'text' },
  opinion_silent: { icon: 'alert', tone: 'amber', facts: (d, c) => [text(d.unit) && c.nameOf(String(d.unit))] },
  info_requested: { icon: 'pause', tone: 'slate', facts: until('until'), quote: 'question' },
  citizen_replied: { icon: 'incoming', tone: 'blue', quote: 'text' },
  submitted: { icon: 'sign', tone: 'violet', facts: draft },
  draft_withdrawn: { icon: 'recall', tone: 'slate', facts: draft, quote: 'reason' },
  draft_rejected: { icon: 'return', tone: 'amber', facts: draft, quote: 'reason' },
  approved: { icon: 'check', tone: 'green', facts: draft },
  extension_requested: {
    icon: 'extend',
    facts: (d, c) => [...until('dueAt')(d, c), d.beyond === true ? c.t.events.part.beyond : null],
    quote: 'reason',
  },
  extension_granted: { icon: 'extend', tone: 'green', facts: until('dueAt') },
  extension_refused: { icon: 'extend', tone: 'slate', quote: 'reason' },
  escalated: {
    icon: 'arrowUp',
    tone: 'amber',
    facts: (d, c) => [
      typeof d.level === 'number' ? c.t.events.part.level(d.level) : null,
      d.why === 'overdue' ? c.t.bucket.overdue.toLowerCase() : null,
      d.vacant === true ? c.t.events.part.vacant : null,
    ],
    quote: 'reason',
  },
  directed: {
    icon: 'megaphone',
    tone: 'amber',
    facts: (d, c) => [...unit('unit')(d, c), ...until('dueAt')(d, c)],
    quote: 'text',
  },
  directive_reported: {
    icon: 'megaphone',
    tone: 'green',
    facts: (d, c) => [d.late === true ? c.t.events.part.late : null],
    quote: 'text',
  },
  report_accepted: { icon: 'check', tone: 'green', quote: 'note' },
  report_sent_back: { icon: 'return', tone: 'amber', facts: until('dueAt'), quote: 'reason' },
  answered_at_level: {
    icon: 'check',
    tone: 'green',
    facts: (d, c) => [typeof d.level === 'number' ? c.t.level(d.level) : null],
  },
  delivered: { icon: 'outgoing', tone: 'green', quote: 'note' },
  rated: {
    icon: 'star',
    facts: (d, c) => [d.satisfied === true ? c.t.events.part.satisfied : c.t.events.part.dissatisfied],
    quote: 'reason',
  },
  reopened: {
    icon: 'recall',
    tone: 'amber',
    facts: (d, c) => [d.unpublished === true ? c.t.events.part.unpublished : null],
    quote: 'reason',
  },
  published: { icon: 'globe', facts: (d, c) => [d.again === true ? c.t.events.part.again : null] },
  unpublished: { icon: 'eyeOff', quote: 'reason' },
  noted: {
    icon: 'note',
    facts: (d, c) => [Array.isArray(d.files) ? c.t.craft.upload.withFiles(d.files.length) : null],
    quote: 'text',
  },
  attached: { icon: 'attach', facts: (d) => (Array.isArray(d.names) ? [d.names.join(', ')] : []) },
  relabelled: { icon: 'tag', facts: changes, quote: 'reason' },
  due_changed: { icon: 'calendar', facts: until('dueAt'), quote: 'reason' },
  warned: {
    icon: 'bell',
    tone: 'amber',
    facts: (d, c) => [typeof d.share === 'number' ? `${d.share} %` : null, ...until('dueAt')(d, c)],
  },
  overdue: { icon: 'alert', tone: 'red', facts: until('dueAt') },
  seriously_late: { icon: 'alert', tone: 'red', facts: until('dueAt') },
  due_recomputed: { icon: 'calendar', facts: until('to'), quote: 'why' },
  limit_passed: { icon: 'alert', tone: 'red', facts: (d, c) => [c.t.status[d.status as 'received'] ?? null] },
  revealed: { icon: 'eye', quote: 'reason' },
  printed: { icon: 'printer', facts: (d, c) => [c.t.craft.print[d.kind as 'transfer'] ?? null] },
  message_received: { icon: 'incoming', tone: 'blue' },
  message_sent: { icon: 'outgoing' },
  message_failed: { icon: 'alert', tone: 'red', quote: 'detail' },
  resumed: { icon: 'clock' },
  call_ended: {
    icon: 'phone',
    facts: (d, c) => [c.t.calls.outcome[d.outcome as keyof typeof c.t.calls.outcome] ?? null],
  },
  callback_owed: { icon: 'outgoing', tone: 'amber' },
  callback_tried: { icon: 'outgoing', tone: 'amber' },
  callback_ended: { icon: 'check', tone: 'slate' },
  work_moved: {
    icon: 'forward',
    tone: 'slate',
    facts: (d, c) => [c.t.events.part.moved[String(d.what)] ?? null],
    quote: 'why',
  },
  linked: { icon: 'mail' },
  incident_declared: { icon: 'megaphone', tone: 'amber' },
  incident_changed: { icon: 'megaphone' },
  incident_ended: {
    icon: 'megaphone',
    tone: 'slate',
    facts: (d, c) => [d.why === 'by_hand' ? null : (c.t.incidents.why[d.why as IncidentEnd] ?? null)],
    quote: 'reason',
  },
};

function changes(data: Data, c: LineContext): string[] {
  const all = (data.changes ?? {}) as Record<string, [string | null, string | null]>;
  const name = (field: string, value: string | null) => {
    if (value === null) return '–';
    if (field === 'type') return c.t.type[value as CaseType] ?? value;
    if (field === 'urgency') return c.t.urgency[value as Urgency] ?? value;
    return c.nameOf(value);
  };
  const label: Record<string, string> = {
    type: c.t.page.type,
    urgency: c.t.newCase.urgency,
    category: c.t.page.category,
    area: c.t.page.area,
  };
  return Object.entries(all).map(([field, [from, to]]) =>
    c.t.events.part.change(label[field] ?? field, name(field, from), name(field, to)),
  );
}

/** What other domains record about a case, as far as it belongs to the story. */
const OTHER_EVENTS: Record<string, Known> = {
  'message.received': 'message_received',
  'message.queued': 'message_sent',
  'message.state_changed': 'message_failed',
  'incident.declared': 'incident_declared',
  'incident.changed': 'incident_changed',
  'incident.ended': 'incident_ended',
  'conversation.linked': 'linked',
  'call.ended': 'call_ended',
  'callback.owed': 'callback_owed',
  'callback.tried': 'callback_tried',
  'callback.ended': 'callback_ended',
  'queue.changed': 'work_moved',
};

/**
 * False for entries that say nothing new: letters tell their own story beside the case, unless one failed; what a queue
 * does by itself, and what other domains keep for their own ends, is no step of the case.
 */
export function tellsSomething(entry: TimelineEntry): boolean {
  if (entry.type.startsWith('case.')) return true;
  if (entry.type === 'message.received' || entry.type === 'message.queued') return false;
  if (entry.type === 'message.state_changed') return ['failed', 'bounced'].includes(String(entry.data.state));
  if (entry.type === 'queue.changed')
    return entry.actor.kind === 'user' && ['assigned', 'moved', 'released'].includes(String(entry.data.what));
  return entry.type in OTHER_EVENTS;
}

/** Turns one entry into words. Pure. */
export function timelineLine(entry: TimelineEntry, c: LineContext): Line {
  const name = OTHER_EVENTS[entry.type] ?? entry.type.slice(entry.type.indexOf('.') + 1);
  const known = name in RENDERERS ? (name as Known) : null;
  const renderer: Renderer = known ? RENDERERS[known] : { icon: 'info' };
  const quoteKey = renderer.quote ?? ['reason', 'note', 'text'].find((key) => !known && text(entry.data[key]));
  return {
    icon: renderer.icon,
    tone: renderer.tone ?? 'ink',
    title: known ? c.t.events.title[known] : c.t.events.unknown(name.replaceAll('_', ' ')),
    facts: (renderer.facts?.(entry.data, c) ?? []).filter((fact) => fact !== null),
    quote: quoteKey ? text(entry.data[quoteKey]) : null,
  };
}
