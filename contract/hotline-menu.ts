import { z } from 'zod';
import type { Said } from './said.ts';

/**
 * What a caller may be led through, edited in administration. Data only; `hotline-menu-step.ts` walks it. A draft may be
 * incomplete (no sounds yet); `faultsOf` says so, and what has faults is not published.
 */
const target = z.string().min(1).max(40);
/** What the step is called on the screen; its key in the graph never changes. */
const title = z.string().max(80).optional();
const sound = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const menuNode = z.discriminatedUnion('kind', [
  /** Plays sounds one after another, then goes on. */
  z.object({ kind: z.literal('say'), title, sounds: z.array(sound).max(10), next: target }),
  /** Branches by the working time of a calendar (code); `null` = always open. */
  z.object({ kind: z.literal('hours'), title, calendar: z.string().max(40).nullable(), open: target, closed: target }),
  /** Says that a known incident is being worked on, while one is announced; callers may then hang up content. */
  z.object({ kind: z.literal('incident'), title, sounds: z.array(sound).max(5), next: target }),
  z.object({
    kind: z.literal('menu'),
    title,
    sounds: z.array(sound).max(10),
    /** Key → node. `*` with the value `repeat` plays the menu again. */
    keys: z.record(z.string().regex(/^[0-9*#]$/), target),
    timeoutSeconds: z.number().int().min(2).max(30),
    attempts: z.number().int().min(1).max(5),
    /** Where a caller goes who presses nothing, or nothing that is there, so many times. */
    otherwise: target,
  }),
  z.object({
    kind: z.literal('queue'),
    title,
    queue: z.string().max(40).nullable(),
    skills: z.array(z.string().max(60)).max(10).default([]),
    /** What the caller wants, for the agent's screen. */
    topic: z.string().max(100),
  }),
  z.object({ kind: z.literal('voicemail'), title, sounds: z.array(sound).max(5) }),
  z.object({ kind: z.literal('callback'), title }),
  /** Hands the caller to another number (111–115, a department's own line). */
  z.object({
    kind: z.literal('transfer'),
    title,
    sounds: z.array(sound).max(5),
    number: z.string().regex(/^\+?\d{3,15}$/),
  }),
  z.object({ kind: z.literal('hangup'), title, sounds: z.array(sound).max(5) }),
]);
export type MenuNode = z.infer<typeof menuNode>;

export const menuGraph = z.object({ start: target, nodes: z.record(target, menuNode) });
export type MenuGraph = z.infer<typeof menuGraph>;

/** Where a node may lead. */
export function targetsOf(node: MenuNode): string[] {
  if (node.kind === 'say' || node.kind === 'incident') return [node.next];
  if (node.kind === 'hours') return [node.open, node.closed];
  if (node.kind === 'menu') return [...Object.values(node.keys).filter((one) => one !== 'repeat'), node.otherwise];
  return [];
}

/** What a kind of step is called. */
export const STEP_NAMES: Readonly<Record<MenuNode['kind'], Said>> = {
  say: { vi: 'Đọc lời nhắc', en: 'Say something' },
  hours: { vi: 'Xét giờ làm việc', en: 'Working hours' },
  incident: { vi: 'Thông báo sự cố', en: 'Announcement' },
  menu: { vi: 'Mời bấm phím', en: 'Ask for a key' },
  queue: { vi: 'Vào hàng chờ', en: 'Queue' },
  voicemail: { vi: 'Để lại lời nhắn', en: 'Voicemail' },
  callback: { vi: 'Hẹn gọi lại', en: 'Call back' },
  transfer: { vi: 'Chuyển sang số khác', en: 'Transfer to a number' },
  hangup: { vi: 'Kết thúc cuộc gọi', en: 'End the call' },
};

/** What one step is called: its own name, else what it is for, else its kind; its key where it is gone. */
export function stepTitle(graph: MenuGraph, step: string): Said {
  const node = graph.nodes[step];
  const own = node ? node.title || (node.kind === 'queue' && node.topic) : step;
  return own ? { vi: own, en: own } : STEP_NAMES[(node as MenuNode).kind];
}
