import type { OutgoingFile, OutgoingMessage } from '../../conversations/index.ts';
import type { Said } from '../../platform/said.ts';
import { splitText } from '../shared/split-text.ts';

/** One request to Facebook: a piece of text, or one file by itself. */
export type Part = { kind: 'text'; text: string } | { kind: 'image' | 'audio' | 'video' | 'file'; file: OutgoingFile };

/** Characters of one text message (code points). Source: Send API. */
export const TEXT_MAX = 2000;
/** Bytes. Source: Send API. */
const IMAGE_BYTES = 8_000_000;
const FILE_BYTES = 25_000_000;

/** Why nothing was sent. */
export const EMPTY: Said = { vi: 'Tin trống.', en: 'The message is empty.' };

const PICTURES = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/**
 * The requests that make up a message, always the same for the same message: they are numbered, and a number that was
 * sent is not sent again. What Facebook does not carry goes as a link in the text. `link`: null when there can be none.
 * @returns the parts, or the name of the file that can go neither way
 */
export function planParts(
  message: Pick<OutgoingMessage, 'text' | 'attachments'>,
  link: (file: OutgoingFile) => string | null,
): { parts: Part[] } | { impossible: string } {
  const files: Part[] = [];
  const links: string[] = [];
  for (const file of message.attachments) {
    if (file.size <= FILE_BYTES) {
      files.push({ kind: kindOf(file), file });
      continue;
    }
    const url = link(file);
    if (url === null) return { impossible: file.name };
    links.push(`${file.name}: ${url}`);
  }
  const text = [message.text.trim(), ...links].filter(Boolean).join('\n\n');
  return { parts: [...splitText(text, TEXT_MAX).map((piece): Part => ({ kind: 'text', text: piece })), ...files] };
}

function kindOf(file: OutgoingFile): 'image' | 'audio' | 'video' | 'file' {
  if (PICTURES.has(file.mediaType) && file.size <= IMAGE_BYTES) return 'image';
  if (file.mediaType === 'video/mp4') return 'video';
  return /^audio\/(mpeg|mp4|aac|wav|x-wav|ogg)$/.test(file.mediaType) ? 'audio' : 'file';
}

/** The one message of a private answer: files as links, nothing cut. In words why it cannot be one. */
export function planPrivateReply(
  message: Pick<OutgoingMessage, 'text' | 'attachments'>,
  link: (file: OutgoingFile) => string | null,
): { text: string } | { problem: Said } {
  const lines = [message.text.trim()];
  for (const file of message.attachments) {
    const url = link(file);
    if (url === null)
      return {
        problem: {
          vi: 'Tin riêng cho bình luận không kèm tệp được khi máy chủ chưa có địa chỉ công khai (PUBLIC_URL).',
          en: 'A private answer to a comment can carry no file while this server has no public address (PUBLIC_URL).',
        },
      };
    lines.push(`${file.name}: ${url}`);
  }
  const text = lines.filter(Boolean).join('\n\n');
  if (text === '') return { problem: EMPTY };
  if ([...text].length > TEXT_MAX)
    return {
      problem: {
        vi: 'Tin riêng cho bình luận chỉ được một tin tối đa 2.000 ký tự. Hãy rút gọn rồi gửi lại.',
        en: 'A private answer to a comment is one message of at most 2,000 characters. Shorten it and send it again.',
      },
    };
  return { text };
}
