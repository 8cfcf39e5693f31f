import type { LivePlace } from '../../../contract/live.ts';
import type { Actor } from '../auth/actor.ts';
import type { Ctx } from '../context.ts';
import { listen } from '../db/index.ts';
import { randomToken } from '../ids.ts';
import { keyOf, newSeat, peopleFor, type Seat, type Window } from './places-seat.ts';
import { renewPlaces, type Seen, sweepPlaces, type Taken, tellPlaces, whoIsAt, writePlaces } from './places-table.ts';

const CHANNEL = 'open_places';

type Place = Pick<Taken, 'seat' | 'place'>;
type MaySee = (actor: Actor, id: string) => Promise<boolean>;

/**
 * Who has the same case (or conversation) open just now and is writing in which form. A table that is not logged holds
 * it for all processes; nothing of it is an event. Whoever may not see a place neither learns who is there nor is shown
 * there: a domain says who may (`guard`), and it is asked again whenever something happens to the place or to the
 * person's rights. A closed window is gone at once, a lost line within two looks.
 */
export class Places {
  readonly #ctx: Pick<Ctx, 'db' | 'database' | 'events' | 'log'>;
  readonly #lookMs: number;
  readonly #process = randomToken(9);
  readonly #guards = new Map<string, MaySee>();
  readonly #seats = new Map<object, Seat>();
  readonly #showing = new Map<string, boolean>();
  #started: Promise<() => Promise<void>> | null = null;
  #stopped = false;

  constructor(ctx: Pick<Ctx, 'db' | 'database' | 'events' | 'log'>, lookMs: number) {
    this.#ctx = ctx;
    this.#lookMs = lookMs;
  }

  /** Says who may see places of a kind; a kind without a guard is nobody's. */
  guard(kind: LivePlace['kind'], maySee: MaySee): void {
    this.#guards.set(kind, maySee);
  }

