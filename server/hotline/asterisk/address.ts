/** Where Asterisk is: of the setting ARI_URL, else of the file that `npm run hotline` writes, which may come later. */
import type { Config } from '../../platform/config.ts';
import { exchangeFile } from '../exchange.ts';
import type { AriAddress } from './ari.ts';

/** Null: not known (yet). */
export async function ariAddress(config: Config): Promise<AriAddress | null> {
  if (config.ariUrl !== null) {
    const url = new URL(config.ariUrl);
    const { username: user, password } = url;
    url.username = '';
    url.password = '';
    return {
      url: url.href.replace(/\/+$/, ''),
      user: decodeURIComponent(user),
      password: decodeURIComponent(password),
    };
  }
  const file = await exchangeFile(config);
  return file && { url: file.url, user: file.user, password: file.password };
}

export const sameAddress = (a: AriAddress | null, b: AriAddress | null) => JSON.stringify(a) === JSON.stringify(b);
