import { decodeBytes } from './charset.ts';
import { MAIL_LIMITS, UnreadableMail } from './parsed-mail.ts';

/** The raw mail split where its headers end; `head` includes the empty line. */
export function splitHead(raw: Buffer): { head: Buffer; body: Buffer } {
  if (raw[0] === 0x0a || (raw[0] === 0x0d && raw[1] === 0x0a)) return { head: Buffer.alloc(0), body: raw };
  const unix = raw.indexOf('\n\n');
  const dos = raw.indexOf('\n\r\n');
  const at = dos >= 0 && (unix < 0 || dos < unix) ? dos + 3 : unix >= 0 ? unix + 2 : raw.length;
  return { head: raw.subarray(0, at), body: raw.subarray(at) };
}

/**
 * Makes the header block digestible: no NUL bytes, fields longer than 64 KB cut (a To line with 10,000 addresses),
 * bytes that are no UTF-8 decoded by the rules of charset.ts. The body is not touched.
 * @throws UnreadableMail `header_too_large` when the block is still above the limit.
 */
export function tidyHead(raw: Buffer): { raw: Buffer; warnings: string[] } {
  const { head, body } = splitHead(raw);
  const warnings: string[] = [];
  const simple = head.length <= MAIL_LIMITS.headerField && head.every((byte) => byte !== 0 && byte < 0x80);
  if (simple) return { raw, warnings };
  // 4 MB of header is an attack, not a long recipient list; do not even split it.
  if (head.length > 4 * 1024 * 1024) throw new UnreadableMail('header_too_large', `header of ${head.length} bytes`);
  const fields = head
    .toString('latin1')
    .replaceAll('\0', '')
    .split(/\n(?![ \t])/u)
    .map((field) => {
      if (field.length <= MAIL_LIMITS.headerField) return decodeField(field);
      warnings.push('header_cut');
      const cut = field.slice(0, MAIL_LIMITS.headerField);
      return decodeField(cut.slice(0, Math.max(cut.lastIndexOf(','), 1000)));
    });
  const tidy = Buffer.from(fields.join('\n'), 'utf8');
  if (tidy.length > MAIL_LIMITS.header) {
    throw new UnreadableMail('header_too_large', `header of ${tidy.length} bytes`);
  }
  return { raw: Buffer.concat([tidy, body]), warnings: [...new Set(warnings)] };
}

function decodeField(field: string): string {
  if (/^\p{ASCII}*$/u.test(field)) return field;
  // Word by word of the header grammar is not possible here: a charset applies to the whole value.
  const colon = field.indexOf(':') + 1;
  return field.slice(0, colon) + decodeBytes(Buffer.from(field.slice(colon), 'latin1'), null).text;
}
