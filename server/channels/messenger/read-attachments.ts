import type { MessagePart } from '../../../contract/channels.ts';
import { keepSaid } from '../../platform/said.ts';
import { field, numberOf, object, stringOf } from '../shared/values.ts';

/** A picture or file of the citizen that lies at Facebook for a while. */
export interface Attached {
  kind: 'image' | 'audio' | 'video' | 'file';
  url: string;
  name: string;
}

const NAMES: Record<Attached['kind'], string> = {
  image: 'anh.jpg',
  audio: 'ghi-am.mp4',
  video: 'video.mp4',
  file: 'tep',
};

/** Files to be fetched, and what is shown without a file. */
export function readAttachments(list: unknown): { files: Attached[]; parts: MessagePart[] } {
  const files: Attached[] = [];
  const parts: MessagePart[] = [];
  for (const one of field(list).map(object)) {
    const kind = (stringOf(one.type) ?? '').toLowerCase();
    const payload = object(one.payload);
    const url = webUrl(payload.url ?? one.url);
    const sticker = kind === 'sticker' || payload.sticker_id !== undefined;
    if (!sticker && isFile(kind) && url) files.push({ kind, url, name: nameOf(url, kind) });
    else parts.push(partOf(sticker ? 'sticker' : kind, payload, url, stringOf(one.title) ?? stringOf(payload.title)));
  }
  return { files, parts };
}

const isFile = (kind: string): kind is Attached['kind'] => Object.hasOwn(NAMES, kind);

const STICKER = keepSaid({ vi: 'Nhãn dán Facebook', en: 'Facebook sticker' });

function unknownPart(kind: string): string {
  if (kind === '') return keepSaid({ vi: 'phần tin không rõ loại', en: 'a part of an unknown kind' });
  return keepSaid({ vi: `phần tin loại "${kind}"`, en: `a part of the kind "${kind}"` });
}

function partOf(kind: string, payload: Record<string, unknown>, url: string | undefined, title?: string): MessagePart {
  if (kind === 'sticker') return { kind: 'sticker', label: STICKER, ...(url ? { url } : {}) };
  const at = object(payload.coordinates);
  const lat = numberOf(at.lat);
  const lng = numberOf(at.long);
  if (kind === 'location' && lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180)
    return { kind: 'location', lat, lng, ...(title ? { text: title.slice(0, 300) } : {}) };
  if (url) return { kind: 'link', url, ...(title ? { title: title.slice(0, 300) } : {}) };
  return { kind: 'unsupported', what: unknownPart(kind.slice(0, 40)) };
}

/** Only what a browser may open. */
export function webUrl(value: unknown): string | undefined {
  const text = stringOf(value);
  return text && text.length <= 4000 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? text
    : undefined;
}

/** Facebook's addresses end in the name of the file. */
function nameOf(url: string, kind: Attached['kind']): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // Broken escapes: the name as it stands.
  }
  return /^[^/\\]+\.\w{1,5}$/.test(name) ? name.slice(-200) : NAMES[kind];
}
