/** What a person gives or withdraws about himself: the shared form, consents to calls, the wish to be forgotten. */
import { noteIdentity, toE164 } from '../../citizens/index.ts';
import { receive } from '../../conversations/index.ts';
import { CITIZEN } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { CITIZEN_NAME, keepSaid, type Said } from '../../platform/said.ts';
import type { InboundOutcome } from '../accounts/index.ts';
import type { ZaloAccount } from './account.ts';
import type { SharedInfo, ZaloEvent } from './read-event.ts';
import { touchUser, withProfile } from './users.ts';

type Of<W extends ZaloEvent['what']> = Extract<ZaloEvent, { what: W }>;

/** The form "share your information": a message in the thread, and the phone number as one the person has said. */
export async function takeShared(ctx: Ctx, account: ZaloAccount, e: Of<'shared'>): Promise<void> {
  const user = await withProfile(ctx, account, await touchUser(ctx.db, account, e.userId, e.at));
  await ctx.db
    .updateTable('zalo_users')
    .set({ shared: JSON.stringify(e.info), shared_at: e.at })
    .where('account_id', '=', account.id)
    .where('user_id', '=', e.userId)
    .execute();
  const phone = toE164(e.info.phone?.replace(/^84(?=\d{9}$)/, '+84'));
  const name = e.info.name ?? user.display_name ?? '';
  await receive(
    ctx,
    {
      ...inbound(account, e.userId, name, e.at),
      externalId: `shared:${e.userId}:${e.at.getTime()}`,
      kind: 'human',
      text: sharedText(e.info),
      parts: [{ kind: 'contact', name: name || CITIZEN_NAME.vi, ...(phone ? { phone } : {}) }],
    },
    async (tx, { conversationId }) => {
      if (!phone) return;
      const row = await tx.db
        .selectFrom('conversations')
        .select('citizen_id')
        .where('id', '=', conversationId)
        .executeTakeFirst();
      if (row?.citizen_id) await noteIdentity(tx, CITIZEN, row.citizen_id, { kind: 'phone', value: phone });
    },
  );
}

function sharedText(info: SharedInfo): string {
  const lines: [string, string | null][] = [
    ['Họ tên', info.name],
    ['Điện thoại', info.phone],
    ['Địa chỉ', info.address],
    ['Ngày sinh', info.birthday],
    ['Giới tính', info.gender],
  ];
  const given = lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
  return ['Người dân đồng ý chia sẻ thông tin qua Zalo.', ...given].join('\n');
}

function inbound(account: ZaloAccount, userId: string, name: string, at: Date) {
  return {
    channel: 'zalo' as const,
    account: account.code,
    from: { name, address: userId },
    subject: '',
    folded: null,
    html: null,
    inReplyTo: null,
    sentAt: at,
    attachments: [],
    conversationId: 'latest' as const,
    identity: { kind: 'zalo' as const, value: userId, confidence: 'verified' as const },
  };
}

const CONSENTS: Record<string, Said> = {
  ALLOW: {
    vi: 'Người dân đồng ý nhận cuộc gọi qua Zalo.',
    en: 'The citizen agrees to be called by Zalo.',
  },
  USER_BLOCKED: {
    vi: 'Người dân không đồng ý nhận cuộc gọi qua Zalo.',
    en: 'The citizen does not agree to be called by Zalo.',
  },
  SENT: { vi: 'Đã gửi đề nghị được gọi qua Zalo.', en: 'The request to call by Zalo was sent.' },
  EXPIRED: { vi: 'Đề nghị được gọi qua Zalo đã hết hạn.', en: 'The request to call by Zalo has expired.' },
};

function otherConsent(state: string): Said {
  return { vi: `Trạng thái đồng ý nhận cuộc gọi: ${state}.`, en: `Consent to calls: ${state}.` };
}

function callLine(byUser: boolean, seconds: number | null): Said {
  const vi = byUser ? 'Người dân gọi qua Zalo' : 'Cuộc gọi Zalo tới người dân';
  const en = byUser ? 'The citizen called by Zalo' : 'A Zalo call to the citizen';
  return {
    vi: `${vi}${seconds === null ? '' : `, nói chuyện ${seconds} giây`}.`,
    en: `${en}${seconds === null ? '' : `, ${seconds} s of talk`}.`,
  };
}

/** Calls by Zalo and consents to them: a line in the thread, so that the next one who answers knows. */
export async function takeConsent(
  ctx: Ctx,
  account: ZaloAccount,
  e: Of<'consent'> | Of<'call'>,
): Promise<InboundOutcome> {
  if (e.userId === null) return { state: 'ignored', reason: 'no_person' };
  const opens = e.what === 'call' || e.consent === 'ALLOW';
  const user = await withProfile(ctx, account, await touchUser(ctx.db, account, e.userId, opens ? e.at : null));
  if (e.what === 'consent') {
    await ctx.db
      .updateTable('zalo_users')
      .set({ call_consent: e.consent.slice(0, 40), call_consent_at: e.at })
      .where('account_id', '=', account.id)
      .where('user_id', '=', e.userId)
      .where((w) => w.or([w('call_consent_at', 'is', null), w('call_consent_at', '<', e.at)]))
      .execute();
  }
  const text =
    e.what === 'consent'
      ? (CONSENTS[e.consent] ?? otherConsent(e.consent.slice(0, 40)))
      : callLine(e.byUser, e.talkSeconds);
  await receive(ctx, {
    ...inbound(account, e.userId, user.display_name ?? '', e.at),
    externalId: e.what === 'call' && e.callId ? `call:${e.callId}` : `${e.name}:${e.userId}:${e.at.getTime()}`,
    kind: 'notice',
    text: keepSaid(text),
  });
  return { state: 'handled' };
}

/** The right to be forgotten: only a person may decide what the archive law lets us erase. */
export async function takeWithdrawal(ctx: Ctx, account: ZaloAccount, e: Of<'withdraw'>): Promise<InboundOutcome> {
  await touchUser(ctx.db, account, e.userId, null);
  await ctx.db
    .updateTable('zalo_users')
    .set({ withdrawn_at: e.at })
    .where('account_id', '=', account.id)
    .where('user_id', '=', e.userId)
    .execute();
  ctx.log.warn({ account: account.code }, 'a Zalo user asks that his data be removed');
  return {
    state: 'unhandled',
    reason: 'erasure_request',
    detail: {
      vi: `Người dùng Zalo ${e.userId} yêu cầu xóa dữ liệu cá nhân. Cần người có thẩm quyền xem xét và trả lời.`,
      en: `The Zalo user ${e.userId} asks that his personal data be erased. Somebody with the authority must consider and answer it.`,
    },
  };
}
