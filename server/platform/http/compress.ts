import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** Below this an answer fits into two packets anyway. */
const WORTH_IT = 2_048;
const compressed = promisify(gzip);

/**
 * Answers of the API go out with gzip where the client takes it: a list of 50 cases is 43 kB of much the same words, and
 * on a telephone network that is a fifth of a second. Built files have their ready-made copies (static.ts).
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_IT || reply.hasHeader('content-encoding')) return payload;
    if (!/^application\/(problem\+)?json/.test(String(reply.getHeader('content-type')))) return payload;
    reply.header('vary', 'accept-encoding');
    if (!/\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))/.test(String(request.headers['accept-encoding'] ?? ''))) return payload;
    const bytes = await compressed(payload, { level: constants.Z_BEST_SPEED + 2 });
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return bytes;
  });
}
