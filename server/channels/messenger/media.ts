import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Readable } from 'node:stream';
import type { FileInPlace } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { sniff } from '../../platform/files/index.ts';
import type { Said } from '../../platform/said.ts';
import type { MessengerAccount } from './account.ts';
import type { Attached } from './read-attachments.ts';

/** Largest file of a citizen that is fetched, in bytes. Messenger itself carries 25 MB. */
const LARGEST = 50 * 1_048_576;
const PATIENCE = 20_000;

const FOREIGN: Said = {
  vi: 'nằm ở máy chủ ngoài danh sách cho phép',
  en: 'it lies on a server that is not on the list',
};
const INSIDE: Said = { vi: 'nằm ở địa chỉ mạng nội bộ', en: 'it lies at an address inside a network' };
const TOO_LARGE: Said = { vi: 'quá lớn', en: 'it is too large' };
const HARMFUL: Said = { vi: 'là tệp có thể gây hại', en: 'it may be harmful' };
const GONE: Said = { vi: 'không còn trên Facebook', en: 'it is no longer at Facebook' };

/** `never`: fetching again is useless, with the reason in words. */
export type Fetched = { kind: 'ok'; file: FileInPlace } | { kind: 'never'; why: Said } | { kind: 'later'; why: string };

/**
 * Fetches a picture or file of a citizen into the file store: by https, from hosts of the settings, never from an address
 * inside of somebody's network (the stand-in's own origin excepted). An address in an event must not make this server
 * call its neighbours.
 */
export async function fetchMedia(ctx: Ctx, account: MessengerAccount, attached: Attached): Promise<Fetched> {
  const where = mayFetch(account, attached.url);
  if (where === 'no') return { kind: 'never', why: FOREIGN };
  try {
    if (where === 'host' && !(await isPublic(new URL(attached.url).hostname))) return { kind: 'never', why: INSIDE };
    const response = await fetch(attached.url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    if ([403, 404, 410].includes(response.status)) {
      await response.body?.cancel();
      return { kind: 'never', why: GONE };
    }
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return { kind: 'later', why: `HTTP ${response.status}` };
    }
    if (Number(response.headers.get('content-length') ?? 0) > LARGEST) {
      await response.body.cancel();
      return { kind: 'never', why: TOO_LARGE };
    }
    const stored = await ctx.files.put(Readable.fromWeb(response.body as never), LARGEST);
    const { mediaType, blocked } = await sniff(stored.head, attached.name);
    if (blocked) return { kind: 'never', why: HARMFUL };
    const { sha256, size } = stored;
    return { kind: 'ok', file: { sha256, size, name: nameOf(attached, mediaType), mediaType } };
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_large') return { kind: 'never', why: TOO_LARGE };
    return { kind: 'later', why: (error as Error).message };
  }
}

/** `origin`: exactly where the API is (a stand-in). `host`: https on an allowed host. */
export function mayFetch(account: Pick<MessengerAccount, 'settings'>, url: string): 'origin' | 'host' | 'no' {
  if (!URL.canParse(url)) return 'no';
  const { protocol, hostname, origin, username, port } = new URL(url);
  if (username !== '') return 'no';
  const { apiUrl, mediaHosts } = account.settings;
  if (apiUrl && new URL(apiUrl).origin === origin) return 'origin';
  if (protocol !== 'https:' || port !== '' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return 'no';
  return mediaHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`)) ? 'host' : 'no';
}

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** Whether an address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  return !inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

async function isPublic(host: string): Promise<boolean> {
  const all = await lookup(host, { all: true });
  return all.every(({ address }) => isPublicAddress(address));
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'video/mp4': 'mp4',
};

/** The bytes say what a picture is, whatever its address ends in. */
function nameOf(attached: Attached, mediaType: string): string {
  const ending = ENDINGS[mediaType];
  if (attached.kind === 'file' || !ending) return attached.name;
  return attached.name.replace(/\.\w+$/, `.${ending}`);
}

/** What stands in the message while a file is on its way, or instead of it. */
export const MEDIA_WORDS: Record<Attached['kind'], Said> = {
  image: { vi: 'Ảnh', en: 'Picture' },
  audio: { vi: 'Ghi âm', en: 'Sound' },
  video: { vi: 'Video', en: 'Video' },
  file: { vi: 'Tệp', en: 'File' },
};
