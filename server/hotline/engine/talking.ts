/** What an agent does with a talk, and what becomes of it when a telephone goes. */

import type { Said } from '../../platform/said.ts';
import { MARGIN } from './arriving.ts';
import type { Turn } from './turn.ts';
import type { Command, LegNow, Target } from './types.ts';
import { backToQueue, stillWaiting } from './waiting.ts';
import { stopWatching, watch } from './watching.ts';

/** Carries a command out, or says in words why it cannot be done now. */
export function command(turn: Turn, userId: number, what: Command): Said | null {
  if (what.name === 'unpark') return unpark(turn, userId, what.phone);
  if (what.name === 'watch') return watch(turn, userId, what.mode, what.phone);
  if (what.name === 'hangup' && turn.memory.watch?.by === userId) {
    stopWatching(turn);
    return null;
  }
  const me = turn.call.legs.find((leg) => leg.userId === userId && leg.kind !== 'supervisor');
  if (!me) return { vi: 'Bạn không ở trong cuộc gọi này.', en: 'You are not in this call.' };
  if (what.name === 'hangup') return hangUp(turn, me);
  const { citizen, memory } = turn;
  if (!citizen || me.place !== 'talk' || me.kind !== 'agent' || turn.call.state !== 'talking')
    return { vi: 'Cuộc gọi không còn ở trạng thái đàm thoại.', en: 'The call is no longer a talk.' };
  const asking = memory.consult?.by === userId ? turn.leg(memory.consult.channel) : undefined;
  switch (what.name) {
    case 'hold':
      if (citizen.place !== 'talk') return { vi: 'Người dân đang ở chế độ chờ.', en: 'The citizen is on hold.' };
      turn.pauseForHold();
      turn.away(citizen, 'hold');
      return null;
    case 'resume':
      if (citizen.place !== 'hold') return { vi: 'Người dân không ở chế độ chờ.', en: 'The citizen is not on hold.' };
      if (memory.consult)
        return {
          vi: 'Hãy kết thúc tham vấn trước khi nói tiếp với người dân.',
          en: 'End the consultation before going on with the citizen.',
        };
      turn.join(citizen);
      turn.talk();
      return null;
    case 'blind':
      return memory.consult
        ? { vi: 'Đang tham vấn một người khác.', en: 'Somebody else is being consulted.' }
        : blind(turn, me, what.target);
    case 'attended':
      return memory.consult
        ? { vi: 'Đang tham vấn một người khác.', en: 'Somebody else is being consulted.' }
        : consult(turn, me, what.target);
    case 'complete':
      return asking?.state === 'up'
        ? complete(turn, me, asking)
        : { vi: 'Người được tham vấn chưa nhấc máy.', en: 'The person you consult has not answered yet.' };
    case 'conference':
      if (asking?.state !== 'up')
        return { vi: 'Người được tham vấn chưa nhấc máy.', en: 'The person you consult has not answered yet.' };
      memory.consult = null;
      turn.join(citizen);
      turn.talk();
      return null;
    case 'cancel':
      if (!memory.consult || memory.consult.by !== userId)
        return { vi: 'Không có tham vấn nào đang mở.', en: 'No consultation is open.' };
      if (asking) turn.drop(asking);
      memory.consult = null;
      turn.join(citizen);
      turn.talk();
      return null;
    case 'park':
      return memory.consult || turn.others.length > 1
        ? { vi: 'Hãy kết thúc tham vấn trước.', en: 'End the consultation first.' }
        : park(turn, me);
    case 'record_pause':
      if (memory.recording?.paused !== 'no') return { vi: 'Hiện không ghi âm.', en: 'Nothing is being recorded.' };
      turn.order({ do: 'pause', name: memory.recording.name });
      memory.recording = { ...memory.recording, paused: 'hand' };
      return null;
    case 'record_resume':
      if (memory.recording?.paused !== 'hand')
        return { vi: 'Ghi âm không tạm dừng.', en: 'The recording is not paused.' };
      memory.recording = { ...memory.recording, paused: citizen.place === 'talk' ? 'no' : 'hold' };
      if (memory.recording.paused === 'no') turn.order({ do: 'resume', name: memory.recording.name });
      return null;
  }
}

