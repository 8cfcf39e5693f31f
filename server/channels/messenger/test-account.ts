import type { Ctx } from '../../platform/context.ts';
import { stringOf } from '../shared/values.ts';
import { type MessengerAccount, missing } from './account.ts';
import { callGraph } from './api.ts';
import { errorOf } from './errors.ts';
import { ensureSubscribed } from './subscription.ts';
import { tokenLives } from './token.ts';

/** Asks Facebook who we are and subscribes the page to our webhook; in words what works and what does not. Writes to nobody. */
export async function testAccount(
  ctx: Ctx,
  account: MessengerAccount,
): Promise<{ ok: boolean; pageName: string | null; advice: string }> {
  const no = (advice: string, pageName: string | null = null) => ({ ok: false, pageName, advice });
  const problem = missing(account);
  if (problem) return no(problem.vi);
  const outcome = await callGraph(ctx, account, {
    method: 'GET',
    path: '/me',
    query: { fields: 'id,name' },
    evenDead: true,
  });
  if (outcome.kind === 'no_token') return no(outcome.detail);
  if (outcome.kind === 'error') return no(errorOf(outcome.code, outcome.subcode, outcome.text).advice.vi);
  if (outcome.kind !== 'ok') return no(`Không nói chuyện được với Facebook: ${outcome.detail}.`);
  const pageName = stringOf(outcome.data.name) ?? null;
  const id = stringOf(outcome.data.id);
  if (id !== account.settings.pageId)
    return no(`Mã truy cập này thuộc trang ${id ?? 'không rõ'}, không phải ${account.settings.pageId}.`, pageName);
  await tokenLives(ctx, account);
  const unsubscribed = await ensureSubscribed(ctx, account);
  if (unsubscribed) return no(`Gửi tin được, nhưng chưa nhận được tin. ${unsubscribed}`, pageName);
  if (!account.secrets.verifyToken)
    return no('Gửi tin được, nhưng chưa nhập mã xác minh webhook nên Facebook không xác minh được địa chỉ.', pageName);
  return { ok: true, pageName, advice: 'Kết nối tốt. Hãy nhắn thử một tin tới trang để kiểm tra chiều nhận.' };
}
