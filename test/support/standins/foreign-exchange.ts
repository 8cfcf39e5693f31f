import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** A PBX of another maker: signs its events and repeats what was not acknowledged, as docs/channels/cti.md asks. */
export function foreignExchange(app: FastifyInstance, account: string, key: string) {
  async function deliver(raw: string, headers: Record<string, string> = {}) {
    const signature = `sha256=${createHmac('sha256', key).update(raw).digest('hex')}`;
    const answer = await app.inject({
      method: 'POST',
      url: `/hooks/cti/${account}`,
      headers: { 'content-type': 'application/json', 'x-signature-256': signature, ...headers },
      payload: raw,
    });
    return { status: answer.statusCode, body: answer.json() };
  }
  return {
    deliver,
    /** One event of a call; `at` in seconds of today's morning shift. */
    send: (event: Record<string, unknown>, headers?: Record<string, string>) =>
      deliver(JSON.stringify({ id: randomUUID(), ...event }), headers),
  };
}
