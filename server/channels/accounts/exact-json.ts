/**
 * JSON with every digit kept: an integer beyond 2^53 (providers' ids are) comes out as a string, all else as
 * `JSON.parse` gives it. A byte order mark is tolerated; bytes that are no UTF-8 are refused.
 * @throws SyntaxError when it is no JSON, TypeError when it is no UTF-8
 */
export function parseExactJson(raw: Buffer | string): unknown {
  const text =
    typeof raw === 'string' ? raw.replace(/^\uFEFF/, '') : new TextDecoder('utf-8', { fatal: true }).decode(raw);
  return JSON.parse(text, keepDigits as (this: unknown, key: string, value: unknown) => unknown);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}
