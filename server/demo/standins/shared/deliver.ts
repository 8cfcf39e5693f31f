/** A webhook call that a provider makes, with the headers it signs it with. */
export interface Delivery {
  raw: Buffer;
  headers: Record<string, string>;
  /** How often it was tried. */
  tries: number;
}

export interface Deliverer {
  /** Where webhooks go; null until somebody says so (they wait). */
  target: string | null;
  /** Sends now. Not accepted (anything but 200): it waits for `retry`. Returns the status, 0 when nobody answered. */
  send(delivery: Delivery): Promise<number>;
  /** Sends again what was not accepted, oldest first; returns how many are still waiting. */
  retry(): Promise<number>;
  readonly waiting: readonly Delivery[];
}

/** Real milliseconds a provider waits for the 200. */
const PATIENCE = 20_000;

export function createDeliverer(repeatHeaders: (tries: number) => Record<string, string>): Deliverer {
  let waiting: Delivery[] = [];
  const deliverer: Deliverer = {
    target: null,
    get waiting() {
      return waiting;
    },
    async send(delivery) {
      const status = await post(deliverer.target, delivery, repeatHeaders(delivery.tries));
      delivery.tries += 1;
      if (status !== 200) waiting.push(delivery);
      return status;
    },
    async retry() {
      const again = waiting;
      waiting = [];
      for (const one of again) await deliverer.send(one);
      return waiting.length;
    },
  };
  return deliverer;
}

async function post(target: string | null, delivery: Delivery, extra: Record<string, string>): Promise<number> {
  if (target === null) return 0;
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...delivery.headers, ...extra },
      body: new Uint8Array(delivery.raw),
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
