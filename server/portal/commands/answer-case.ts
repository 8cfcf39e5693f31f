import { act, type LoadedCase } from '../../cases/index.ts';
import { CITIZEN } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { sqlState } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';

export type CitizenAnswer =
  | { action: 'rate'; satisfied: boolean; reason?: string | undefined }
  | { action: 'reopen'; reason: string };

/**
 * The citizen's last word on an answer, through the one workflow. Which case it may touch has been proved before.
 * @throws AppError `not_now` when it was rated already, is not closed, or the window is over
 */
export async function answerCase(ctx: Ctx, found: LoadedCase, { action, ...form }: CitizenAnswer): Promise<void> {
  try {
    await act(ctx, CITIZEN, { code: found.row.code, action, version: null, form });
  } catch (error) {
    // Two ratings at once: the database keeps one of them.
    if (sqlState(error) === '23505')
      throw new AppError('not_now', {
        detail: { vi: 'Phiếu này đã được đánh giá.', en: 'This case was rated already.' },
      });
    throw error;
  }
}