/** The agent leaves. Two others go on talking; a citizen alone is not left on the line. */
function hangUp(turn: Turn, me: LegNow): Said | null {
  const { consult } = turn.memory;
  if (me.kind === 'agent' && turn.call.state === 'ringing' && turn.call.direction === 'inbound') {
    turn.drop(me, 'no_answer');
    if (me.offerId !== null && me.userId !== null)
      turn.effect({ do: 'pass_offer', offerId: me.offerId, userId: me.userId });
    stillWaiting(turn);
    return null;
  }
  turn.drop(me);
  if (turn.call.state === 'talking') left(turn, me, consult, false);
  else if (turn.call.direction === 'outbound' && turn.call.state === 'ringing') turn.end('cancelled', 'agent');
  return null;
}

/**
 * Somebody of us is out of the talk, on purpose or because his line broke.
 * @param consult as it was before: who asks may be gone, or who was asked
 */
export function left(turn: Turn, leg: LegNow, consult: Turn['memory']['consult'], lost: boolean) {
  if (leg.kind === 'supervisor') return;
  // Who was only asked is out again; the citizen is still his agent's.
  if (consult?.channel === leg.channel) return;
  const asked = consult && consult.by === leg.userId ? turn.leg(consult.channel) : undefined;
  if (asked?.state === 'up') return complete(turn, leg, asked);
  const { citizen, others } = turn;
  const heir = others.find((one) => one.kind === 'agent');
  if (citizen && heir?.userId != null) return inherits(turn, leg, heir, heir.userId, consult);
  if (asked) return askerGone(turn, leg, asked, lost);
  if (citizen && others.length > 0) {
    // Only people from outside are left: nobody could fetch the citizen back from his music.
    turn.join(citizen);
    turn.talk();
    turn.wrapUp([leg]);
    return turn.effect({ do: 'finish_item', why: 'transferred' });
  }
  if (lost && citizen) return backToQueue(turn, 'lost');
  turn.wrapUp([leg]);
  turn.end(leg.kind === 'agent' ? 'answered' : 'transferred', 'agent');
}

/** The other agent in the talk has it now, with whoever is being asked. */
function inherits(turn: Turn, leg: LegNow, heir: LegNow, userId: number, consult: Turn['memory']['consult']) {
  turn.wrapUp([leg]);
  if (consult?.by === leg.userId && turn.memory.consult) turn.memory.consult = { ...turn.memory.consult, by: userId };
  if (turn.call.agentId === userId && heir.place === 'talk' && leg.kind !== 'agent') return;
  turn.call.agentId = userId;
  turn.effect({ do: 'own_item', userId });
}

/** A blind transfer: at once, whoever may answer. */
function blind(turn: Turn, me: LegNow, target: Target): Said | null {
  const { citizen, memory } = turn;
  if (!citizen) return { vi: 'Người dân đã gác máy.', en: 'The citizen has hung up.' };
  turn.wrapUp([me]);
  turn.drop(me);
  if (target.kind === 'agent' || target.kind === 'queue') {
    turn.endTalk();
    turn.call.state = 'waiting';
    const agentId = target.kind === 'agent' ? target.userId : null;
    turn.effect({ do: 'transfer_item', agentId, queue: target.kind === 'queue' ? target.code : null });
    if (target.kind === 'queue') memory.wants = { queue: target.code, skills: [] };
    if (citizen.place === 'hold') turn.order({ do: 'music', channel: citizen.channel, on: false });
    turn.order({ do: 'wait', channel: citizen.channel, queue: memory.wants?.queue ?? 'default' });
    turn.place(citizen, 'queue');
    turn.play(['transferring'], 'queue');
    turn.timer(turn.facts.settings.announceSeconds);
    return null;
  }
  turn.endTalk();
  if (citizen.place !== 'hold') turn.away(citizen, 'hold');
  turn.call.state = 'transferring';
  turn.timer(turn.facts.settings.dialSeconds + MARGIN);
  turn.effect({ do: 'finish_item', why: 'transferred' });
  memory.transfer = { channel: ring(turn, target) };
  return null;
}

