import { z } from 'zod';

/** What a caller may be led through, edited in administration. Data only; `step.ts` walks it. */
const target = z.string().min(1).max(40);
const sound = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const menuNode = z.discriminatedUnion('kind', [
  /** Plays sounds one after another, then goes on. */
  z.object({ kind: z.literal('say'), sounds: z.array(sound).min(1).max(10), next: target }),
  /** Branches by the working time of a calendar (code); `null` = always open. */
  z.object({ kind: z.literal('hours'), calendar: z.string().max(40).nullable(), open: target, closed: target }),
  /** Says that a known incident is being worked on, while one is announced; callers may then hang up content. */
  z.object({ kind: z.literal('incident'), sounds: z.array(sound).min(1).max(5), next: target }),
  z.object({
    kind: z.literal('menu'),
    sounds: z.array(sound).min(1).max(10),
    /** Key → node. `*` with the value `repeat` plays the menu again. */
    keys: z.record(z.string().regex(/^[0-9*#]$/), target),
    timeoutSeconds: z.number().int().min(2).max(30),
    attempts: z.number().int().min(1).max(5),
    /** Where a caller goes who presses nothing, or nothing that is there, so many times. */
    otherwise: target,
  }),
  z.object({
    kind: z.literal('queue'),
    queue: z.string().max(40).nullable(),
    skills: z.array(z.string().max(60)).max(10).default([]),
    /** What the caller wants, for the agent's screen. */
    topic: z.string().max(100),
  }),
  z.object({ kind: z.literal('voicemail'), sounds: z.array(sound).min(1).max(5) }),
  z.object({ kind: z.literal('callback') }),
  /** Hands the caller to another number (111–115, a department's own line). */
  z.object({ kind: z.literal('transfer'), sounds: z.array(sound).max(5), number: z.string().regex(/^\+?\d{3,15}$/) }),
  z.object({ kind: z.literal('hangup'), sounds: z.array(sound).max(5) }),
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
  message: string;
}

/**
 * What is wrong with a menu before anybody dials it: ways into nothing, nodes that cannot be reached, and rounds from
 * which no key leads out and that would play for ever.
 */
export function faultsOf(graph: MenuGraph): GraphFault[] {
  const faults: GraphFault[] = [];
  if (!graph.nodes[graph.start])
    faults.push({ node: graph.start, message: `Bước bắt đầu “${graph.start}” không có trong sơ đồ.` });
  for (const [name, node] of Object.entries(graph.nodes)) {
    for (const to of targetsOf(node))
      if (!graph.nodes[to])
        faults.push({ node: name, message: `Bước “${name}” dẫn tới “${to}” nhưng không có bước đó.` });
  }
  if (faults.length > 0) return faults;
  const reached = reachable(graph, graph.start);
  for (const name of Object.keys(graph.nodes))
    if (!reached.has(name)) faults.push({ node: name, message: `Không có đường nào dẫn tới bước “${name}”.` });
  for (const name of reached) {
    const ends = [...reachable(graph, name)].some((one) => targetsOf(graph.nodes[one] as MenuNode).length === 0);
    if (!ends)
      faults.push({
        node: name,
        message: `Từ bước “${name}” người gọi không đi tới đâu: cần lối tới hàng chờ, lời nhắn hoặc kết thúc.`,
      });
  }
  return faults;
}

function reachable(graph: MenuGraph, from: string): Set<string> {
  const seen = new Set<string>([from]);
  for (const name of seen) for (const to of targetsOf(graph.nodes[name] as MenuNode)) seen.add(to);
  return seen;
}

/** The menu that a new installation begins with. */
export const FIRST_MENU: MenuGraph = {
  start: 'greeting',
  nodes: {
    greeting: { kind: 'say', sounds: ['greeting'], next: 'incident' },
    incident: { kind: 'incident', sounds: ['incident'], next: 'hours' },
    hours: { kind: 'hours', calendar: null, open: 'menu', closed: 'closed' },
    menu: {
      kind: 'menu',
      sounds: ['menu'],
      keys: { '1': 'procedures', '2': 'report', '3': 'result', '0': 'agent', '*': 'repeat' },
      timeoutSeconds: 6,
      attempts: 3,
      otherwise: 'agent',
    },
    procedures: { kind: 'queue', queue: null, skills: [], topic: 'Hỏi thông tin, thủ tục' },
    report: { kind: 'queue', queue: null, skills: [], topic: 'Phản ánh hiện trường' },
    result: { kind: 'queue', queue: null, skills: [], topic: 'Hỏi kết quả xử lý' },
    agent: { kind: 'queue', queue: null, skills: [], topic: 'Gặp tổng đài viên' },
    closed: { kind: 'voicemail', sounds: ['emergency', 'after-hours'] },
  },
};
