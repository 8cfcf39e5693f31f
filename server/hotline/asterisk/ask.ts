import type { AriAddress } from './ari.ts';

export type { AriAddress };

/**
 * One question to Asterisk over HTTP, from any process: no connection is held.
 * @throws Error in words when it cannot be reached, refuses the password, or does not know the thing
 */
export async function askAri<T>(address: AriAddress, path: string, timeoutMs: number): Promise<T> {
  const authorization = `Basic ${Buffer.from(`${address.user}:${address.password}`).toString('base64')}`;
  let response: Response;
  try {
    response = await fetch(`${address.url}${path}`, {
      headers: { authorization },
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    throw new Error(
      cause ?? ((error as Error).name === 'TimeoutError' ? 'hết thời gian chờ' : (error as Error).message),
    );
  }
  if (response.status === 401 || response.status === 403) throw new Error(`sai mật khẩu ARI (${response.status})`);
  if (!response.ok) throw new Error(`mã ${response.status}`);
  return (await response.json()) as T;
}