function ring(turn: Turn, target: Exclude<Target, { kind: 'queue' }>): string {
  if (target.kind === 'agent') return turn.dial({ kind: 'agent', to: { phone: target.phone }, userId: target.userId });
  if (target.kind === 'officer')
    return turn.dial({
      kind: 'officer',
      to: target.to,
      userId: target.userId,
      number: 'number' in target.to ? target.to.number : null,
    });
  return turn.dial({ kind: 'outside', to: { number: target.number }, number: target.number, from: null });
}

/** An attended transfer begins: the citizen hears music, the agent talks to who is asked in the same bridge. */
function consult(turn: Turn, me: LegNow, target: Exclude<Target, { kind: 'queue' }>): Said | null {
  const { citizen, memory } = turn;
  if (target.kind !== 'number' && turn.call.legs.some((leg) => leg.userId === target.userId))
    return { vi: 'Người này đang ở trong cuộc gọi.', en: 'This person is in the call.' };
  if (citizen?.place === 'talk') {
    turn.pauseForHold();
    turn.away(citizen, 'hold');
  }
  memory.consult = { channel: ring(turn, target), by: me.userId ?? 0, name: target.name };
  return null;
}

/** The asked one has the citizen now, and the agent is out. */
export function complete(turn: Turn, me: LegNow, asked: LegNow): null {
  const { citizen, memory } = turn;
  memory.consult = null;
  if (citizen) turn.join(citizen);
  turn.talk();
  turn.wrapUp([me]);
  if (asked.kind === 'agent' && asked.userId !== null) {
    turn.call.agentId = asked.userId;
    turn.effect({ do: 'own_item', userId: asked.userId });
  } else turn.effect({ do: 'finish_item', why: 'transferred' });
  if (turn.call.legs.includes(me)) turn.drop(me);
  return null;
}

function park(turn: Turn, me: LegNow): null {
  const { citizen } = turn;
  turn.drop(me);
  turn.effect({ do: 'finish_item', why: 'parked' });
  turn.endTalk();
  if (citizen && citizen.place !== 'hold') turn.away(citizen, 'park');
  else if (citizen) turn.place(citizen, 'park');
  turn.call.state = 'parked';
  turn.timer(turn.facts.settings.parkSeconds);
  return null;
}

function unpark(turn: Turn, userId: number, phone: string): Said | null {
  if (turn.call.state !== 'parked')
    return { vi: 'Cuộc gọi không còn được giữ chờ.', en: 'The call is no longer parked.' };
  if (turn.ringing.length > 0)
    return { vi: 'Một đồng nghiệp đang lấy cuộc gọi này.', en: 'A colleague is just taking this call.' };
  turn.dial({ kind: 'agent', to: { phone }, userId, auto: true });
  return null;
}

/** Somebody took a parked call, or a transfer was answered. */
export function pickedUp(turn: Turn, leg: LegNow) {
  const { citizen } = turn;
  if (!citizen) return turn.drop(leg);
  leg.state = 'up';
  turn.hush();
  turn.join(leg);
  turn.join(citizen);
  turn.memory.transfer = null;
  turn.memory.resume = null;
  if (leg.kind === 'agent' && leg.userId !== null) {
    turn.call.agentId = leg.userId;
    turn.effect({ do: 'own_item', userId: leg.userId });
  }
  turn.talk();
}

/** The agent went while somebody was being rung for him: that goes on as a transfer, or the citizen is put back. */
function askerGone(turn: Turn, me: LegNow, asked: LegNow, lost: boolean) {
  if (lost) {
    turn.drop(asked);
    return backToQueue(turn, 'lost');
  }
  turn.wrapUp([me]);
  turn.endTalk();
  turn.memory.transfer = { channel: asked.channel };
  turn.call.state = 'transferring';
  turn.timer(turn.facts.settings.dialSeconds + MARGIN);
  turn.effect({ do: 'finish_item', why: 'transferred' });
}
