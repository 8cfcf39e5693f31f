import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** Short public numbers that the numbering plan does not list as subscribers. */
const SHORT = /^(1022|11[1-5])$/;

/**
 * A Vietnamese or foreign number in E.164 (`+84…`); null when it is none. Old 11-digit mobile prefixes (01x, changed in
 * 2018) are not guessed at: who gives one gets asked again.
 */
export function toE164(text: string | undefined | null): string | null {
  const digits = (text ?? '').replace(/[^\d+]/g, '');
  if (!digits) return null;
  if (SHORT.test(digits)) return digits;
  const number = parsePhoneNumberFromString(digits, 'VN');
  return number?.isPossible() ? number.number : null;
}

/** `+84901234567` as people here write it: `0901 234 567`. */
export function nationalPhone(e164: string): string {
  const number = parsePhoneNumberFromString(e164);
  return number ? (number.countryCallingCode === '84' ? number.formatNational() : number.formatInternational()) : e164;
}
