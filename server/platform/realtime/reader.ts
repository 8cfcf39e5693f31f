import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { LiveFrame } from '../../../contract/live.ts';
import type { Actor } from '../auth/actor.ts';
import type { EventStream, LoggedEvent } from '../events/index.ts';
import { frameOf } from './wire.ts';

/** More missed events than this are not replayed: the client reads everything again. */
export const MOST_REPLAYED = 5_000;
const BATCH = 500;
/** Bytes waiting in a socket whose client does not read; then it is closed and may come back. */
const MOST_UNSENT = 8 * 1_048_576;

/** Close codes of ours: 4401 as HTTP 401, 4400 as 400, 4408 as 408, 4413 = the client reads too slowly. */
export const CLOSE = { notSignedIn: 4401, badHello: 4400, noHello: 4408, tooSlow: 4413 } as const;

/**
 * One reader of the live feed. New events queue up while the missed ones are being replayed or the reader's rights
 * looked up, so that nothing is lost, doubled or shown under rights that have ended; `seq` decides what is new.
 */
export class LiveReader {
  readonly #socket: WebSocket;
  /** The connection below the socket: corked while many frames are written, so that they leave as one. */
  readonly #line: Pick<Socket, 'cork' | 'uncork'>;
  readonly #events: EventStream;
  readonly #authenticate: () => Promise<Actor | null>;
  readonly #onRights: () => void;
  #actor: Actor;
  #queue: LoggedEvent[] = [];
  /** Last seq that was looked at for this reader; null until the hello has come. */
  #seq: number | null = null;
  #toldSeq = -1;
  #recheck = false;
  #overflown = false;
  #busy = false;
  #closed = false;

  constructor(
    socket: WebSocket,
    line: Pick<Socket, 'cork' | 'uncork'>,
    actor: Actor,
    events: EventStream,
    authenticate: () => Promise<Actor | null>,
    onRights: () => void = () => {},
  ) {
    this.#socket = socket;
    this.#line = line;
    this.#actor = actor;
    this.#events = events;
    this.#authenticate = authenticate;
    this.#onRights = onRights;
    socket.on('close', () => {
      this.#closed = true;
      this.#queue = [];
    });
  }

  /** The reader with the rights that were last looked up. */
  get actor(): Actor {
    return this.#actor;
  }

  /** Something that is worth nothing later, beside the feed. */
  tell(frame: LiveFrame): void {
    this.#send(frame);
  }

  /** The client has said from where it wants to go on (undefined = from now). */
  async begin(afterSeq: number | undefined): Promise<void> {
    await this.#alone(async () => {
      const head = await this.#events.head();
      if (afterSeq !== undefined && (afterSeq > head || head - afterSeq > MOST_REPLAYED)) return this.#resync(head);
      if (afterSeq === undefined) this.#seq = head;
      else await this.#replay(afterSeq, head);
      this.#toldSeq = -1;
      this.tellPlace();
    });
  }

  /** New events of the stream, in seq order. */
  offer(events: readonly LoggedEvent[]): void {
    if (this.#closed) return;
    if (this.#queue.length + events.length > MOST_REPLAYED) {
      this.#overflown = true;
      this.#queue = [];
    }
    this.#queue.push(...events);
    this.#pumpSoon();
  }

  /** Looks the reader's rights up again before anything more is sent. */
  recheck(): void {
    this.#recheck = true;
    this.#pumpSoon();
  }

  /** Says how far the feed has come, when that is news: the client's place moves on though nothing was for it. */
  tellPlace(): void {
    if (this.#seq === null || this.#seq === this.#toldSeq) return;
    this.#toldSeq = this.#seq;
    this.#send({ kind: 'ready', seq: this.#seq });
  }

  async #replay(afterSeq: number, head: number): Promise<void> {
    let seq = afterSeq;
    while (seq < head && !this.#closed) {
      const events = await this.#events.read(seq, BATCH);
      if (events.length === 0) break;
      for (const event of events) this.#show(event);
      seq = events.at(-1)?.seq ?? head;
    }
    this.#seq = seq;
  }

  #pumpSoon(): void {
    if (this.#busy || this.#closed || this.#seq === null) return;
    void this.#alone(async () => {});
  }

  /** One thing at a time; afterwards whatever has queued up meanwhile. */
  async #alone(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await work();
      while (!this.#closed && (this.#queue.length > 0 || this.#recheck)) await this.#next();
    } catch {
      // The database is away: the client comes back and goes on from its last seq.
      this.close(1011, 'try again');
    } finally {
      this.#busy = false;
    }
  }

  async #next(): Promise<void> {
    if (this.#recheck) await this.#lookAgain();
    if (this.#overflown) {
      this.#overflown = false;
      const head = await this.#events.head();
      this.#resync(head);
    }
    const event = this.#queue[0];
    if (event === undefined || this.#closed) return;
    if (event.seq > (this.#seq ?? 0) && concerns(event, this.#actor.userId)) {
      await this.#lookAgain();
      if (this.#closed) return;
      this.#seq = event.seq;
      this.#show(event);
      this.#queue.shift();
    }
    this.#showTogether();
  }

  /** All that waits, up to the next event that may change this reader's rights. */
  #showTogether(): void {
    const changes = this.#queue.findIndex((event) => concerns(event, this.#actor.userId));
    const ready = this.#queue.splice(0, changes === -1 ? this.#queue.length : changes);
    this.#line.cork();
    try {
      for (const event of ready) {
        if (event.seq <= (this.#seq ?? 0)) continue;
        this.#seq = event.seq;
        this.#show(event);
      }
    } finally {
      this.#line.uncork();
    }
    // An old one that concerned the reader was looked at when it was new.
    if (ready.length === 0 && (this.#queue[0]?.seq ?? Number.MAX_SAFE_INTEGER) <= (this.#seq ?? 0)) this.#queue.shift();
  }

  async #lookAgain(): Promise<void> {
    this.#recheck = false;
    const actor = await this.#authenticate();
    if (actor === null || actor.userId !== this.#actor.userId) return this.close(CLOSE.notSignedIn, 'not signed in');
    const changed = actor.audiences.symmetricDifference(this.#actor.audiences).size > 0;
    this.#actor = actor;
    if (changed) this.#onRights();
    // Other rights show other things, also among what was sent long ago: the client reads everything again.
    if (changed && this.#seq !== null) this.#resync(this.#seq);
  }

  #resync(seq: number): void {
    this.#seq = seq;
    this.#toldSeq = seq;
    this.#send({ kind: 'resync', seq });
  }

  #show(event: LoggedEvent): void {
    const frame = frameOf(event, this.#actor);
    if (frame === null) return;
    this.#toldSeq = event.seq;
    this.#sendText(frame);
  }

  #send(frame: LiveFrame): void {
    this.#sendText(JSON.stringify(frame));
  }

  #sendText(text: string): void {
    if (this.#closed) return;
    if (this.#socket.bufferedAmount > MOST_UNSENT) {
      this.close(CLOSE.tooSlow, 'too slow');
      // A client that does not read would not read the closing either.
      this.#socket.terminate();
      return;
    }
    this.#socket.send(text);
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close(code, reason);
  }
}

/** Events after which a person's rights may be others: about the person, or about whom he stands in for. */
function concerns({ type, subjectType, subjectId, data }: LoggedEvent, userId: number | null): boolean {
  if (type.startsWith('delegation.')) return data.user === userId || data.deputy === userId;
  if (!type.startsWith('user.') || type === 'user.signed_in' || type === 'user.sign_in_failed') return false;
  return subjectType === 'user' && subjectId === String(userId);
}
