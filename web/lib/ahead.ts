import { languageNow } from './choices.ts';

/**
 * Requests that the first screen sends while the desk itself is still on its way, so that nothing is asked one after the
 * other. The desk takes each answer once (api.ts); what nobody took soon is forgotten.
 */
const asked = new Map<string, { answer: Promise<Response | null>; at: number }>();
const GOOD_FOR_MS = 30_000;

/** Asks for an address once, and gives a copy of the answer; null when the server cannot be reached. */
export async function askAhead(address: string): Promise<Response | null> {
  const before = asked.get(address);
  const answer =
    before?.answer ??
    fetch(address, {
      headers: { accept: 'application/json', 'accept-language': languageNow() },
      credentials: 'same-origin',
    }).catch(() => null);
  if (!before) asked.set(address, { answer, at: performance.now() });
  return (await answer)?.clone() ?? null;
}

/** The answer to what was asked ahead, if it is good: a refusal is for the desk to hear itself. */
export async function takeAhead(address: string): Promise<Response | null> {
  const one = asked.get(address);
  if (!one) return null;
  asked.delete(address);
  if (performance.now() - one.at > GOOD_FOR_MS) return null;
  const answer = await one.answer;
  return answer?.ok ? answer : null;
}
