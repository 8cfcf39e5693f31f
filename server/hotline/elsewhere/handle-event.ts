import { type CtiEvent, ctiEvent } from '../../../contract/cti.ts';
import type { InboundEvent, InboundOutcome } from '../../channels/index.ts';
import { toE164 } from '../../citizens/index.ts';
import { userByUsername } from '../../org/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { callAudience, callChanged, callEnded, callStarted } from '../events.ts';
import { missedCall, paidBy } from '../owed-calls.ts';
import type { CallRow } from '../present.ts';
import { hotlineSettings } from '../settings.ts';
import { ctiAccountOf } from './account.ts';
import { applyEvent, stateOf, type ToldCall } from './apply-event.ts';
import { onlyCitizen } from './manual.ts';

const NOT_UNDERSTOOD: Said = { vi: 'Sự kiện không đúng mẫu.', en: 'The event has another form.' };

/** Understands one stored event of a foreign exchange; safe to run twice and in any order. */
export async function handleCtiEvent(ctx: Ctx, stored: InboundEvent): Promise<InboundOutcome> {
  const parsed = ctiEvent.safeParse(JSON.parse(stored.raw.toString('utf8')));
  if (!parsed.success) return { state: 'unhandled', reason: 'not_understood', detail: NOT_UNDERSTOOD };
  const event = parsed.data;
  const account = await ctiAccountOf(ctx, stored.accountCode);
  if (!account?.enabled) return { state: 'ignored', reason: 'account_off' };
  const username = event.extension ? account.settings.extensions[event.extension] : undefined;
  const agentId = username ? ((await userByUsername(ctx.db, username))?.id ?? null) : null;
  await transact(ctx, (tx) => take(tx, `${stored.accountCode}/${event.call}`, event, agentId));
  return { state: 'handled' };
}

/** The row of the call, locked; made by whichever of its events comes first. */
async function lockedCall(tx: Tx, externalId: string, event: CtiEvent): Promise<{ row: CallRow; fresh: boolean }> {
  const number = event.number ? (toE164(event.number) ?? event.number) : null;
  const made = await tx.db
    .insertInto('calls')
    .values({
      direction: event.direction,
      origin: 'cti',
      external_id: externalId,
      state: 'waiting',
      number,
      dialled: event.dialled ?? null,
      citizen_id: await onlyCitizen(tx.db, number),
      started_at: new Date(event.at),
    })
    .onConflict((c) => c.columns(['origin', 'external_id']).where('external_id', 'is not', null).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made) return { row: made, fresh: true };
  const row = await tx.db
    .selectFrom('calls')
    .selectAll()
    .where('origin', '=', 'cti')
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { row, fresh: false };
}

async function take(tx: Tx, externalId: string, event: CtiEvent, agentId: number | null): Promise<void> {
  const { row, fresh } = await lockedCall(tx, externalId, event);
  const before = fresh ? null : await toldOf(tx, row);
  const { direction, endedBy, reason } = event;
  const after = applyEvent(before, { event: event.event, at: new Date(event.at), direction, endedBy, reason, agentId });
  const state = stateOf(after);
  await tx.db
    .updateTable('calls')
    .set({
      state,
      started_at: after.startedAt,
      answered_at: after.connectedAt,
      connected_at: after.connectedAt,
      ended_at: after.endedAt,
      ended_by: after.endedBy,
      outcome: after.outcome,
      agent_id: after.agentId,
      number: row.number ?? (event.number ? (toE164(event.number) ?? event.number) : null),
    })
    .where('id', '=', row.id)
    .execute();
  await writeLegs(tx, row, after);
  await writeSpans(tx, row, after);
  // As with our own calls: nobody talked, so one call is owed to the number; somebody did, so it is paid.
  if (after.connectedAt && !before?.connectedAt) await paidBy(tx, row);
  if (after.endedAt && !before?.endedAt && !after.connectedAt && direction === 'inbound') await missedCall(tx, row);
  tell(tx, row, before, after);
}

