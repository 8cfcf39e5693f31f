import type { MessagePart } from '../../../contract/channels.ts';
import { keepSaid } from '../../platform/said.ts';
import { numberOf, object, stringOf } from './values.ts';

/** A picture or file of the citizen that lies at the provider. */
export interface Attached {
  kind: 'image' | 'gif' | 'audio' | 'video' | 'file';
  url: string;
  /** With its ending where one is known. */
  name: string;
  /** Bytes, as the provider says; null when it does not. */
  size: number | null;
}

const FILE_KINDS: Record<string, Attached['kind']> = {
  image: 'image',
  photo: 'image',
  gif: 'gif',
  audio: 'audio',
  voice: 'audio',
  video: 'video',
  file: 'file',
};

const NAMES: Record<Attached['kind'], string> = {
  image: 'anh.jpg',
  gif: 'anh-dong.gif',
  audio: 'ghi-am.aac',
  video: 'video.mp4',
  file: 'tep',
};

/** Files to be fetched, and what is shown without a file. `text`: of the message, so that a link is not shown twice. */
export function readAttachments(list: readonly unknown[], text: string): { files: Attached[]; parts: MessagePart[] } {
  const files: Attached[] = [];
  const parts: MessagePart[] = [];
  for (const one of list) {
    const { type, payload: inner } = object(one);
    const kind = (stringOf(type) ?? '').toLowerCase();
    const payload = object(inner);
    const url = webUrl(payload.url);
    const fileKind = FILE_KINDS[kind];
    if (fileKind && url) files.push({ kind: fileKind, url, name: nameOf(payload, fileKind), size: sizeOf(payload) });
    else parts.push(partOf(kind, payload, url, text));
  }
  return { files, parts };
}

const CARD = keepSaid({ vi: 'Danh thiếp Zalo', en: 'Zalo business card' });
const STICKER = keepSaid({ vi: 'Nhãn dán Zalo', en: 'Zalo sticker' });

function unknownPart(kind: string): string {
  if (kind === '') return keepSaid({ vi: 'phần tin không rõ loại', en: 'a part of an unknown kind' });
  return keepSaid({ vi: `phần tin loại "${kind}"`, en: `a part of the kind "${kind}"` });
}

function partOf(kind: string, payload: Record<string, unknown>, url: string | undefined, text: string): MessagePart {
  if (kind === 'sticker') return { kind: 'sticker', label: STICKER, ...(url ? { url } : {}) };
  if (kind === 'location') {
    const at = object(payload.coordinates);
    const lat = numberOf(at.latitude);
    const lng = numberOf(at.longitude);
    if (lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180)
      return { kind: 'location', lat, lng };
    return { kind: 'unsupported', what: keepSaid({ vi: 'vị trí không đọc được', en: 'a place that cannot be read' }) };
  }
  if (kind === 'link') {
    const contact = businessCard(stringOf(payload.description));
    if (contact) return contact;
    const target = url ?? webUrl(text);
    const title = stringOf(payload.title) ?? stringOf(payload.description);
    if (target) return { kind: 'link', url: target, ...(title ? { title: title.slice(0, 300) } : {}) };
  }
  return { kind: 'unsupported', what: unknownPart(kind.slice(0, 40)) };
}

/** A business card comes as a link whose description is JSON: `{"phone":"…","qrCodeUrl":"…"}`. */
function businessCard(description: string | undefined): MessagePart | null {
  if (!description?.startsWith('{')) return null;
  try {
    const card = object(JSON.parse(description));
    const phone = stringOf(card.phone);
    return phone ? { kind: 'contact', name: stringOf(card.name) ?? CARD, phone } : null;
  } catch {
    return null;
  }
}

function webUrl(value: unknown): string | undefined {
  const text = stringOf(value);
  return text && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}

function nameOf(payload: Record<string, unknown>, kind: Attached['kind']): string {
  const given = stringOf(payload.name)?.trim();
  if (!given) return NAMES[kind];
  const ending = stringOf(payload.type)?.toLowerCase();
  return (/\.\w{1,5}$/.test(given) || !ending ? given : `${given}.${ending}`).slice(0, 200);
}

function sizeOf(payload: Record<string, unknown>): number | null {
  const size = numberOf(payload.size);
  return size !== undefined && size >= 0 ? size : null;
}
