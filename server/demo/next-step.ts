/** The next step in the story of a case. Without memory: it follows from the story and from how far the case is. */
import { redact } from '../cases/index.ts';
import type { Progress } from './progress.ts';
import { type Random, seeded } from './random.ts';
import { STAFF } from './staff.ts';
import type { Rest, Story } from './stories.ts';
import { TEXTS } from './words.ts';

export interface Step {
  /** A user name, or the citizen. */
  who: string;
  action: string;
  form: Record<string, unknown>;
  /** How long it takes: minutes of clock time for the centre and citizens, of working time for units. */
  minutes: number;
  working: boolean;
  /** Pictures are put on the case just before. */
  evidence?: boolean;
}

/** People do nothing more; limits still pass. */
export type Next = Step | 'rest';

const AGENTS = ['agent', 'agent2'] as const;

/** What happens next, or `rest` when nothing more is done by people. */
export function nextStep(story: Story, p: Progress): Next {
  const random = seeded(3, story.seed, p.version, p.rated ? 1 : 0);
  switch (p.status) {
    case 'received':
      return atCentre(story, p, random);
    case 'forwarded':
      return story.rest === 'forwarded' ? 'rest' : arrived(story, p, random);
    case 'processing':
      return atUnit(story, p, random);
    case 'awaiting_citizen':
      if (story.rest === 'awaiting_citizen') return 'rest';
      return {
        who: 'citizen',
        action: 'citizen_replied',
        form: {},
        minutes: random.between(60, 1_500),
        working: false,
      };
    case 'awaiting_approval':
      return waitingForSignature(story, p, random);
    case 'escalated':
      return atLeaders(story, p, random);
    case 'approved':
      if (story.rest === 'approved') return 'rest';
      return centre(random, 'deliver', { note: 'Đã gọi điện trả lời người dân.' }, [10, 120]);
    case 'closed':
      return afterwards(story, p, random);
    default:
      return 'rest';
  }
}

function centre(random: Random, action: string, form: object, minutes: readonly [number, number]): Step {
  return { who: random.pick(AGENTS), action, form: { ...form }, minutes: random.between(...minutes), working: false };
}

/** Somebody of the unit that has the case now; minutes of its working time. */
function unit(p: Progress, role: 'officer' | 'leader', action: string, form: object, minutes: number): Next {
  const who = p.leadUnit === null ? undefined : STAFF.get(p.leadUnit)?.[role];
  return who === undefined ? 'rest' : { who, action, form: { ...form }, minutes, working: true };
}

function atCentre(story: Story, p: Progress, random: Random): Next {
  if (story.rest === 'received' || (story.rest === 'reopened' && p.reopens > 0)) return 'rest';
  // Most contacts are dealt with while the citizen is still on the line; now and then the limit of five minutes passes.
  const quickly = random.chance(0.93) ? ([1, 4.8] as const) : ([6, 40] as const);
  if (story.route === 'decline') {
    const reason = story.contact.declineReason ?? 'unrelated';
    return centre(random, 'decline', { reason, guidance: random.pick(TEXTS.guidance) }, quickly);
  }
  if (story.route === 'answer' || p.reopens > 0 || story.unit === null)
    return centre(random, 'answer', { text: random.pick(TEXTS.answer) }, quickly);
  // Given back once, it goes to another department; a second return makes it a dispute.
  const other = story.unit === 'so-xay-dung' ? 'so-nn-mt' : 'so-xay-dung';
  const leadUnit = p.returns > 0 ? other : story.unit;
  return centre(random, 'forward', { leadUnit, coUnits: [], note: random.pick(TEXTS.forward) }, quickly);
}

function arrived(story: Story, p: Progress, random: Random): Next {
  if (p.returns < story.returns)
    return unit(p, 'officer', 'return', { reason: random.pick(TEXTS.return) }, random.between(20, 150));
  return unit(p, 'officer', 'accept', {}, random.between(5, 120));
}

const RESTS_AT_UNIT: readonly (Rest | null)[] = ['processing'];

function atUnit(story: Story, p: Progress, random: Random): Next {
  if (RESTS_AT_UNIT.includes(story.rest) || (story.rest === 'directed' && p.directed)) return 'rest';
  if (story.asksCitizen && !p.asked)
    return unit(p, 'officer', 'request_info', { question: random.pick(TEXTS.question) }, random.between(20, 90));
  if (story.consults !== null && story.consults !== p.leadUnit && !p.consulted) {
    const dueAt = laterThan(p, 3);
    return unit(p, 'officer', 'consult', { unit: story.consults, question: random.pick(TEXTS.consult), dueAt }, 45);
  }
  if (p.coUnit !== null) return opinion(story, p, random);
  if (story.rest === 'extension' || story.extension !== 'none') {
    const extending = extend(story, p, random);
    if (extending !== null) return extending;
  }
  if (p.level < 3 && story.up > 0 && !p.directed) {
    // Neglected: nobody does anything until the limit passes and the system takes it up.
    if (story.upBy === 'neglect') return 'rest';
    return unit(p, 'officer', 'escalate', { reason: random.pick(TEXTS.escalate) }, random.between(60, 300));
  }
  const form = { text: random.pick(TEXTS.solution), attachments: [] };
  const evidence = p.type === 'site_report' || random.chance(0.2);
  const working = unit(p, 'officer', 'submit', form, workFor(story, p, random));
  return working === 'rest' ? working : { ...working, evidence };
}