async function toldOf(tx: Tx, row: CallRow): Promise<ToldCall> {
  const leg = await tx.db
    .selectFrom('call_legs')
    .select('user_id')
    .where('call_id', '=', row.id)
    .where('kind', '=', 'agent')
    .executeTakeFirst();
  return {
    startedAt: row.started_at,
    connectedAt: row.connected_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    outcome: row.outcome as ToldCall['outcome'],
    agentId: row.agent_id,
    ringsAt: leg?.user_id ?? null,
  };
}

/** The telephones as the events tell them: written anew, so that their order does not matter. */
async function writeLegs(tx: Tx, row: CallRow, told: ToldCall): Promise<void> {
  await tx.db.deleteFrom('call_legs').where('call_id', '=', row.id).execute();
  const ended = told.endedAt !== null;
  const up = told.connectedAt !== null;
  const common = {
    call_id: row.id,
    state: ended ? ('ended' as const) : up ? ('up' as const) : ('ringing' as const),
    place: up ? ('talk' as const) : ('alone' as const),
    started_at: told.startedAt,
    answered_at: told.connectedAt,
    ended_at: told.endedAt,
    outcome: ended ? (up ? ('answered' as const) : ('no_answer' as const)) : null,
  };
  await tx.db
    .insertInto('call_legs')
    .values([
      { ...common, kind: 'citizen', number: row.number },
      ...(told.ringsAt === null ? [] : [{ ...common, kind: 'agent' as const, user_id: told.ringsAt }]),
    ])
    .execute();
}

async function writeSpans(tx: Tx, row: CallRow, told: ToldCall): Promise<void> {
  await tx.db.deleteFrom('call_spans').where('call_id', '=', row.id).where('kind', 'in', ['ring', 'talk']).execute();
  const after = (from: Date, to: Date | null) => (to && to < from ? from : to);
  const rings = {
    kind: 'ring' as const,
    started_at: told.startedAt,
    ended_at: after(told.startedAt, told.connectedAt ?? told.endedAt),
  };
  const talk = told.connectedAt && {
    kind: 'talk' as const,
    started_at: told.connectedAt,
    ended_at: after(told.connectedAt, told.endedAt),
  };
  await tx.db
    .insertInto('call_spans')
    .values([rings, ...(talk ? [talk] : [])].map((span) => ({ ...span, call_id: row.id, user_id: told.ringsAt })))
    .execute();
  if (!told.endedAt || !told.connectedAt || told.agentId === null) return;
  const { wrapUpSeconds } = await hotlineSettings(tx.db);
  const wrapped = await tx.db
    .selectFrom('call_spans')
    .select('id')
    .where('call_id', '=', row.id)
    .where('kind', '=', 'wrap_up')
    .executeTakeFirst();
  if (wrapped || wrapUpSeconds === 0) return;
  await tx.db
    .insertInto('call_spans')
    .values({
      call_id: row.id,
      kind: 'wrap_up',
      user_id: told.agentId,
      started_at: tx.now,
      until_at: new Date(tx.now.getTime() + wrapUpSeconds * 1000),
    })
    .execute();
}

/** Whoever shows the call reads it again; the one at whose desk it stopped ringing, too. */
function tell(tx: Tx, row: CallRow, before: ToldCall | null, after: ToldCall): void {
  const people = [before?.ringsAt, before?.agentId, after.ringsAt, after.agentId].filter(
    (id) => typeof id === 'number',
  );
  const about = {
    actor: SYSTEM,
    subject: { type: 'call', id: String(row.id) },
    caseId: row.case_id,
    audience: callAudience(people),
  };
  if (before === null)
    tx.record({ ...about, type: callStarted.type, data: { callId: row.id, direction: row.direction } });
  if (after.endedAt && !before?.endedAt)
    tx.record({ ...about, type: callEnded.type, data: { callId: row.id, outcome: after.outcome ?? 'failed' } });
  else if (before !== null)
    tx.record({ ...about, type: callChanged.type, data: { callId: row.id, what: 'state', state: stateOf(after) } });
}
