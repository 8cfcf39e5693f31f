import { sql } from 'kysely';
import type { Database } from '../db/index.ts';
import type { Logger } from '../log.ts';
import { listen } from './listen.ts';
import type { Audience } from './record.ts';
import { BATCH, sequencePending } from './sequencer.ts';

/** An event as readers of the log get it. */
export interface LoggedEvent {
  seq: number;
  id: number;
  at: Date;
  type: string;
  caseId: number | null;
  subjectType: string | null;
  subjectId: string | null;
  actorKind: 'user' | 'system' | 'citizen';
  actorId: number | null;
  inPlaceOf: number | null;
  unitId: number | null;
  data: Record<string, unknown>;
  audience: Audience;
}

export interface EventStream {
  /** Tells the stream that a transaction with events has just committed here. Cheap, coalesced. */
  wake(): void;
  /** Called with every new batch, in seq order, in this process. Returns the way to stop. */
  subscribe(listener: (events: LoggedEvent[]) => void): () => void;
  /** Events after `seq`, at most `limit`. */
  read(afterSeq: number, limit: number): Promise<LoggedEvent[]>;
  /** The last seq handed out. */
  head(): Promise<number>;
  /** Sequences and delivers everything that is settled now; tests and shutdown call it. */
  drain(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const CHANNEL = 'event_log';
const POLL_MS = 2_000;
/** Under load rounds begin at most this often: what commits in between goes out together. The first is never held up. */
const LEAST_MS = 25;
const READ_LIMIT = 500;

/**
 * The notifier: one per process. After a commit it sequences what is settled, then tells the other processes with one
 * NOTIFY per batch (never inside a business transaction, where it would halve write throughput). A poll is the net.
 */
export function createEventStream(database: Database, log: Logger): EventStream {
  const listeners = new Set<(events: LoggedEvent[]) => void>();
  let cursor: number | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let begunAt = 0;
  let held: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => Promise<void>) | undefined;
  let stopped = false;

  async function round(): Promise<void> {
    let added = 0;
    for (;;) {
      const result = await sequencePending(database.db);
      added += result?.added ?? 0;
      // Fewer than a batch: the rest is not settled yet, and whoever settles it wakes us.
      if (!result || result.added < BATCH) break;
    }
    if (added > 0 && stopListening) await sql`select pg_notify(${CHANNEL}, '')`.execute(database.db);
    await deliver();
  }

  async function deliver(): Promise<void> {
    if (cursor === null || listeners.size === 0) {
      cursor = listeners.size === 0 ? null : cursor;
      return;
    }
    for (;;) {
      const events = await read(cursor, READ_LIMIT);
      const last = events.at(-1);
      if (!last) return;
      cursor = last.seq;
      for (const listener of listeners) listener(events);
    }
  }

  async function read(afterSeq: number, limit: number): Promise<LoggedEvent[]> {
    const rows = await sql<LoggedEvent>`
      select l.seq, e.id, e.at, e.type, e.case_id as "caseId", e.subject_type as "subjectType",
        e.subject_id as "subjectId", e.actor_kind as "actorKind", e.actor_id as "actorId", e.in_place_of as "inPlaceOf",
        e.unit_id as "unitId", e.data, e.audience
      from event_log l join events e on e.id = l.event_id
      where l.seq > ${afterSeq} order by l.seq limit ${limit}`.execute(database.db);
    return rows.rows;
  }

  async function head(): Promise<number> {
    const row = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from event_log`.execute(database.db);
    return row.rows[0]?.seq ?? 0;
  }

  /** Rounds never overlap: two at once would hand the same events to the listeners twice. */
  function run(): Promise<void> {
    begunAt = performance.now();
    const current = round().finally(() => {
      running = null;
      if (again) {
        again = false;
        wake();
      }
    });
    running = current;
    return current;
  }

  function wake(): void {
    if (stopped) return;
    if (running) again = true;
    else if (held) return;
    else if (performance.now() - begunAt < LEAST_MS) {
      held = setTimeout(() => {
        held = undefined;
        wake();
      }, LEAST_MS);
    } else run().catch((error) => log.error({ err: error }, 'event stream round failed; the poll will try again'));
  }

  return {
    wake,
    read,
    head,
    subscribe(listener) {
      listeners.add(listener);
      if (cursor === null) {
        // From now on; what came before is read by `read` from the reader's own seq.
        cursor = Number.MAX_SAFE_INTEGER;
        void head().then(
          (seq) => {
            cursor = seq;
            wake();
          },
          () => {
            cursor = null;
          },
        );
      }
      return () => void listeners.delete(listener);
    },
    async drain() {
      while (running) await running.catch(() => {});
      await run();
    },
    async start() {
      stopListening = await listen(database.pool, CHANNEL, wake, log);
      timer = setInterval(wake, POLL_MS);
      wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(held);
      await running?.catch(() => {});
      await stopListening?.();
    },
  };
}
