import type { SenderAuth } from './parsed-mail.ts';

/**
 * Reads the verdicts of our own receiving server from `Authentication-Results` (RFC 8601). Headers of any other
 * server id are ignored, because the sender can write them; a proper server removes forged ones with its own id.
 * Headers come in order of appearance: the first verdict per method counts (servers add theirs on top).
 * With no configured id nothing is believed.
 */
export function readAuthResults(headers: readonly string[], authservId: string | null): SenderAuth {
  const verdict: SenderAuth = { spf: null, dkim: null, dmarc: null };
  if (!authservId) return verdict;
  for (const header of headers) {
    const [id, ...results] = withoutComments(header).split(';');
    if ((id ?? '').trim().split(/\s+/u)[0]?.toLowerCase() !== authservId.toLowerCase()) continue;
    const here: SenderAuth = { spf: null, dkim: null, dmarc: null };
    for (const result of results) {
      const found = /^\s*(spf|dkim|dmarc)(?:\/\d+)?\s*=\s*([a-z]+)/iu.exec(result);
      if (!found?.[1] || !found[2]) continue;
      const method = found[1].toLowerCase() as keyof SenderAuth;
      const value = found[2].toLowerCase();
      // Several signatures: one good one is enough (RFC 6376 §4.2).
      if (here[method] === null || (method === 'dkim' && value === 'pass')) here[method] = value;
    }
    verdict.spf ??= here.spf;
    verdict.dkim ??= here.dkim;
    verdict.dmarc ??= here.dmarc;
  }
  return verdict;
}

function withoutComments(value: string): string {
  let depth = 0;
  let out = '';
  for (const char of value.slice(0, 10_000)) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += char;
  }
  return out;
}
