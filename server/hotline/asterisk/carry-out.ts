/** Orders of the engine as requests to Asterisk. Every one may be made twice. */
import type { DialTo, Order } from '../engine/types.ts';
import { type Ari, AriError } from './ari.ts';

/** What became of an order. `unreachable`: it stays, and is carried out after the next connect. */
export type Carried =
  | { result: 'done' }
  | { result: 'refused'; status: number; said: string }
  | { result: 'unreachable' };

export interface Surroundings {
  /** Holding bridges that are known to exist. */
  readonly queues: Set<string>;
  /** Address of a number or soft-phone, as Asterisk dials it. */
  endpoint(to: DialTo): string;
  /** Shown to people outside when we call or transfer. */
  readonly ownNumber: string;
}

const DONE: Carried = { result: 'done' };

/** Already done or already gone: what was wanted is so. */
const ALSO_DONE: Partial<Record<Order['do'], readonly number[]>> = {
  answer: [404, 409],
  hush: [404, 409],
  hangup: [404],
  bridge: [409],
  leave: [404, 409, 422],
  music: [404, 409],
  pause: [404, 409],
  resume: [404, 409],
  stop: [404, 409],
  end_bridge: [404, 409],
};

export async function carryOut(ari: Ari, order: Order, around: Surroundings): Promise<Carried> {
  try {
    await request(ari, order, around);
    return DONE;
  } catch (error) {
    if (!(error instanceof AriError)) throw error;
    if (error.status === 0) return { result: 'unreachable' };
    if (ALSO_DONE[order.do]?.includes(error.status)) return DONE;
    // Begun before a crash of ours: the channel or recording is there already.
    if (
      error.status === 409 &&
      (order.do === 'dial' || order.do === 'spy' || order.do === 'record' || order.do === 'record_voice')
    )
      return DONE;
    return { result: 'refused', status: error.status, said: error.message.slice(0, 300) };
  }
}

async function request(ari: Ari, order: Order, around: Surroundings): Promise<unknown> {
  switch (order.do) {
    case 'answer':
      return ari.call('POST', `/channels/${id(order.channel)}/answer`);
    case 'play':
      return ari.call('POST', `/channels/${id(order.channel)}/play/${id(order.id)}`, {
        media: order.sounds.map((sound) => (sound.includes(':') ? sound : `sound:${sound}`)).join(','),
        lang: 'vi',
      });
    case 'hush':
      return ari.call('DELETE', `/playbacks/${id(order.id)}`);
    case 'wait':
      return wait(ari, order, around);
    case 'dial':
      return dial(ari, order, around);
    case 'hangup':
      return ari.call('DELETE', `/channels/${id(order.channel)}`, { reason: order.reason });
    case 'bridge':
      return ari.call('POST', `/bridges/${id(order.id)}`, { type: 'mixing', name: order.id });
    case 'join':
      return ari.call('POST', `/bridges/${id(order.bridge)}/addChannel`, { channel: order.channel });
    case 'leave':
      return ari.call('POST', `/bridges/${id(order.bridge)}/removeChannel`, { channel: order.channel });
    case 'music':
      return ari.call(order.on ? 'POST' : 'DELETE', `/channels/${id(order.channel)}/moh`);
    case 'record':
      return ari.call('POST', `/bridges/${id(order.bridge)}/record`, { name: order.name, format: 'wav' });
    case 'record_voice':
      return ari.call('POST', `/channels/${id(order.channel)}/record`, {
        name: order.name,
        format: 'wav',
        maxDurationSeconds: order.seconds,
        maxSilenceSeconds: 10,
        beep: true,
        terminateOn: '#',
      });
    case 'pause':
      return ari.call('POST', `/recordings/live/${id(order.name)}/pause`);
    case 'resume':
      return ari.call('DELETE', `/recordings/live/${id(order.name)}/pause`);
    case 'stop':
      return ari.call('POST', `/recordings/live/${id(order.name)}/stop`);
    case 'spy':
      return ari.call('POST', `/channels/${id(order.channel)}/snoop/${id(order.id)}`, {
        spy: 'both',
        whisper: order.whisper ? 'out' : 'none',
        app: 'hotline',
        appArgs: `spy,${order.channel.split('-')[1]}`,
      });
    case 'end_bridge':
      return ari.call('DELETE', `/bridges/${id(order.id)}`);
  }
}

const id = encodeURIComponent;

/** One holding bridge per queue, made when first needed. */
async function wait(ari: Ari, order: Extract<Order, { do: 'wait' }>, around: Surroundings): Promise<void> {
  const bridge = `queue-${order.queue}`;
  const add = () => ari.call('POST', `/bridges/${id(bridge)}/addChannel`, { channel: order.channel });
  if (around.queues.has(bridge)) {
    const added = await add().catch((error: unknown) => {
      if (error instanceof AriError && error.status === 404) return error;
      throw error;
    });
    if (!(added instanceof AriError)) return;
  }
  await ari.attempt('POST', `/bridges/${id(bridge)}`, { type: 'holding', name: bridge });
  around.queues.add(bridge);
  await add();
}

async function dial(ari: Ari, order: Extract<Order, { do: 'dial' }>, around: Surroundings): Promise<void> {
  const callId = order.channel.split('-')[1];
  const variables = Object.fromEntries(
    Object.entries(order.headers).map(([name, value]) => [`PJSIP_HEADER(add,${name})`, value]),
  );
  const query = {
    endpoint: around.endpoint(order.to),
    app: 'hotline',
    appArgs: `leg,${callId}`,
    channelId: order.channel,
    timeout: order.seconds,
    callerId: `"Tong dai 1022" <${order.from ?? around.ownNumber}>`,
  };
  const make = (more: Record<string, string>) => ari.call('POST', '/channels', { ...query, ...more }, { variables });
  try {
    await make(order.like === null ? {} : { originator: order.like });
  } catch (error) {
    // The channel whose codec was to be followed has gone in between.
    if (!(error instanceof AriError && error.status === 400 && order.like !== null)) throw error;
    await make({});
  }
}
