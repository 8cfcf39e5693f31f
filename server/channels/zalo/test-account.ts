import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { missing, webhookKey, type ZaloAccount } from './account.ts';
import { callZalo } from './api.ts';
import { unblockAccount } from './block-account.ts';
import { errorOf } from './errors.ts';
import { stringOf } from './values.ts';

const SENDS_ONLY: Said = {
  vi: 'Gửi tin được, nhưng chưa nhập khóa bí mật OA nên chưa nhận được tin.',
  en: 'Messages can be sent, but the OA secret is missing, so none are taken in.',
};
const GOOD: Said = {
  vi: 'Kết nối tốt. Hãy nhắn thử một tin tới Official Account để kiểm tra chiều nhận.',
  en: 'The connection works. Write a message to the Official Account to try the way in.',
};
const unreachable = (detail: Said): Said => ({
  vi: `Không nói chuyện được với Zalo: ${detail.vi}.`,
  en: `Zalo could not be reached: ${detail.en}.`,
});

/** Asks Zalo who we are; in words what works and what does not. Sends nothing to anybody. */
export async function testAccount(
  ctx: Ctx,
  account: ZaloAccount,
): Promise<{ ok: boolean; oaName: string | null; advice: Said }> {
  const no = (advice: Said) => ({ ok: false, oaName: null, advice });
  const problem = missing(account);
  if (problem) return no(problem);
  const outcome = await callZalo(ctx, account, { method: 'GET', path: '/v2.0/oa/getoa' });
  if (outcome.kind === 'no_token') return no(outcome.detail);
  if (outcome.kind === 'error') return no(errorOf(outcome.code, outcome.text).advice);
  if (outcome.kind !== 'ok') return no(unreachable(outcome.detail));
  const oaName = stringOf(outcome.data.name) ?? null;
  const oaId = stringOf(outcome.data.oa_id) ?? stringOf(outcome.data.oaid);
  if (oaId && oaId !== account.settings.oaId)
    return {
      ok: false,
      oaName,
      advice: {
        vi: `Khóa này thuộc Official Account ${oaId}, không phải ${account.settings.oaId}.`,
        en: `This token belongs to the Official Account ${oaId}, not to ${account.settings.oaId}.`,
      },
    };
  await unblockAccount(ctx, account);
  if (webhookKey(account) === null) return { ok: false, oaName, advice: SENDS_ONLY };
  return { ok: true, oaName, advice: GOOD };
}
