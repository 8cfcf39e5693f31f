import type { WebSocket } from '@fastify/websocket';
import {
  WIDGET_CLOSE,
  WIDGET_LIMITS,
  type WidgetPresence,
  type WidgetServerFrame,
  widgetClientFrame,
} from '../../../contract/widget.ts';
import type { Ctx } from '../../platform/context.ts';
import { markUpTo } from './commands/mark-read.ts';
import type { Visitor } from './sessions.ts';
import { readEvents } from './thread-events.ts';
import { ownThread } from './threads.ts';
import { tellTyping } from './typing.ts';

/** Frames that a window may send at once, and how many more each second. */
const BURST = 20;
const PER_SECOND = 10;

export interface SocketDoor {
  ctx: Ctx;
  presenceOf(conversationId: number | null): Promise<WidgetPresence>;
  /** The socket now follows another thread. */
  follows(socket: ChatSocket, conversationId: number | null): void;
}

/**
 * One open window. It reads the record of its thread on from the number that it has, one page at a time, and waits
 * until the page has left: a slow line slows its own reading only. Nothing is pushed past the record, so nothing is
 * lost or doubled however pokes come.
 */
export class ChatSocket {
  readonly visitor: Visitor;
  readonly #socket: WebSocket;
  readonly #door: SocketDoor;
  conversationId: number | null = null;
  presence: WidgetPresence['state'] = 'none';
  alive = true;
  #seq = 0;
  #acked = 0;
  #ready = false;
  #busy = false;
  #again = false;
  #closed = false;
  #drops = BURST;
  #dropsAt = performance.now();

  constructor(socket: WebSocket, visitor: Visitor, door: SocketDoor) {
    this.#socket = socket;
    this.visitor = visitor;
    this.#door = door;
  }

  /** Begins, or goes over to another thread. A number beyond the record (a restored backup) begins anew. */
  async follow(conversationId: number | null, afterSeq: number): Promise<void> {
    const { ctx } = this.#door;
    const thread = conversationId === null ? null : await ownThread(ctx.db, this.visitor, `c_${conversationId}`);
    this.conversationId = conversationId;
    this.#seq = thread && afterSeq <= thread.lastSeq ? afterSeq : 0;
    this.#acked = this.#seq;
    this.#ready = false;
    this.#door.follows(this, conversationId);
    this.poke();
  }

  /** There may be something new. Cheap, coalesced. */
  poke(): void {
    this.#again = true;
    if (this.#busy || this.#closed) return;
    this.#busy = true;
    this.#readOn().then(
      () => {
        this.#busy = false;
        if (this.#again) this.poke();
      },
      (err) => {
        this.#door.ctx.log.warn({ err }, 'a chat window could not be served');
        this.close(1011, 'try again');
      },
    );
  }

  async #readOn(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      const { conversationId } = this;
      if (conversationId !== null) await this.#sendNew(conversationId);
      if (conversationId !== this.conversationId) continue;
      if (!this.#ready) {
        this.#ready = true;
        await this.send({ t: 'ready', seq: this.#seq });
        await this.tellPresence();
      }
    }
  }

  async #sendNew(conversationId: number): Promise<void> {
    for (;;) {
      const events = await readEvents(this.#door.ctx.db, conversationId, this.#seq);
      if (this.#closed || conversationId !== this.conversationId) return;
      for (const event of events) {
        this.#seq = event.seq;
        await this.send({ t: 'event', event });
      }
      if (this.#ready && events.some((e) => e.kind === 'assignment' || e.kind === 'status')) await this.tellPresence();
      if (events.length < WIDGET_LIMITS.page) return;
    }
  }

  async tellPresence(): Promise<void> {
    const presence = await this.#door.presenceOf(this.conversationId);
    this.presence = presence.state;
    await this.send({ t: 'presence', presence });
  }

  /** Resolves when the frame has left this process. */
  send(frame: WidgetServerFrame): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.#socket.send(JSON.stringify(frame), () => resolve()));
  }

  /** A frame of the window, after the first one. */
  async hear(data: Buffer): Promise<void> {
    if (!this.#takeDrop()) return this.close(WIDGET_CLOSE.tooFast, 'too fast');
    const frame = readFrame(data);
    if (frame === null) return this.close(WIDGET_CLOSE.badFrame, 'unknown frame');
    this.alive = true;
    switch (frame.t) {
      case 'ping':
        return this.send({ t: 'pong' });
      case 'watch':
        return this.follow(Number(frame.conversationId.slice(2)), frame.afterSeq);
      case 'typing':
        if (this.conversationId === null) return;
        return tellTyping(this.#door.ctx, { conversationId: this.conversationId, by: 'visitor', on: frame.on });
      case 'ack': {
        const upTo = Math.min(frame.seq, this.#seq);
        if (this.conversationId === null || upTo <= this.#acked) return;
        this.#acked = upTo;
        return markUpTo(this.#door.ctx, this.visitor.id, this.conversationId, 'delivered', upTo);
      }
    }
  }

  #takeDrop(): boolean {
    const now = performance.now();
    this.#drops = Math.min(BURST, this.#drops + ((now - this.#dropsAt) / 1000) * PER_SECOND);
    this.#dropsAt = now;
    this.#drops -= 1;
    return this.#drops >= 0;
  }

  /** Asks for a sign of life; one that did not answer the last question is gone. */
  ping(): void {
    if (!this.alive) {
      this.#socket.terminate();
      return;
    }
    this.alive = false;
    this.#socket.ping();
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.ended();
    this.#socket.close(code, reason);
  }

  ended(): void {
    this.#closed = true;
  }
}

function readFrame(data: Buffer) {
  if (data.length > WIDGET_LIMITS.frame) return null;
  try {
    return widgetClientFrame.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}