/** Minutes of work: most of the limit is used, and in about every eleventh case too much of it. */
function workFor(story: Story, p: Progress, random: Random): number {
  if (p.urgency === 'emergency' && p.type === 'site_report') return random.between(20, 60);
  const limit = p.type === 'procedure_inquiry' || p.urgency === 'urgent' ? 480 : 2_400;
  if (p.drafts > 0) return random.between(40, 200);
  if (story.rest !== null) return random.between(120, 600);
  return random.between(0.15, random.chance(0.09) ? 1.2 : 0.6) * limit;
}

function opinion(story: Story, p: Progress, random: Random): Next {
  const who = p.coUnit === null ? undefined : STAFF.get(p.coUnit)?.officer;
  if (story.rest === 'consulted' || who === undefined) return 'rest';
  const form = { text: random.pick(TEXTS.opinion) };
  return { who, action: 'give_opinion', form, minutes: random.between(60, 300), working: true };
}

/** Null when the question of more time is settled. */
function extend(story: Story, p: Progress, random: Random): Next | null {
  if (p.extension === null)
    return unit(
      p,
      'officer',
      'request_extension',
      { dueAt: laterThan(p, 4), reason: random.pick(TEXTS.extension) },
      90,
    );
  if (p.extension !== 'requested') return null;
  if (story.rest === 'extension') return 'rest';
  const minutes = random.between(30, 120);
  if (story.extension === 'granted') return unit(p, 'leader', 'grant', {}, minutes);
  return unit(p, 'leader', 'refuse', { reason: random.pick(TEXTS.refuse) }, minutes);
}

function waitingForSignature(story: Story, p: Progress, random: Random): Next {
  if (story.rest === 'awaiting_approval') return 'rest';
  if (story.rejected && p.drafts === 1)
    return unit(p, 'leader', 'reject_draft', { reason: random.pick(TEXTS.reject) }, random.between(20, 120));
  return unit(p, 'leader', 'approve', {}, random.between(15, 200));
}

function atLeaders(story: Story, p: Progress, random: Random): Next {
  if (story.rest === `escalated_${p.level}` || story.rest === 'disputed') return 'rest';
  if (p.level === 3 && story.up === 4) {
    if (story.upBy === 'neglect') return 'rest';
    return unit(p, 'leader', 'escalate', { reason: random.pick(TEXTS.escalate) }, random.between(30, 200));
  }
  const minutes = random.between(40, 400);
  const answers = story.leaderWay === 'answer' && story.rest === null;
  const action = answers ? 'answer_at_level' : 'direct';
  const form = answers
    ? { text: random.pick(TEXTS.leaderAnswer) }
    : { unit: p.leadUnit, text: random.pick(TEXTS.directive), dueAt: laterThan(p, 6) };
  return p.level === 4
    ? { who: 'province', action, form, minutes, working: true }
    : unit(p, 'leader', action, form, minutes);
}

function afterwards(story: Story, p: Progress, random: Random): Next {
  if ((story.reopens || story.rest === 'reopened') && p.reopens === 0) {
    const minutes = story.rest === 'reopened' ? random.between(300, 900) : random.between(600, 2_800);
    return {
      who: 'supervisor',
      action: 'reopen',
      form: { reason: random.pick(TEXTS.reopen) },
      minutes,
      working: false,
    };
  }
  if (story.satisfied === null || p.rated) return story.published ? madePublic(p, random) : 'rest';
  const form = story.satisfied ? { satisfied: true } : { satisfied: false, reason: random.pick(TEXTS.dissatisfied) };
  return { who: 'citizen', action: 'rate', form, minutes: random.between(30, 4_000), working: false };
}

/** Two words with capitals in a row: a person, a house, a company. No machine knows which; a publisher leaves it alone. */
const NAMES_SOMEBODY = /\p{Lu}\p{L}+\s+\p{Lu}\p{L}+/u;

/** As the publisher does it at the desk: the proposal with everything masked, read and confirmed. */
function madePublic(p: Progress, random: Random): Next {
  if (!p.publishable || p.answer === null || NAMES_SOMEBODY.test(`${p.title}\n${p.content}`)) return 'rest';
  const form = { title: redact(p.title), content: redact(p.content), answer: redact(p.answer) };
  return { who: 'publisher', action: 'publish', form, minutes: random.between(600, 4_000), working: false };
}

/** A date some days after whatever the case has to meet now, at 16:30. */
function laterThan(p: Progress, days: number): string {
  const from = Math.max(p.changedAt.getTime(), p.dueAt?.getTime() ?? 0);
  return `${new Date(from + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)}T16:30:00+07:00`;
}
