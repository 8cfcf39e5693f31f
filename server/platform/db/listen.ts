import pg from 'pg';

const firstRetryMs = 100;
const longestRetryMs = 5_000;

/**
 * LISTEN on its own connection. `onNotice` gets each payload, and an empty one after every reconnect: notices sent
 * meanwhile are lost, so a listener must read what it missed from its table anyway.
 * @returns a function that ends the listening
 */
export async function listen(
  config: pg.ClientConfig,
  channel: string,
  onNotice: (payload: string) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let ended = false;

  const connect = async () => {
    const next = new pg.Client({ ...config, keepAlive: true });
    next.on('notification', ({ payload }) => onNotice(payload ?? ''));
    next.on('error', () => {});
    next.on('end', () => {
      if (client !== next) return;
      client = null;
      retryLater();
    });
    await next.connect();
    await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = next;
    failures = 0;
  };
  const retryLater = () => {
    if (ended) return;
    failures += 1;
    clearTimeout(retry);
    retry = setTimeout(
      () => void connect().then(() => onNotice(''), retryLater),
      Math.min(longestRetryMs, firstRetryMs * 2 ** failures),
    );
  };

  await connect();
  return async () => {
    ended = true;
    clearTimeout(retry);
    await client?.end();
  };
}
