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

export interface GraphFault {
  node: string;
  /** In words for the administrator. */
  message: Said;
}

/** What the installation has, so that a menu does not name what is not there. */
export interface KnownThings {
  sounds: readonly string[];
  queues: readonly string[];
  calendars: readonly string[];
}

/**
 * What is wrong with a menu before anybody dials it: ways into nothing, nodes that cannot be reached, rounds from
 * which no key leads out and that would play for ever, and, with `known`, prompts, queues and calendars that are gone.
 */
export function faultsOf(graph: MenuGraph, known?: KnownThings): GraphFault[] {
  const faults: GraphFault[] = [];
  const called = (name: string) => graph.nodes[name]?.title || name;
  if (!graph.nodes[graph.start])
    faults.push({
      node: graph.start,
      message: {
        vi: `Bước bắt đầu “${graph.start}” không có trong sơ đồ.`,
        en: `The first step “${graph.start}” is not in the flow.`,
      },
    });
  for (const [name, node] of Object.entries(graph.nodes)) {
    for (const to of targetsOf(node))
      if (!graph.nodes[to])
        faults.push({
          node: name,
          message: {
            vi: `Bước “${called(name)}” dẫn tới “${to}” nhưng không có bước đó.`,
            en: `The step “${called(name)}” leads to “${to}”, but there is no such step.`,
          },
        });
    faults.push(...emptyIn(name, node, called(name)), ...(known ? unknownIn(name, node, called(name), known) : []));
  }
  if (faults.length > 0) return faults;
  const reached = reachable(graph, graph.start);
  for (const name of Object.keys(graph.nodes))
    if (!reached.has(name))
      faults.push({
        node: name,
        message: {
          vi: `Không có đường nào dẫn tới bước “${called(name)}”.`,
          en: `No way leads to the step “${called(name)}”.`,
        },
      });
  for (const name of reached) {
    const ends = [...reachable(graph, name)].some((one) => targetsOf(graph.nodes[one] as MenuNode).length === 0);
    if (!ends)
      faults.push({
        node: name,
        message: {
          vi: `Từ bước “${called(name)}” người gọi không đi tới đâu: cần lối tới hàng chờ, lời nhắn hoặc kết thúc.`,
          en: `From the step “${called(name)}” the caller gets nowhere: it needs a way to a queue, a message or an end.`,
        },
      });
  }
  return faults;
}

/** A menu without keys is a pause; a step that should speak and has no words is silence. */
function emptyIn(node: string, of: MenuNode, called: string): GraphFault[] {
  const faults: GraphFault[] = [];
  if (of.kind === 'menu' && Object.keys(of.keys).filter((key) => of.keys[key] !== 'repeat').length === 0)
    faults.push({
      node,
      message: {
        vi: `Bước “${called}” chưa có phím nào dẫn đi đâu.`,
        en: `No key of the step “${called}” leads anywhere.`,
      },
    });
  if (['say', 'incident', 'menu', 'voicemail'].includes(of.kind) && 'sounds' in of && of.sounds.length === 0)
    faults.push({
      node,
      message: {
        vi: `Bước “${called}” chưa có lời nhắc nào để đọc.`,
        en: `The step “${called}” has no prompt to say.`,
      },
    });
  return faults;
}

function unknownIn(node: string, of: MenuNode, called: string, known: KnownThings): GraphFault[] {
  const faults: GraphFault[] = [];
  for (const name of 'sounds' in of ? of.sounds : [])
    if (!known.sounds.includes(name))
      faults.push({
        node,
        message: {
          vi: `Bước “${called}” dùng lời nhắc “${name}” nhưng không có lời nhắc đó.`,
          en: `The step “${called}” uses the prompt “${name}”, but there is no such prompt.`,
        },
      });
  if (of.kind === 'queue' && of.queue !== null && !known.queues.includes(of.queue))
    faults.push({
      node,
      message: {
        vi: `Bước “${called}” đưa vào hàng chờ “${of.queue}” nhưng không có hàng chờ đó.`,
        en: `The step “${called}” leads into the queue “${of.queue}”, but there is no such queue.`,
      },
    });
  if (of.kind === 'hours' && of.calendar !== null && !known.calendars.includes(of.calendar))
    faults.push({
      node,
      message: {
        vi: `Bước “${called}” dùng lịch “${of.calendar}” nhưng không có lịch đó.`,
        en: `The step “${called}” uses the calendar “${of.calendar}”, but there is no such calendar.`,
      },
    });
  return faults;
}

function reachable(graph: MenuGraph, from: string): Set<string> {
  const seen = new Set<string>([from]);
  for (const name of seen) for (const to of targetsOf(graph.nodes[name] as MenuNode)) seen.add(to);
  return seen;
}
