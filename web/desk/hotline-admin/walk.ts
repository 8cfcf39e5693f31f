import type { MenuGraph } from '../../../contract/hotline-menu.ts';
import { type MenuFacts, type MenuInput, type MenuState, step } from '../../../contract/hotline-menu-step.ts';

export type WalkLine =
  | { kind: 'says'; sound: string }
  | { kind: 'waits' }
  | { kind: 'pressed'; key: string }
  | { kind: 'silent' }
  | {
      kind: 'end';
      end: 'queue' | 'voicemail' | 'callback' | 'transfer' | 'hangup';
      queue?: string | null;
      topic?: string;
      number?: string;
    };

/** A call on the screen so far. */
export interface Walk {
  state: MenuState;
  lines: WalkLine[];
  /** A key would be heard now. */
  listening: boolean;
}

/** Nobody sits through more than this; a menu that plays for ever is cut here. */
const MOST_LINES = 200;

/** Calls: everything up to the first wait for a key, or to the end. */
export function beginWalk(graph: MenuGraph, facts: MenuFacts): Walk {
  return run(graph, null, { kind: 'begin' }, facts, []);
}

/** The caller presses a key, or nothing. */
export function walkOn(graph: MenuGraph, walk: Walk, input: MenuInput, facts: MenuFacts): Walk {
  const said: WalkLine[] = input.kind === 'digit' ? [{ kind: 'pressed', key: input.digit }] : [{ kind: 'silent' }];
  return run(graph, walk.state, input, facts, [...walk.lines, ...said]);
}

/** On a screen every sound is over at once: goes on until a key is waited for. Pure. */
function run(graph: MenuGraph, from: MenuState | null, first: MenuInput, facts: MenuFacts, before: WalkLine[]): Walk {
  const lines = [...before];
  let input = first;
  let state = from;
  for (;;) {
    const next = step(graph, state, input, facts);
    state = next.state;
    let listening = false;
    let ended = true;
    for (const doing of next.doings) {
      if ('sounds' in doing) lines.push(...doing.sounds.map((sound): WalkLine => ({ kind: 'says', sound })));
      if (doing.kind === 'play') {
        listening = doing.listen;
        ended = false;
      } else if (doing.kind === 'enter_queue')
        lines.push({ kind: 'end', end: 'queue', queue: doing.queue, topic: doing.topic });
      else if (doing.kind === 'transfer') lines.push({ kind: 'end', end: 'transfer', number: doing.number });
      else if (doing.kind === 'voicemail' || doing.kind === 'callback' || doing.kind === 'hangup')
        lines.push({ kind: 'end', end: doing.kind });
    }
    if (ended) return { state, lines, listening: false };
    if (listening) return { state, lines: [...lines, { kind: 'waits' }], listening: true };
    if (lines.length > MOST_LINES) return { state, lines, listening: false };
    input = { kind: 'played' };
  }
}