  /** A window says what it has open now, all of it. */
  say(key: object, window: Window, places: readonly LivePlace[]): void {
    if (window.actor().userId === null || this.#stopped) return;
    const seat = this.#seats.get(key) ?? newSeat(window);
    this.#seats.set(key, seat);
    seat.wanted = places;
    this.#settleSoon(seat);
  }

  /** The window is closed. */
  leave(key: object): void {
    const seat = this.#seats.get(key);
    if (!seat) return;
    seat.wanted = [];
    this.#seats.delete(key);
    this.#settleSoon(seat);
  }

  /** The line has answered. */
  alive(key: object): void {
    const seat = this.#seats.get(key);
    if (!seat) return;
    seat.answered = true;
    if (!seat.lineLost) return;
    seat.lineLost = false;
    this.#settleSoon(seat);
  }

  /** This person's rights may be others now. */
  recheck(key: object): void {
    const seat = this.#seats.get(key);
    if (seat) this.#settleSoon(seat);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const seats = [...this.#seats.values()];
    this.#seats.clear();
    const left = seats.flatMap((seat) => [...seat.taken.values()]);
    await Promise.all(seats.map((seat) => seat.last));
    const stopListening = await this.#started?.catch(() => undefined);
    await this.#write([], left).catch(() => {});
    await stopListening?.();
  }

  #settleSoon(seat: Seat): void {
    seat.last = seat.last
      .then(() => this.#settle(seat))
      .catch((err: unknown) =>
        this.#ctx.log.warn({ err }, 'could not note what a window has open; the next look will'),
      );
  }

  /** Brings the table to what the window has open and its person may see. */
  async #settle(seat: Seat): Promise<void> {
    if (seat.wanted.length > 0) await this.#start();
    const actor = seat.window.actor();
    const after = new Map<string, Taken>();
    for (const place of seat.lineLost ? [] : seat.wanted) {
      if (!(await this.#guards.get(place.kind)?.(actor, place.id))) continue;
      const key = keyOf(place);
      after.set(key, { seat: seat.id, place: key, userId: actor.userId as number, writing: place.writing });
    }
    const before = seat.taken;
    seat.taken = after;
    for (const key of seat.told.keys()) if (!after.has(key)) seat.told.delete(key);
    const left = [...before.values()].filter((t) => !after.has(t.place));
    const news = [...after.values()].filter((t) => before.get(t.place)?.writing !== t.writing || !before.has(t.place));
    await this.#write(news, left);
  }

  async #write(taken: readonly Taken[], left: readonly Place[]): Promise<void> {
    if (taken.length + left.length === 0) return;
    await writePlaces(this.#ctx.db, this.#process, taken, left);
    await tellPlaces(
      this.#ctx.db,
      CHANNEL,
      [...taken, ...left].map((t) => t.place),
    );
  }

  /** Begins to listen with the first window: a process without windows needs no connection for it. */
  #start(): Promise<() => Promise<void>> {
    this.#started ??= this.#begin();
    this.#started.catch(() => {
      this.#started = null;
    });
    return this.#started;
  }

  async #begin(): Promise<() => Promise<void>> {
    const { database, events } = this.#ctx;
    const ended = await listen({ ...database.pool.options, statement_timeout: 0 }, CHANNEL, (place) => {
      // Empty: the connection was away, and whatever was told meanwhile is lost.
      if (place === '') for (const key of this.#here()) this.#showSoon(key);
      else this.#showSoon(place);
    });
    const unsubscribe = events.subscribe((batch) => {
      const touched = new Set(batch.map((e) => `${e.subjectType}:${e.subjectId}`));
      for (const seat of this.#seats.values())
        if (seat.wanted.some((place) => touched.has(keyOf(place)))) this.#settleSoon(seat);
    });
    const looking = setInterval(() => void this.#look(), this.#lookMs).unref();
    return async () => {
      clearInterval(looking);
      unsubscribe();
      await ended();
    };
  }

  #here(): Set<string> {
    return new Set([...this.#seats.values()].flatMap((seat) => [...seat.taken.keys()]));
  }

  /** Asks every line for a sign of life, renews this process's rows and clears away those of dead ones. */
  async #look(): Promise<void> {
    for (const seat of this.#seats.values()) {
      if (seat.wanted.length === 0) continue;
      if (!seat.answered && !seat.lineLost) {
        seat.lineLost = true;
        this.#settleSoon(seat);
      }
      seat.answered = false;
      seat.window.ping();
    }
    try {
      const rows = await renewPlaces(this.#ctx.db, this.#process);
      // What the table has too little (a crash of the database empties it) or too much is put right; a change that is
      // just being written is put right by the next look, should the two have crossed.
      const known = [...this.#seats.values()].flatMap((seat) => [...seat.taken.values()]);
      const same = (a: Place, b: Place) => a.seat === b.seat && a.place === b.place;
      await this.#write(
        known.filter((k) => !rows.some((row) => same(row, k))),
        rows.filter((row) => !known.some((k) => same(row, k))),
      );
      await tellPlaces(this.#ctx.db, CHANNEL, await sweepPlaces(this.#ctx.db));
    } catch (err) {
      this.#ctx.log.debug({ err }, 'could not renew what windows have open');
    }
  }

  /** Tells the windows at a place who else is there; what comes meanwhile is told after. */
  #showSoon(place: string): void {
    if (this.#showing.has(place)) {
      this.#showing.set(place, true);
      return;
    }
    if (![...this.#seats.values()].some((seat) => seat.taken.has(place))) return;
    this.#showing.set(place, false);
    whoIsAt(this.#ctx.db, place)
      .then((seen) => this.#show(place, seen))
      .catch((err: unknown) => this.#ctx.log.debug({ err }, 'could not say who is there'))
      .finally(() => {
        const again = this.#showing.get(place);
        this.#showing.delete(place);
        if (again) this.#showSoon(place);
      });
  }

  #show(place: string, seen: readonly Seen[]): void {
    const at = place.indexOf(':');
    const head = { kind: place.slice(0, at) as LivePlace['kind'], id: place.slice(at + 1) };
    for (const seat of this.#seats.values()) {
      if (!seat.taken.has(place)) continue;
      const people = peopleFor(seat, seen);
      const text = JSON.stringify(people);
      if ((seat.told.get(place) ?? '[]') === text) continue;
      seat.told.set(place, text);
      seat.window.tell({ kind: 'present', place: head, people });
    }
  }
}
