/**
 * The line while we hold it: events from Asterisk, words from other processes and the clock become turns of calls, and
 * what the turns order is said to Asterisk.
 */
import type { Ctx } from '../../platform/context.ts';
import { Admission } from '../admission.ts';
import { type Ari, type AriAddress, type AriListener, connectAri, WATCH } from '../asterisk/ari.ts';
import type { AriEvent } from '../asterisk/ari-types.ts';
import type { Surroundings } from '../asterisk/carry-out.ts';
import { endpointOf } from '../asterisk/endpoint.ts';
import type { Input } from '../engine/types.ts';
import { phoneHeard, provideAll } from '../phones/provide.ts';
import { fetchRecordings } from '../recordings/fetch.ts';
import { hotlineSettings } from '../settings.ts';
import { arrive, takeTurn } from '../take-turn.ts';
import { Chains } from './chains.ts';
import { type Heard, hear } from './events.ts';
import { importFallback } from './fallback.ts';
import { reconcile } from './reconcile.ts';
import { noteStatus } from './status.ts';
import { openCallCount } from './sweep.ts';
import { carryOutOrders, takeInputs } from './work.ts';

/** Turns at the same time; each holds a database connection. */
const AT_ONCE = 12;
/** Why a channel ended comes right after it left us; without that word it is lost. Milliseconds. */
const WORD_MS = 1_500;

export class Line {
  readonly ctx: Ctx;
  readonly ari: Ari;
  readonly chains: Chains;
  readonly #around: Surroundings;
  readonly #admission = new Admission();
  /** Channels that are not named by us: the callers'. */
  readonly #calls = new Map<string, Promise<number> | number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #limits = { perSecond: 50, atOnce: 300 };
  #running = 0;
  #ready = false;
  #lastEvent = 0;

  constructor(ctx: Ctx, address: AriAddress) {
    this.ctx = ctx;
    this.#around = { queues: new Set(), endpoint: endpointOf, ownNumber: '1022' };
    this.chains = new Chains(AT_ONCE, (error, key) =>
      ctx.log.error({ err: error, key }, 'a turn of a call failed; the next word about it finds it as it was'),
    );
    const listener: AriListener = {
      connected: (ari) => this.#connected(ari),
      event: (event) => this.#event(event),
      lost: (why) => {
        this.#ready = false;
        void noteStatus(ctx, { connected: false, why });
      },
    };
    this.ari = connectAri(address, listener, ctx.log);
  }

  /** Whether Asterisk is there and everything of the time before has been taken over. */
  get ready(): boolean {
    return this.#ready;
  }
  get lastEvent(): number {
    return this.#lastEvent;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    await this.ari.close();
    await this.chains.idle();
    await noteStatus(this.ctx, { connected: false, why: 'stopped' });
  }

