/**
 * After every connect: channels, sounds, recordings and bridges of Asterisk against our rows. What happened while we
 * were away becomes the input that we missed, through the same engine; the talk itself has gone on.
 */
import type { Ctx } from '../../platform/context.ts';
import type { Ari } from '../asterisk/ari.ts';
import type { AriBridge, AriChannel } from '../asterisk/ari-types.ts';
import { EMPTY, type Input, type Memory } from '../engine/types.ts';
import { callIdOf } from './events.ts';
import { waitingCalls } from './sweep.ts';

/** What of the line this needs. */
interface Turns {
  attend(callId: number): Promise<void>;
  turn(callId: number, input: Input): Promise<void>;
  arrival(channel: string, number: string | null, dialled: string | null): Promise<unknown>;
}

export async function reconcile(ctx: Ctx, ari: Ari, line: Turns): Promise<void> {
  // First what was decided already: a telephone that was to be rung is rung, or found to be gone.
  for (let left = await waitingCalls(ctx.db), last = ''; left.length > 0 && last !== left.join(); ) {
    await Promise.all(left.map((id) => line.attend(id)));
    last = left.join();
    left = await waitingCalls(ctx.db);
  }
  const newest = await ctx.db
    .selectFrom('call_legs')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst();
  const channels = new Map((await ari.call<AriChannel[]>('GET', '/channels')).map((one) => [one.id, one]));
  const found = await missedInputs(ctx, channels, newest?.id ?? 0);
  await Promise.all(found.map(({ callId, input }) => line.turn(callId, input)));
  await lostSounds(ctx, ari, line);
  await newCallers(ctx, channels, line);
  await leftovers(ctx, ari, channels);
}

/** Telephones that have gone, or were answered. A citizen's first: with him the call ends, and nobody is put back. */
async function missedInputs(ctx: Ctx, channels: ReadonlyMap<string, AriChannel>, newestLeg: number) {
  const legs = await ctx.db
    .selectFrom('call_legs')
    .select(['call_id', 'channel_id', 'kind', 'state'])
    .where('state', '<>', 'ended')
    .where('channel_id', 'is not', null)
    .where('id', '<=', newestLeg)
    .orderBy((e) => e('kind', '=', 'citizen'), 'desc')
    .orderBy('id')
    .execute();
  return legs.flatMap(({ call_id: callId, channel_id, state }): { callId: number; input: Input }[] => {
    const channel = channel_id ?? '';
    const there = channels.get(channel);
    if (!there) return [{ callId, input: { kind: 'leg_gone', channel, cause: null, techCause: null } }];
    const answered = state === 'ringing' && there.state === 'Up' && there.dialplan?.app_name === 'Stasis';
    return answered ? [{ callId, input: { kind: 'leg_up', channel, owned: true } }] : [];
  });
}

/** Sounds and recordings that ended without our hearing of it. */
async function lostSounds(ctx: Ctx, ari: Ari, line: Turns): Promise<void> {
  const open = await ctx.db.selectFrom('calls').select(['id', 'engine']).where('state', '<>', 'ended').execute();
  for (const { id, engine } of open) {
    const { playing }: Memory = { ...EMPTY, ...(engine as Partial<Memory>) };
    if (playing === null) continue;
    const name = `call-${id}-p${playing.n}`;
    if ((await ari.attempt('GET', `/playbacks/${name}`)) === null) await line.turn(id, { kind: 'played', id: name });
  }
}

/** Who came in while nobody listened is in Asterisk's hands of our application, and hears nothing. */
async function newCallers(ctx: Ctx, channels: ReadonlyMap<string, AriChannel>, line: Turns): Promise<void> {
  for (const channel of channels.values()) {
    const { app_name: app, app_data: data = '' } = channel.dialplan ?? {};
    const [, sort, dialled] = data.split(',');
    if (app !== 'Stasis' || sort !== 'inbound') continue;
    const known = await ctx.db
      .selectFrom('call_legs')
      .select('id')
      .where('channel_id', '=', channel.id)
      .executeTakeFirst();
    if (!known) await line.arrival(channel.id, channel.caller.number || null, dialled ?? null);
  }
}

/** Channels and bridges of calls that are over. */
async function leftovers(ctx: Ctx, ari: Ari, channels: ReadonlyMap<string, AriChannel>): Promise<void> {
  const open = async (name: string) => {
    const id = callIdOf(name);
    if (id === null) return true;
    const row = await ctx.db.selectFrom('calls').select('state').where('id', '=', id).executeTakeFirst();
    return row !== undefined && row.state !== 'ended';
  };
  for (const { id } of channels.values()) if (!(await open(id))) await ari.attempt('DELETE', `/channels/${id}`);
  for (const { id } of await ari.call<AriBridge[]>('GET', '/bridges'))
    if (/^call-\d+(-watch(-\d+)?)?$/.test(id) && !(await open(id))) await ari.attempt('DELETE', `/bridges/${id}`);
}
