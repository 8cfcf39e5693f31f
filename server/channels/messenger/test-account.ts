import type { Ctx } from '../../platform/context.ts';
import { type Said, saidWith } from '../../platform/said.ts';
import { stringOf } from '../shared/values.ts';
import { type MessengerAccount, missing } from './account.ts';
import { callGraph } from './api.ts';
import { errorOf } from './errors.ts';
import { ensureSubscribed } from './subscription.ts';
import { tokenLives } from './token.ts';

const SENDS_ONLY: Said = {
  vi: 'Gửi tin được, nhưng chưa nhận được tin.',
  en: 'Messages can be sent, but none are taken in yet.',
};
const NO_VERIFY_TOKEN: Said = {
  vi: 'Gửi tin được, nhưng chưa nhập mã xác minh webhook nên Facebook không xác minh được địa chỉ.',
  en: 'Messages can be sent, but the verify token of the webhook is missing, so Facebook cannot verify the address.',
};
const GOOD: Said = {
  vi: 'Kết nối tốt. Hãy nhắn thử một tin tới trang để kiểm tra chiều nhận.',
  en: 'The connection works. Write a message to the page to try the way in.',
};
const unreachable = (detail: Said): Said => ({
  vi: `Không nói chuyện được với Facebook: ${detail.vi}.`,
  en: `Facebook could not be reached: ${detail.en}.`,
});
const otherPage = (found: string | undefined, wanted: string): Said => ({
  vi: `Mã truy cập này thuộc trang ${found ?? 'không rõ'}, không phải ${wanted}.`,
  en: `This access token belongs to the page ${found ?? '(unknown)'}, not to ${wanted}.`,
});

/** Asks Facebook who we are and subscribes the page to our webhook; in words what works and what does not. Writes to nobody. */
export async function testAccount(
  ctx: Ctx,
  account: MessengerAccount,
): Promise<{ ok: boolean; pageName: string | null; advice: Said }> {
  const no = (advice: Said, pageName: string | null = null) => ({ ok: false, pageName, advice });
  const problem = missing(account);
  if (problem) return no(problem);
  const outcome = await callGraph(ctx, account, {
    method: 'GET',
    path: '/me',
    query: { fields: 'id,name' },
    evenDead: true,
  });
  if (outcome.kind === 'no_token') return no(outcome.detail);
  if (outcome.kind === 'error') return no(errorOf(outcome.code, outcome.subcode, outcome.text).advice);
  if (outcome.kind !== 'ok') return no(unreachable(outcome.detail));
  const pageName = stringOf(outcome.data.name) ?? null;
  const id = stringOf(outcome.data.id);
  if (id !== account.settings.pageId) return no(otherPage(id, account.settings.pageId), pageName);
  await tokenLives(ctx, account);
  const unsubscribed = await ensureSubscribed(ctx, account);
  if (unsubscribed)
    return no(
      saidWith(unsubscribed, (text, language) => `${SENDS_ONLY[language]} ${text}`),
      pageName,
    );
  if (!account.secrets.verifyToken) return no(NO_VERIFY_TOKEN, pageName);
  return { ok: true, pageName, advice: GOOD };
}
