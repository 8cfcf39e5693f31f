import { toE164 } from './phone.ts';

/** Phone numbers as people write them: 0901 234 567, 0901.234.567, +84 90…, (0277) 385 1234. */
const PHONE = /(?<![\d\p{L}])(?:\+?84|0)(?:[\s.\-()]{0,2}\d){8,10}(?!\d)/gu;
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,200}\.[\p{L}]{2,24}/gu;

/** Phones (E.164) and mail addresses (lower case) in a text, in the order in which they stand, each once. */
export function findContacts(text: string): { phones: string[]; emails: string[] } {
  const head = text.slice(0, 20_000);
  const phones = [...head.matchAll(PHONE)].flatMap(([found]) => {
    const e164 = toE164(found);
    // A national number has 9 digits after the code (a line 10); else it is an account or an identity card.
    return e164 && /^\+84\d{9,10}$/.test(e164) ? [e164] : [];
  });
  const emails = [...head.matchAll(EMAIL)].map(([found]) => found.toLowerCase());
  return { phones: [...new Set(phones)], emails: [...new Set(emails)] };
}
