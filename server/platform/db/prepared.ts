/** Prepared statements for hot paths: a parameterised statement that carries `PREPARED` is parsed and planned once per connection. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

const MARK = '/* prepared */';

/**
 * Put at the front of a raw statement (or with `modifyEnd` at the end of a built one) whose text is always the same:
 * planning costs several times more than running it. Not for lists of conditions that vary, nor where a good plan
 * depends on the values.
 */
export const PREPARED = sql.raw(MARK);

/** So many statements are kept per connection; a text that varies after all must not fill the server's memory. */
const MOST = 200;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST) return known;
  const name = `p_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/** A client that prepares what is marked; everything else goes its usual way. */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's `query` has a dozen overloads; ours only looks at text and values
  override query(...args: any[]): any {
    const [text, values, ...rest] = args;
    if (typeof text === 'string' && Array.isArray(values) && (text.startsWith(MARK) || text.endsWith(MARK))) {
      const name = nameOf(text);
      if (name !== undefined) return super.query({ name, text, values }, ...(rest as []));
    }
    return super.query(...(args as [string]));
  }
}