  /** After every connect: what Asterisk and the database say must agree before anything new is believed. */
  async #connected(ari: Ari): Promise<void> {
    this.#around.queues.clear();
    await ari.call(
      'PUT',
      `/applications/${WATCH}/eventFilter`,
      {},
      {
        allowed: ['ContactStatusChange', 'ChannelDestroyed'].map((type) => ({ type })),
      },
    );
    await ari.call('POST', `/applications/${WATCH}/subscription`, { eventSource: 'endpoint:PJSIP' });
    await this.refresh();
    await provideAll(this.ctx, ari);
    await reconcile(this.ctx, ari, this);
    this.#ready = true;
    const info = await ari.call<{ system?: { version?: string } }>('GET', '/asterisk/info', { only: 'system' });
    await noteStatus(this.ctx, { connected: true, why: null, version: info.system?.version ?? null });
    void this.fetch();
    void importFallback(this.ctx, ari).catch((error) =>
      this.ctx.log.error(
        { err: error },
        'messages left while we were away could not all be taken in; trying again later',
      ),
    );
  }

  /** Limits as administration has them, and how many calls there are. */
  async refresh(): Promise<void> {
    const { callsPerSecond, callsAtOnce } = await hotlineSettings(this.ctx.db);
    this.#limits = { perSecond: callsPerSecond, atOnce: callsAtOnce };
    this.#running = await openCallCount(this.ctx.db);
  }

  /** Recordings that are whole come home, one after another. */
  fetch(): Promise<void> {
    return this.chains.add('recordings', () => fetchRecordings(this.ctx, this.ari));
  }

  /** What was written down for a call by others: inputs first, then orders. */
  attend(callId: number): Promise<void> {
    return this.chains.add(String(callId), async () => {
      await takeInputs(this.ctx, callId);
      await this.#carryOut(callId);
    });
  }

  /** One input of a call, and what follows from it. */
  turn(callId: number, input: Input): Promise<void> {
    return this.chains.add(String(callId), async () => {
      await takeTurn(this.ctx, callId, input);
      await this.#carryOut(callId);
    });
  }

  #carryOut(callId: number): Promise<void> {
    return carryOutOrders(this.ctx, this.ari, callId, this.#around);
  }

  /** A caller is there: by an event, or found at a connect. */
  arrival(channel: string, number: string | null, dialled: string | null): Promise<unknown> {
    if (this.#calls.has(channel)) return Promise.resolve();
    // Picked up before anything is written, so that a rush of callers does not hear us think; who is not written down
    // when we die is found at the next connect.
    void this.ari.attempt('POST', `/channels/${encodeURIComponent(channel)}/answer`).catch(() => {});
    const admitted = this.#admission.admit(performance.now(), this.#limits, this.#running);
    this.#running += 1;
    let known: (callId: number) => void = () => {};
    const id = new Promise<number>((resolve) => (known = resolve));
    this.#calls.set(channel, id);
    return this.chains.add(`arrival:${channel}`, async () => {
      const callId = await arrive(this.ctx, { channel, number, dialled, admitted }).catch((error) => {
        this.#calls.delete(channel);
        // Asterisk must not keep a caller of whom nobody knows: he hears that it did not work, and calls again.
        void this.ari
          .attempt('DELETE', `/channels/${encodeURIComponent(channel)}`, { reason: 'congestion' })
          .catch(() => {});
        throw error;
      });
      this.#calls.set(channel, callId);
      known(callId);
      void this.chains.add(String(callId), () => this.#carryOut(callId));
    });
  }

  #event(event: AriEvent): void {
    this.#lastEvent = this.ctx.clock.now().getTime();
    const heard = hear(event);
    if (heard !== null) this.#heard(heard);
  }

  #heard(heard: Heard) {
    switch (heard.kind) {
      case 'arrival':
        return void this.arrival(heard.channel, heard.number, heard.dialled);
      case 'stray':
        return void this.ari.attempt('DELETE', `/channels/${encodeURIComponent(heard.channel)}`).catch(() => {});
      case 'phone':
        return void this.chains.add('phones', () => phoneHeard(this.ctx, heard.sipUser, heard.there));
      case 'left':
        return this.#later(() => this.#input(heard.channel, null, gone(heard.channel)));
      case 'input':
        if (heard.input.kind === 'recorded') {
          void this.#input(heard.channel, heard.callId, heard.input).then(() => this.fetch());
          return;
        }
        return void this.#input(heard.channel, heard.callId, heard.input);
    }
  }

  /** Finds the call of a channel: from its name, from memory, else from the database. */
  async #input(channel: string | null, named: number | null, input: Input): Promise<void> {
    const callId = named ?? (channel === null ? null : await this.#callOf(channel));
    if (callId === null) return;
    await this.turn(callId, input);
    if (input.kind === 'leg_gone' && named === null) {
      if (channel !== null && this.#calls.delete(channel)) this.#running = Math.max(0, this.#running - 1);
    }
  }

  async #callOf(channel: string): Promise<number | null> {
    const known = this.#calls.get(channel);
    if (known !== undefined) return known;
    const leg = await this.ctx.db
      .selectFrom('call_legs')
      .select('call_id')
      .where('channel_id', '=', channel)
      .where('state', '<>', 'ended')
      .executeTakeFirst();
    return leg?.call_id ?? null;
  }

  #later(work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, WORD_MS);
    this.#timers.add(timer);
  }
}

const gone = (channel: string): Input => ({ kind: 'leg_gone', channel, cause: null, techCause: null });
