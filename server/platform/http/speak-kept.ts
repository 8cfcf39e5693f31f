import type { FastifyInstance } from 'fastify';
import { speakKept, spokenLanguage } from '../said.ts';

/** How a kept sentence begins inside of JSON. */
const MARK = '"{\\"vi\\":\\"';

/**
 * Sentences that are stored in both languages leave in that of the reader, wherever in an answer they stand: in the data
 * of an event as well as in a field. Looked for by a mark, so that the other answers cost one search of their text.
 */
export function speakKeptAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, _reply, payload) => {
    if (typeof payload !== 'string' || !payload.includes(MARK)) return payload;
    return JSON.stringify(speakKept(JSON.parse(payload), spokenLanguage(request.headers['accept-language'])));
  });
}
