/** A caller before he waits for a person: greeting, menu, messages. */
import { type MenuDoing, type MenuInput, step } from '../menu/step.ts';
import type { Turn } from './turn.ts';

/** After so long without the word that should have come, a call goes on without it. Seconds. */
export const MARGIN = 15;

/** A new call. Above the limit he hears so and is owed a call; nobody is refused in silence. */
export function arrived(turn: Turn, admitted: boolean) {
  const { citizen } = turn;
  if (!citizen) return;
  turn.order({ do: 'answer', channel: citizen.channel });
  if (admitted) return menu(turn, { kind: 'begin' });
  farewell(turn, ['overload'], 'rejected');
}

/** One step of the menu. */
export function menu(turn: Turn, input: MenuInput) {
  const next = step(turn.facts.graph, turn.call.menu, input, turn.facts.menu);
  turn.call.menu = next.state;
  // A key that means nothing here changes nothing, the clock included.
  if (next.doings.length > 0 || turn.call.timerAt === null) turn.timer(next.doings.length > 0 ? null : MARGIN);
  for (const doing of next.doings) carryOut(turn, doing);
}

function carryOut(turn: Turn, doing: MenuDoing) {
  switch (doing.kind) {
    case 'play':
      return turn.play(doing.sounds, 'menu');
    case 'hush':
      return turn.hush();
    case 'wait':
      return turn.timer(doing.seconds);
    case 'enter_queue':
      return enterQueue(turn, doing);
    case 'voicemail':
      return voicemail(turn, doing.sounds);
    case 'callback':
      return callback(turn);
    case 'transfer':
      turn.memory.out = doing.number;
      return doing.sounds.length > 0 ? turn.play(doing.sounds, 'transfer') : transferOut(turn);
    case 'hangup':
      return farewell(turn, doing.sounds, 'menu_only');
  }
}

/** Says good-bye and hangs up; a caller without a last word would think that the line broke. */
export function farewell(
  turn: Turn,
  sounds: readonly string[],
  outcome: NonNullable<Turn['memory']['ending']>['outcome'],
) {
  turn.timer(null);
  turn.memory.ending = { outcome, by: 'system' };
  if (sounds.length === 0) return turn.end(outcome, 'system');
  turn.call.state = 'menu';
  turn.play(sounds, 'hangup');
}

/** Waits for a person: music, and the routing engine looks for somebody. */
export function enterQueue(turn: Turn, wanted: { queue: string | null; skills: readonly string[]; topic: string }) {
  const { citizen } = turn;
  if (!citizen) return;
  turn.call.state = 'waiting';
  turn.call.topic = wanted.topic || turn.call.topic;
  turn.call.queuedAt ??= turn.facts.now;
  turn.memory.wants = { queue: wanted.queue, skills: wanted.skills };
  turn.effect({ do: 'enqueue', queue: wanted.queue, skills: wanted.skills, topic: wanted.topic });
  toQueueMusic(turn);
  turn.play(['please-wait'], 'queue');
  turn.timer(turn.facts.settings.announceSeconds);
}

/** Into the holding bridge of his queue. */
export function toQueueMusic(turn: Turn) {
  const { citizen, memory } = turn;
  if (!citizen) return;
  if (citizen.place === 'hold' || citizen.place === 'park')
    turn.order({ do: 'music', channel: citizen.channel, on: false });
  turn.order({ do: 'wait', channel: citizen.channel, queue: memory.wants?.queue ?? 'default' });
  turn.place(citizen, 'queue');
}

/** Asks for a message; recording begins when the words before it are over. */
export function voicemail(turn: Turn, sounds: readonly string[]) {
  turn.timer(null);
  turn.call.state = 'voicemail';
  turn.play(sounds.length > 0 ? sounds : ['voicemail-leave'], 'voicemail');
}

export function recordVoice(turn: Turn) {
  const { citizen, memory } = turn;
  if (!citizen) return;
  memory.recordings += 1;
  const name = `${turn.bridge}-${memory.recordings}`;
  turn.order({ do: 'record_voice', channel: citizen.channel, name, seconds: turn.facts.settings.voicemailMax });
  turn.effect({ do: 'recording', name, what: 'voicemail' });
  turn.timer(turn.facts.settings.voicemailMax + MARGIN);
}

/** He is called back instead of waiting; a hidden number cannot be, and waits. */
export function callback(turn: Turn) {
  if (turn.call.number === null)
    return turn.call.state === 'menu' ? enterQueue(turn, { queue: null, skills: [], topic: '' }) : undefined;
  for (const leg of turn.ringing) turn.drop(leg, 'answered_elsewhere');
  turn.effect({ do: 'keep_callback' });
  turn.effect({ do: 'finish_item', why: 'callback' });
  farewell(turn, ['callback-kept'], 'callback');
}

/** Out of the menu to another number (113, 114, 115, a department's own line). */
export function transferOut(turn: Turn) {
  const { citizen, memory } = turn;
  if (!citizen || memory.out === null) return;
  turn.call.state = 'transferring';
  turn.timer(turn.facts.settings.dialSeconds + MARGIN);
  turn.away(citizen, 'hold');
  memory.transfer = {
    channel: turn.dial({ kind: 'outside', to: { number: memory.out }, number: memory.out, from: null }),
  };
}
