import { fileTypeFromBuffer } from 'file-type';

/** Kinds that are never stored as something to be opened: programs and scripts, whatever they are called. */
export const BLOCKED_MEDIA: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/vnd.microsoft.portable-executable',
  'application/x-ms-shortcut',
  'application/java-vm',
  'application/x-apple-diskimage',
]);

const BLOCKED_ENDINGS = /\.(exe|dll|js|mjs|vbs|vbe|wsf|hta|scr|lnk|iso|img|bat|cmd|com|pif|ps1|msi|jar|reg|cpl)$/i;

/**
 * The media type by content (never by what the sender claims); text without a signature is `text/plain`.
 * `blocked` tells that the file must be refused or kept unopened.
 */
export async function sniff(head: Buffer, name: string): Promise<{ mediaType: string; blocked: boolean }> {
  const found = await fileTypeFromBuffer(head);
  const textual = !found && !head.includes(0);
  const mediaType = found?.mime ?? (textual ? 'text/plain' : 'application/octet-stream');
  return { mediaType, blocked: BLOCKED_MEDIA.has(mediaType) || BLOCKED_ENDINGS.test(name) };
}
