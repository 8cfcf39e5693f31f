/** Rows → the values of the engine, and what a decision needs to know of the world. */
import type { Selectable } from 'kysely';
import type { CallLegs, Db, Tx as DbTx } from '../platform/db/index.ts';
import { expectedWait, positionOf } from '../routing/index.ts';
import { type CallNow, EMPTY, type Facts, type Input, type LegNow, type Memory } from './engine/types.ts';
import { FIRST_MENU, type MenuGraph, menuGraph } from './menu/graph.ts';
import { hotlineMenu, menuFacts } from './menu/published.ts';
import type { MenuState } from './menu/step.ts';
import type { CallRow } from './present.ts';
import { hotlineSettings } from './settings.ts';

/** Seconds that a parked call waits for somebody, and that a telephone rings which we dial ourselves. */
const PARK_SECONDS = 120;
const DIAL_SECONDS = 30;

/** The call under lock, with its telephones. `no key`: rows that point to it may be written meanwhile. */
export async function lockCall(db: DbTx, id: number): Promise<{ row: CallRow; legs: Selectable<CallLegs>[] } | null> {
  const row = await db.selectFrom('calls').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  if (!row) return null;
  const legs = await db
    .selectFrom('call_legs')
    .selectAll()
    .where('call_id', '=', id)
    .where('state', '<>', 'ended')
    .orderBy('id')
    .execute();
  return { row, legs };
}

const ms = (at: Date | null) => at?.getTime() ?? null;

/** What is kept of the menu with a call: the version with which it began. */
interface KeptMenu {
  version: number;
  state: MenuState | null;
}
export const keptMenu = (row: CallRow) => row.menu as KeptMenu | null;

export function callNow(row: CallRow, legs: readonly Selectable<CallLegs>[]): CallNow {
  return {
    id: row.id,
    direction: row.direction,
    state: row.state,
    number: row.number,
    dialled: row.dialled,
    topic: row.topic,
    agentId: row.agent_id,
    menu: keptMenu(row)?.state ?? null,
    memory: { ...EMPTY, ...(row.engine as Partial<Memory>) },
    legs: legs.flatMap((leg): LegNow[] => {
      const { channel_id: channel, kind, state, place } = leg;
      if (channel === null || state === 'ended') return [];
      return [{ channel, kind, userId: leg.user_id, number: leg.number, state, place, offerId: leg.offer_id }];
    }),
    outcome: row.outcome,
    endedBy: row.ended_by,
    queuedAt: ms(row.queued_at),
    connectedAt: ms(row.connected_at),
    timerAt: ms(row.timer_at),
  };
}

const graphs = new Map<number, MenuGraph>();

/** Published versions never change, so each is read once per process. */
async function graphOf(db: Db, version: number): Promise<MenuGraph> {
  if (version === 0) return FIRST_MENU;
  const known = graphs.get(version);
  if (known) return known;
  const row = await db.selectFrom('hotline_menus').select('graph').where('version', '=', version).executeTakeFirst();
  const graph = menuGraph.safeParse(row?.graph);
  if (!graph.success) return FIRST_MENU;
  graphs.set(version, graph.data);
  return graph.data;
}

/** The version with which a new call begins. */
export async function newMenu(db: Db): Promise<KeptMenu> {
  const { version, graph } = await hotlineMenu(db);
  if (version > 0) graphs.set(version, graph);
  return { version, state: null };
}

const CLOSED_TO_NOBODY: Facts['menu'] = { isOpen: () => true, incidentAnnounced: false };

/** Reads only what this input can make the engine ask for. */
export async function factsFor(db: Db, now: Date, row: CallRow, input: Input): Promise<Facts> {
  const settings = await hotlineSettings(db);
  const inMenu = row.state === 'menu' && ['arrived', 'played', 'digit', 'due', 'refused'].includes(input.kind);
  const announcing = input.kind === 'due' && (row.state === 'waiting' || row.state === 'ringing');
  return {
    now: now.getTime(),
    graph: inMenu ? await graphOf(db, keptMenu(row)?.version ?? 0) : FIRST_MENU,
    menu: inMenu ? await menuFacts(db, now) : CLOSED_TO_NOBODY,
    settings: {
      announceSeconds: settings.announceEverySeconds,
      callbackOffered: settings.callbackOffered,
      voicemailMax: settings.voicemailMaxSeconds,
      voicemailMin: settings.voicemailMinSeconds,
      record: row.direction === 'inbound' ? settings.recordInbound : settings.recordOutbound,
      parkSeconds: PARK_SECONDS,
      dialSeconds: DIAL_SECONDS,
    },
    place: announcing && row.item_id !== null ? await placeOf(db, now, row.item_id) : null,
  };
}

async function placeOf(db: Db, now: Date, itemId: number): Promise<Facts['place']> {
  const ahead = await positionOf(db, now, itemId);
  if (ahead === null) return null;
  const queue = await db
    .selectFrom('routing_items as i')
    .innerJoin('queues as q', 'q.id', 'i.queue_id')
    .select('q.code')
    .where('i.id', '=', itemId)
    .executeTakeFirst();
  const wait = queue ? await expectedWait(db, now, queue.code, 'call') : null;
  // The estimate is for somebody who comes now; this caller has some behind him.
  const waiting = Math.max(1, wait?.before ?? 1);
  const seconds = wait?.seconds == null ? null : Math.round((wait.seconds * (ahead + 1)) / waiting);
  return { ahead, seconds };
}
