import { sql } from 'kysely';
import type { Ctx, Tx } from '../context.ts';
import { type Db, PREPARED } from '../db/index.ts';
import { transact } from '../transact.ts';
import type { LoggedEvent } from './stream.ts';

/** How a domain answers to what another has recorded: upwards speak events. */
export interface Reaction {
  /** Name of its cursor; never change it, or the reader begins anew at the head. */
  readonly name: string;
  /** Exact event types. */
  readonly types: readonly string[];
  /**
   * Runs in the transaction that moves the cursor: what it writes, records and enqueues happens exactly once per
   * event. It may run again after a rollback, so it touches nothing but `tx`.
   */
  handle(tx: Tx, event: LoggedEvent, ctx: Ctx): Promise<void>;
}

export interface Reactions {
  on(reaction: Reaction): void;
  /** Gives new readers a cursor at the head of the log; with `work`, this process also reacts. */
  start(ctx: Ctx, options: { work: boolean }): Promise<void>;
  /** Handles everything that is in the log now. Returns how many events were handled. */
  drain(ctx: Ctx): Promise<number>;
  /**
   * Gives a reader an event again that it had set aside; in one transaction it is handled and no longer set aside.
   * False when nothing was set aside there, or this program has no such reader.
   */
  retrySkipped(ctx: Ctx, name: string, seq: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** Small: an open transaction holds back the sequencing of everybody's events. */
const BATCH = 20;
/** A cursor may stand this far behind the head when nothing concerned its reader. */
const IDLE_GAP = 1000;
/** Tries before an event is set aside, with growing waits between them. */
const MOST_TRIES = 5;

/**
 * The durable readers of the event log. One process at a time works for a reader; a dead one is followed by the next.
 * @param retryMs wait after the first failure of an event, in milliseconds; doubles with each further one
 */
export function createReactions({ retryMs = 1000 }: { retryMs?: number } = {}): Reactions {
  const readers = new Map<string, Reader>();
  let wakeAll: () => void = () => {};
  let unsubscribe: (() => void) | undefined;

  return {
    on(reaction) {
      if (readers.has(reaction.name)) throw new Error(`two reactions are called ${reaction.name}`);
      readers.set(reaction.name, new Reader(reaction, retryMs));
    },
    async start(ctx, { work }) {
      for (const name of readers.keys()) await beginAtHead(ctx, name);
      if (!work) return;
      wakeAll = () => {
        for (const reader of readers.values()) reader.wake(ctx);
      };
      unsubscribe = ctx.events.subscribe(wakeAll);
      wakeAll();
    },
    async drain(ctx) {
      let handled = 0;
      for (const reader of readers.values()) handled += await reader.catchUp(ctx);
      return handled;
    },
    async retrySkipped(ctx, name, seq) {
      const reader = readers.get(name);
      return reader ? reader.again(ctx, seq) : false;
    },
    async stop() {
      unsubscribe?.();
      await Promise.all([...readers.values()].map((reader) => reader.end()));
    },
  };
}

async function beginAtHead(ctx: Ctx, name: string): Promise<void> {
  const seq = await ctx.events.head();
  await ctx.db
    .insertInto('event_cursors')
    .values({ reader: name, seq, updated_at: ctx.clock.now() })
    .onConflict((c) => c.column('reader').doNothing())
    .execute();
}

/** One reader in this process: never two rounds of it at once. */
class Reader {
  readonly #reaction: Reaction;
  readonly #retryMs: number;
  #running: Promise<unknown> | null = null;
  #again = false;
  #ended = false;
  #retry: NodeJS.Timeout | undefined;
  #stuckAt = 0;
  #tries = 0;

  constructor(reaction: Reaction, retryMs: number) {
    this.#reaction = reaction;
    this.#retryMs = retryMs;
  }

  wake(ctx: Ctx): void {
    if (this.#ended) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.catchUp(ctx)
      .catch((error) => this.#tryLater(ctx, error))
      .finally(() => {
        this.#running = null;
        if (this.#again) {
          this.#again = false;
          this.wake(ctx);
        }
      });
  }

  /** One event that had been set aside, now. */
  async again(ctx: Ctx, seq: number): Promise<boolean> {
    const { name, types } = this.#reaction;
    return transact(ctx, async (tx) => {
      const gone = await tx.db
        .deleteFrom('event_reader_skips')
        .where('reader', '=', name)
        .where('seq', '=', seq)
        .returning('seq')
        .executeTakeFirst();
      if (!gone) return false;
      const [event] = await next(tx.db, { after: seq - 1, head: seq, types, limit: 1 });
      if (event) await this.#reaction.handle(tx, event, ctx);
      return true;
    });
  }

  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#retry);
    await this.#running;
  }

  /** Reads on until nothing is left, or another process is at it. */
  async catchUp(ctx: Ctx): Promise<number> {
    let handled = 0;
    for (;;) {
      const done = await this.#round(ctx, this.#tries === 0 ? BATCH : 1);
      if (done === null || done.read === 0 || this.#ended) return handled;
      handled += done.read;
    }
  }

  /** One transaction: the next events of our types, handled, and the cursor behind them. */
  async #round(ctx: Ctx, limit: number): Promise<{ read: number } | null> {
    const { name, types } = this.#reaction;
    const result = await transact(ctx, async (tx) => {
      const cursor = await sql<{ seq: number }>`${PREPARED} select seq from event_cursors where reader = ${name}
        for update skip locked`.execute(tx.db);
      const from = cursor.rows[0]?.seq;
      if (from === undefined) return null;
      // Rows of the log appear in order, so nothing can come in before the head that is seen now.
      const head = await headOf(tx.db);
      const events = await next(tx.db, { after: from, head, types, limit });
      for (const event of events) {
        this.#stuckAt = event.seq;
        await this.#reaction.handle(tx, event, ctx);
      }
      const last = events.length < limit ? head : (events.at(-1)?.seq ?? from);
      if (events.length > 0 || last - from > IDLE_GAP) await moveTo(tx, name, last);
      return { read: events.length };
    });
    if (result) this.#tries = 0;
    return result;
  }

  /** A failed event keeps its place for some tries, then is set aside where a person finds it. */
  async #tryLater(ctx: Ctx, error: unknown): Promise<void> {
    this.#tries += 1;
    const { name } = this.#reaction;
    ctx.log.error({ err: error, reader: name, seq: this.#stuckAt, tries: this.#tries }, 'a reaction failed');
    // With one event a round the one at fault is known; the first failure may have been any of its batch.
    if (this.#tries > MOST_TRIES && this.#stuckAt > 0) {
      const seq = this.#stuckAt;
      await transact(ctx, async (tx) => {
        await tx.db
          .insertInto('event_reader_skips')
          .values({ reader: name, seq, error: String(error).slice(0, 2000), at: tx.now })
          .onConflict((c) => c.columns(['reader', 'seq']).doNothing())
          .execute();
        await moveTo(tx, name, seq);
      }).then(
        () => {
          this.#tries = 0;
        },
        (failure) => ctx.log.error({ err: failure, reader: name }, 'an event could not be set aside'),
      );
    }
    if (this.#ended) return;
    this.#retry = setTimeout(() => this.wake(ctx), this.#retryMs * 2 ** Math.min(this.#tries - 1, MOST_TRIES)).unref();
  }
}

async function moveTo(tx: Tx, reader: string, seq: number): Promise<void> {
  await tx.db
    .updateTable('event_cursors')
    .set({ seq, updated_at: tx.now })
    .where('reader', '=', reader)
    .where('seq', '<', seq)
    .execute();
}

async function headOf(db: Db): Promise<number> {
  const { rows } = await sql<{ seq: number }>`${PREPARED} select coalesce(max(seq), 0) as seq from event_log`.execute(
    db,
  );
  return rows[0]?.seq ?? 0;
}

interface Stretch {
  after: number;
  head: number;
  types: readonly string[];
  limit: number;
}

/** Only rows of `event_log`: what is in there has its order for good. */
async function next(db: Db, { after, head, types, limit }: Stretch): Promise<LoggedEvent[]> {
  const rows = await sql<LoggedEvent>`${PREPARED}
    select l.seq, e.id, e.at, e.type, e.case_id as "caseId", e.subject_type as "subjectType", e.subject_id as "subjectId",
      e.actor_kind as "actorKind", e.actor_id as "actorId", e.in_place_of as "inPlaceOf", e.unit_id as "unitId", e.data, e.audience
    from event_log l join events e on e.id = l.event_id
    where l.seq > ${after} and l.seq <= ${head} and e.type = any(${types}::text[]) order by l.seq limit ${limit}`.execute(
    db,
  );
  return rows.rows;
}
