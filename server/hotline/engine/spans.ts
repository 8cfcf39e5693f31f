import type { SpanKind } from '../../../contract/calls.ts';
import type { CallNow } from './types.ts';

export interface OpenSpan {
  kind: SpanKind;
  userId: number | null;
}

/**
 * The stretches of time that run while a call stands like this. The shell opens and closes rows until they agree, so
 * times follow from states and can never be forgotten by a rule. Wrap-up is not of the call but of a person.
 */
export function spansOf(call: CallNow): OpenSpan[] {
  const of = (kind: SpanKind, userId: number | null = null): OpenSpan => ({ kind, userId });
  if (call.state === 'ended') return [];
  const spans: OpenSpan[] = [];
  const citizen = call.legs.find((leg) => leg.kind === 'citizen');
  if (call.state === 'menu') spans.push(of('menu'));
  if (call.state === 'voicemail') spans.push(of('voicemail'));
  if (call.state === 'parked') spans.push(of('park'));
  if (call.direction === 'inbound' && (call.state === 'waiting' || call.state === 'ringing')) spans.push(of('wait'));
  const others = call.legs.filter((leg) => leg.kind !== 'citizen' && leg.kind !== 'supervisor');
  for (const leg of others) if (leg.state === 'ringing') spans.push(of('ring', leg.userId));
  if (call.state === 'transferring' && call.memory.resume) spans.push(of('hold', call.memory.resume.userId));
  if (call.state !== 'talking') return unique(spans);
  for (const leg of others) if (leg.place === 'talk') spans.push(of('talk', leg.userId));
  if (call.memory.consult) spans.push(of('consult', call.memory.consult.by));
  if (citizen?.place === 'hold') spans.push(of('hold', call.agentId));
  if (citizen?.place === 'talk' && others.filter((leg) => leg.place === 'talk').length > 1)
    spans.push(of('conference'));
  if (call.memory.recording?.paused === 'hand') spans.push(of('record_pause', call.agentId));
  return unique(spans);
}

function unique(spans: readonly OpenSpan[]): OpenSpan[] {
  return [...new Map(spans.map((span) => [`${span.kind}:${span.userId}`, span])).values()];
}
