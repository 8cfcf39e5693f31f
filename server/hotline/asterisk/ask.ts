import { asWritten, type Said } from '../../platform/said.ts';
import type { AriAddress } from './ari.ts';

export type { AriAddress };

const TIMED_OUT: Said = { vi: 'hết thời gian chờ', en: 'it takes too long' };

/** What the network says, for people who have never read it. */
const NETWORK: Record<string, Said> = {
  ECONNREFUSED: { vi: 'không có gì chạy ở địa chỉ này', en: 'nothing runs at this address' },
  ENOTFOUND: { vi: 'không tìm thấy tên máy', en: 'the name of the machine is not known' },
  EHOSTUNREACH: { vi: 'không có đường tới máy này', en: 'there is no way to this machine' },
  ETIMEDOUT: TIMED_OUT,
};

/** Why Asterisk did not answer, in words. */
export class AriSilent extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.en);
    this.name = 'AriSilent';
    this.said = said;
  }
}

/**
 * One question to Asterisk over HTTP, from any process: no connection is held.
 * @throws AriSilent when it cannot be reached, refuses the password, or does not know the thing
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
    if (cause) throw new AriSilent(NETWORK[cause] ?? asWritten(cause));
    throw new AriSilent((error as Error).name === 'TimeoutError' ? TIMED_OUT : asWritten((error as Error).message));
  }
  if (response.status === 401 || response.status === 403)
    throw new AriSilent({
      vi: `sai mật khẩu ARI (${response.status})`,
      en: `the password of ARI is wrong (${response.status})`,
    });
  if (!response.ok) throw new AriSilent({ vi: `mã ${response.status}`, en: `code ${response.status}` });
  return (await response.json()) as T;
}
