import pg from 'pg';
import type { Logger } from '../log.ts';

/**
 * LISTEN on a connection of its own, opened again with a delay when it breaks. `onNotify` is also called after every
 * (re)connection, because notifications sent while disconnected are lost.
 */
export async function listen(
  pool: pg.Pool,
  channel: string,
  onNotify: () => void,
  log: Logger,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    if (stopped) return;
    const fresh = new pg.Client({ ...pool.options, statement_timeout: 0 });
    client = fresh;
    const lost = (error?: unknown) => {
      if (client !== fresh || stopped) return;
      client = undefined;
      log.warn({ err: error, channel }, 'notification connection lost; opening another');
      fresh.end().catch(() => {});
      retry = setTimeout(() => void connect().catch(lost), 1_000);
    };
    fresh.on('error', lost);
    fresh.on('end', () => lost());
    fresh.on('notification', onNotify);
    await fresh.connect();
    await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    onNotify();
  }

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end();
  };
}
