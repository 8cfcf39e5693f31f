import { Readable } from 'node:stream';
import type { FileInPlace } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { sniff } from '../../platform/files/index.ts';
import type { Said } from '../../platform/said.ts';
import type { ZaloAccount } from './account.ts';
import type { Attached } from './read-attachments.ts';

/** Largest file of a citizen that is fetched, in bytes. */
const LARGEST = 50 * 1_048_576;
const PATIENCE = 20_000;

const FOREIGN: Said = {
  vi: 'nằm ở máy chủ ngoài danh sách cho phép',
  en: 'it lies on a server that is not on the list',
};
const TOO_LARGE: Said = { vi: 'quá lớn', en: 'it is too large' };
const HARMFUL: Said = { vi: 'là tệp có thể gây hại', en: 'it may be harmful' };
const GONE: Said = { vi: 'không còn trên Zalo', en: 'it is no longer at Zalo' };

/** `never`: fetching again is useless, with the reason in words. */
export type Fetched = { kind: 'ok'; file: FileInPlace } | { kind: 'never'; why: Said } | { kind: 'later'; why: string };

/**
 * Fetches a picture or file of a citizen into the file store. Only from hosts of the settings (and from where the API
 * is): an address in an event must not make this server call its own network.
 */
export async function fetchMedia(ctx: Ctx, account: ZaloAccount, attached: Attached): Promise<Fetched> {
  if (!mayFetch(account, attached.url)) return { kind: 'never', why: FOREIGN };
  if (attached.size !== null && attached.size > LARGEST) return { kind: 'never', why: TOO_LARGE };
  try {
    const response = await fetch(attached.url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 404 || response.status === 410 || response.status === 403) {
      await response.body?.cancel();
      return { kind: 'never', why: GONE };
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return { kind: 'later', why: `HTTP ${response.status}` };
    }
    const stored = await ctx.files.put(Readable.fromWeb(response.body as never), LARGEST);
    const { mediaType, blocked } = await sniff(stored.head, attached.name);
    if (blocked) return { kind: 'never', why: HARMFUL };
    const { sha256, size } = stored;
    return { kind: 'ok', file: { sha256, size, name: fileName(attached, mediaType), mediaType } };
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_large') return { kind: 'never', why: TOO_LARGE };
    return { kind: 'later', why: (error as Error).message };
  }
}

/** https on an allowed host, or exactly the origin of the API (a stand-in). */
export function mayFetch(account: Pick<ZaloAccount, 'settings'>, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username } = new URL(url);
  if (username !== '') return false;
  const { apiUrl, mediaHosts } = account.settings;
  if (apiUrl && new URL(apiUrl).origin === origin) return true;
  return protocol === 'https:' && mediaHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/amr': 'amr',
  'audio/aac': 'aac',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
};

/** A name that Zalo did not give gets the ending that the bytes ask for. */
function fileName(attached: Attached, mediaType: string): string {
  const ending = ENDINGS[mediaType];
  if (attached.kind === 'file' || !ending) return attached.name;
  return attached.name.replace(/\.\w+$/, `.${ending}`);
}

/** What stands in the message while a file is on its way, or instead of it. */
export const MEDIA_WORDS: Record<Attached['kind'], Said> = {
  image: { vi: 'Ảnh', en: 'Picture' },
  gif: { vi: 'Ảnh động', en: 'Moving picture' },
  audio: { vi: 'Ghi âm', en: 'Sound' },
  video: { vi: 'Video', en: 'Video' },
  file: { vi: 'Tệp', en: 'File' },
};
