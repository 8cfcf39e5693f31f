import type { OutgoingFile, OutgoingMessage } from '../../conversations/index.ts';
import { splitText } from '../shared/split-text.ts';

/** One request to Zalo: a piece of text, or one file by itself. */
export type Part = { kind: 'text'; text: string } | { kind: 'image' | 'gif' | 'file'; file: OutgoingFile };

/** Characters of one text message, as Zalo counts them (code points). */
export const TEXT_MAX = 2000;

const FILE_TYPES = new Set([
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'text/csv',
]);

export interface PartLimits {
  imageBytes: number;
  fileBytes: number;
}

/** Largest GIF that Zalo takes, in bytes. */
const GIF_BYTES = 5_000_000;

/**
 * The requests that make up a message, always the same for the same message: they are numbered, and a number that was
 * sent is not sent again. A picture that is too large is made smaller before the upload; whatever Zalo does not carry
 * goes as a link in the text. `link`: null when there can be none.
 * @returns the parts, or the name of the file that can go neither way
 */
export function planParts(
  message: Pick<OutgoingMessage, 'text' | 'attachments'>,
  limits: PartLimits,
  link: (file: OutgoingFile) => string | null,
): { parts: Part[] } | { impossible: string } {
  const files: Part[] = [];
  const links: string[] = [];
  for (const file of message.attachments) {
    const kind = kindOf(file, limits);
    if (kind) {
      files.push({ kind, file });
      continue;
    }
    const url = link(file);
    if (url === null) return { impossible: file.name };
    links.push(`${file.name}: ${url}`);
  }
  const text = [message.text.trim(), ...links].filter(Boolean).join('\n\n');
  return { parts: [...splitText(text, TEXT_MAX).map((piece): Part => ({ kind: 'text', text: piece })), ...files] };
}

function kindOf(file: OutgoingFile, limits: PartLimits): 'image' | 'gif' | 'file' | null {
  if (file.mediaType === 'image/jpeg' || file.mediaType === 'image/png' || file.mediaType === 'image/webp')
    return 'image';
  if (file.mediaType === 'image/gif' && file.size <= GIF_BYTES) return 'gif';
  const csv = file.mediaType === 'text/plain' && /\.csv$/i.test(file.name);
  return (FILE_TYPES.has(file.mediaType) || csv) && file.size <= limits.fileBytes ? 'file' : null;
}
