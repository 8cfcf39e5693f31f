import { fold } from '../platform/text.ts';

/** So much of a message is found by the inbox's search; a long mail names its matter at the beginning. */
const FOLD_MAX = 2_000;

/** Author, subject and beginning of the text without marks, for `messages.fold`. */
export function messageFold(author: string, subject: string | null, body: string): string {
  return fold([author, subject ?? '', body].join(' ').slice(0, FOLD_MAX));
}
