import type { Ctx } from '../../platform/context.ts';
import { missing, webhookKey, type ZaloAccount } from './account.ts';
import { callZalo } from './api.ts';
import { unblockAccount } from './block-account.ts';
import { errorOf } from './errors.ts';
import { stringOf } from './values.ts';

/** Asks Zalo who we are; in words what works and what does not. Sends nothing to anybody. */
export async function testAccount(
  ctx: Ctx,
  account: ZaloAccount,
): Promise<{ ok: boolean; oaName: string | null; advice: string }> {
  const no = (advice: string) => ({ ok: false, oaName: null, advice });
  const problem = missing(account);
  if (problem) return no(problem.vi);
  const outcome = await callZalo(ctx, account, { method: 'GET', path: '/v2.0/oa/getoa' });
  if (outcome.kind === 'no_token') return no(outcome.detail);
  if (outcome.kind === 'error') return no(errorOf(outcome.code, outcome.text).advice.vi);
  if (outcome.kind !== 'ok') return no(`Không nói chuyện được với Zalo: ${outcome.detail}.`);
  const oaName = stringOf(outcome.data.name) ?? null;
  const oaId = stringOf(outcome.data.oa_id) ?? stringOf(outcome.data.oaid);
  if (oaId && oaId !== account.settings.oaId)
    return {
      ok: false,
      oaName,
      advice: `Khóa này thuộc Official Account ${oaId}, không phải ${account.settings.oaId}.`,
    };
  await unblockAccount(ctx, account);
  if (webhookKey(account) === null)
    return { ok: false, oaName, advice: 'Gửi tin được, nhưng chưa nhập khóa bí mật OA nên chưa nhận được tin.' };
  return { ok: true, oaName, advice: 'Kết nối tốt. Hãy nhắn thử một tin tới Official Account để kiểm tra chiều nhận.' };
}
