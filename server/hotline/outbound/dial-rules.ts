/** What may be called: the first rule whose beginning fits decides, and what fits none is not called. */

import { nationalPhone, toE164 } from '../../citizens/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';

export interface DialRule {
  /** Beginning of the number in E.164, or of a short number such as 113. */
  prefix: string;
  allowed: boolean;
  name: string;
}

export type DialVerdict =
  | { allowed: true; number: string }
  | { allowed: false; why: 'no_number' }
  | { allowed: false; number: string; why: 'forbidden' | 'no_rule'; rule: string | null };

/** Judges what somebody wants to call: pure, so that administration can show the verdict before anything is dialled. */
export function judgeNumber(rules: readonly DialRule[], text: string): DialVerdict {
  const compact = text.replaceAll(/[^\d+]/g, '');
  // Numbers that no numbering plan lists (111, 1800…) are taken as they are where a rule names them.
  const short = /^1\d{2,9}$/.test(compact) && rules.some((rule) => compact.startsWith(rule.prefix)) ? compact : null;
  const number = short ?? toE164(text);
  if (!number) return { allowed: false, why: 'no_number' };
  const rule = rules.find((one) => number.startsWith(one.prefix));
  if (rule?.allowed) return { allowed: true, number };
  return { allowed: false, number, why: rule ? 'forbidden' : 'no_rule', rule: rule?.name ?? null };
}

/** The rules in their order. */
export function dialRules(db: Db): Promise<DialRule[]> {
  return db.selectFrom('dial_rules').select(['prefix', 'allowed', 'name']).orderBy('position').execute();
}

/**
 * The number as it is dialled (E.164, or a short number), when the rules allow it.
 * @throws AppError `invalid` for what is no number, `forbidden` with the rule that forbids it
 */
export async function mayDial(db: Db, text: string, field = 'to'): Promise<string> {
  const verdict = judgeNumber(await dialRules(db), text);
  if (verdict.allowed) return verdict.number;
  if (verdict.why === 'no_number') {
    const message: Said = { vi: 'Không phải số điện thoại.', en: 'This is not a telephone number.' };
    throw new AppError('invalid', { detail: message, fields: [{ path: field, message, code: 'invalid' }] });
  }
  const shown = nationalPhone(verdict.number);
  throw new AppError('forbidden', {
    detail: verdict.rule
      ? {
          vi: `Quy tắc gọi ra không cho gọi ${shown} (${verdict.rule}).`,
          en: `The dialling rules do not allow calling ${shown} (${verdict.rule}).`,
        }
      : { vi: `Chưa có quy tắc nào cho gọi ${shown}.`, en: `No rule allows calling ${shown}.` },
  });
}
