import { type MenuGraph, type MenuNode, stepTitle, targetsOf } from './hotline-menu.ts';
import type { Said, SpokenLanguage } from './said.ts';

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

type Sentence = Readonly<Record<SpokenLanguage, (called: string) => string>>;

/**
 * What is wrong with a menu before anybody dials it: ways into nothing, nodes that cannot be reached, rounds from
 * which no key leads out and that would play for ever, and, with `known`, prompts, queues and calendars that are gone.
 */
export function faultsOf(graph: MenuGraph, known?: KnownThings): GraphFault[] {
  const at = (node: string, say: Sentence): GraphFault => {
    const called = stepTitle(graph, node);
    return { node, message: { vi: say.vi(called.vi), en: say.en(called.en) } };
  };
  const faults: GraphFault[] = [];
  if (!graph.nodes[graph.start])
    faults.push(
      at(graph.start, {
        vi: (called) => `Bước bắt đầu “${called}” không có trong sơ đồ.`,
        en: (called) => `The first step “${called}” is not in the flow.`,
      }),
    );
  for (const [name, node] of Object.entries(graph.nodes)) {
    const gone = targetsOf(node)
      .filter((to) => !graph.nodes[to])
      .map(leadsNowhere);
    const wrong = [...gone, ...emptyIn(node), ...(known ? unknownIn(node, known) : [])];
    faults.push(...wrong.map((say) => at(name, say)));
  }
  if (faults.length > 0) return faults;
  const reached = reachable(graph, graph.start);
  for (const name of Object.keys(graph.nodes)) if (!reached.has(name)) faults.push(at(name, UNREACHED));
  for (const name of reached) {
    const ends = [...reachable(graph, name)].some((one) => targetsOf(graph.nodes[one] as MenuNode).length === 0);
    if (!ends) faults.push(at(name, ENDLESS));
  }
  return faults;
}

const UNREACHED: Sentence = {
  vi: (called) => `Không có đường nào dẫn tới bước “${called}”.`,
  en: (called) => `No way leads to the step “${called}”.`,
};
const ENDLESS: Sentence = {
  vi: (called) => `Từ bước “${called}” người gọi không đi tới đâu: cần lối tới hàng chờ, lời nhắn hoặc kết thúc.`,
  en: (called) => `From the step “${called}” the caller gets nowhere: it needs a way to a queue, a message or an end.`,
};

const leadsNowhere = (to: string): Sentence => ({
  vi: (called) => `Bước “${called}” dẫn tới một bước đã bị xóa (${to}).`,
  en: (called) => `The step “${called}” leads to a step that was removed (${to}).`,
});

/** A menu without keys is a pause; a step that should speak and has no words is silence. */
function emptyIn(of: MenuNode): Sentence[] {
  const faults: Sentence[] = [];
  if (of.kind === 'menu' && Object.keys(of.keys).filter((key) => of.keys[key] !== 'repeat').length === 0)
    faults.push({
      vi: (called) => `Bước “${called}” chưa có phím nào dẫn đi đâu.`,
      en: (called) => `No key of the step “${called}” leads anywhere.`,
    });
  if (['say', 'incident', 'menu', 'voicemail'].includes(of.kind) && 'sounds' in of && of.sounds.length === 0)
    faults.push({
      vi: (called) => `Bước “${called}” chưa có lời nhắc nào để đọc.`,
      en: (called) => `The step “${called}” has no prompt to say.`,
    });
  return faults;
}

function unknownIn(of: MenuNode, known: KnownThings): Sentence[] {
  const faults: Sentence[] = [];
  for (const name of 'sounds' in of ? of.sounds : [])
    if (!known.sounds.includes(name))
      faults.push({
        vi: (called) => `Bước “${called}” dùng lời nhắc “${name}” nhưng không có lời nhắc đó.`,
        en: (called) => `The step “${called}” uses the prompt “${name}”, but there is no such prompt.`,
      });
  if (of.kind === 'queue' && of.queue !== null && !known.queues.includes(of.queue)) {
    const { queue } = of;
    faults.push({
      vi: (called) => `Bước “${called}” đưa vào hàng chờ “${queue}” nhưng không có hàng chờ đó.`,
      en: (called) => `The step “${called}” leads into the queue “${queue}”, but there is no such queue.`,
    });
  }
  if (of.kind === 'hours' && of.calendar !== null && !known.calendars.includes(of.calendar)) {
    const { calendar } = of;
    faults.push({
      vi: (called) => `Bước “${called}” dùng lịch “${calendar}” nhưng không có lịch đó.`,
      en: (called) => `The step “${called}” uses the calendar “${calendar}”, but there is no such calendar.`,
    });
  }
  return faults;
}

function reachable(graph: MenuGraph, from: string): Set<string> {
  const seen = new Set<string>([from]);
  for (const name of seen) for (const to of targetsOf(graph.nodes[name] as MenuNode)) seen.add(to);
  return seen;
}
