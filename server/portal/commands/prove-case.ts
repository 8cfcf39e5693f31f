import { timingSafeEqual } from 'node:crypto';
import { type LoadedCase, loadByCode } from '../../cases/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { hashSecret } from '../../platform/ids.ts';
import { giveBack, take } from '../limits.ts';

/** A code as people type it: blanks, missing `1022-`, other dashes. Null when it cannot be one. */
export function readCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[^0-9]/g, '');
  const tail = digits.startsWith('1022') && digits.length >= 14 ? digits.slice(4) : digits;
  return /^\d{10,12}$/.test(tail) ? `1022-${tail.slice(0, 6)}-${tail.slice(6)}` : null;
}

/** A secret as people type it: lower case, blanks and hyphens between the characters. */
export function readSecret(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\-–.]/g, '')
    .toUpperCase();
}

/**
 * The case whose code and secret somebody knows. An unknown code and a wrong secret look alike and take as long; every
 * failure counts against the address and against the code.
 * @throws AppError `not_found` | `too_many_requests`
 */
export async function proveCase(
  ctx: Ctx,
  proof: { code: string; secret: string; address: string },
): Promise<LoadedCase> {
  const code = readCode(proof.code);
  // Booked before the look, so that a hundred guesses at once count as a hundred.
  await take(ctx, 'lookup', proof.address);
  if (!code) throw notFound();
  await take(ctx, 'code', code);
  const found = await loadByCode(ctx.db, code);
  const given = hashSecret(readSecret(proof.secret));
  const kept = found?.row.secret_hash ?? hashSecret('');
  if (!timingSafeEqual(given, kept) || !found) throw notFound();
  await giveBack(ctx, 'lookup', proof.address);
  await giveBack(ctx, 'code', code);
  return found;
}

const notFound = () =>
  new AppError('not_found', {
    detail: { vi: 'Mã phiếu hoặc mã tra cứu không đúng.', en: 'The case number or the look-up code is wrong.' },
  });
