import type { z } from 'zod';
import type { putWidgetSite } from '../../../../contract/widget-sites.ts';
import type { Actor } from '../../../platform/auth/index.ts';
import type { Ctx } from '../../../platform/context.ts';
import { invalidField } from '../../../platform/errors.ts';
import { randomToken } from '../../../platform/ids.ts';
import { transact } from '../../../platform/transact.ts';
import { secretRenewed, siteChanged } from '../events.ts';
import { readOrigin } from '../origins.ts';
import { forgetSites, secretPurpose } from '../sites.ts';

export type SiteInput = z.output<NonNullable<(typeof putWidgetSite)['body']>>;

/** Adds or changes a site; its key is made once and stays. @throws AppError `invalid` */
export async function putSite(ctx: Ctx, actor: Actor, code: string, input: SiteInput): Promise<void> {
  const origins = input.origins
    .filter((typed) => typed !== '')
    .map((typed, i) => {
      const origin = readOrigin(typed);
      if (!origin)
        throw invalidField(`origins.${i}`, {
          vi: `“${typed}” không phải địa chỉ trang. Ghi như https://so-y-te.gov.vn, không có đường dẫn phía sau.`,
          en: `“${typed}” is not the address of a site. Write it like https://so-y-te.gov.vn, without a path.`,
        });
      return origin;
    });
  const codes = input.topics.map((topic) => topic.code);
  if (new Set(codes).size < codes.length)
    throw invalidField('topics', { vi: 'Có hai nội dung cùng mã.', en: 'Two entries have the same code.' });
  await transact(ctx, async (tx) => {
    const calendar = input.calendar
      ? await tx.db.selectFrom('calendars').select('id').where('code', '=', input.calendar).executeTakeFirst()
      : null;
    if (input.calendar && !calendar)
      throw invalidField('calendar', {
        vi: `Không có lịch mã “${input.calendar}”.`,
        en: `There is no calendar with the code “${input.calendar}”.`,
      });
    const values = {
      name: input.name,
      enabled: input.enabled,
      origins: [...new Set(origins)],
      colour: input.colour,
      side: input.side,
      texts: JSON.stringify(input.texts),
      topics: JSON.stringify(input.topics),
      calendar_id: calendar?.id ?? null,
      identity_required: input.identityRequired,
      reopen_days: input.reopenDays,
      idle_minutes: input.idleMinutes,
      updated_at: tx.now,
    };
    const stored = await tx.db
      .insertInto('widget_sites')
      .values({ ...values, code, key: `wk_${randomToken(9).toLowerCase()}`, created_at: tx.now })
      .onConflict((c) => c.column('code').doUpdateSet(values))
      .returning(['identity_secret'])
      .executeTakeFirstOrThrow();
    if (input.identityRequired && stored.identity_secret === null)
      throw invalidField('identityRequired', {
        vi: 'Cần tạo khóa ký trước khi bắt buộc nhận biết người dùng.',
        en: 'Create the signing key before requiring identified users.',
      });
    tx.record({
      type: siteChanged.type,
      actor,
      subject: { type: 'widget_site', id: code },
      data: { code, enabled: input.enabled, origins: values.origins },
      audience: { to: ['admin'] },
    });
  });
  forgetSites(ctx);
}

/** A new secret for signing identities; shown this once, kept sealed. Null when there is no such site. */
export async function renewSecret(ctx: Ctx, actor: Actor, code: string): Promise<string | null> {
  const secret = randomToken(32);
  const found = await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('widget_sites')
      .set({ identity_secret: ctx.secrets.seal(secret, secretPurpose(code)), updated_at: tx.now })
      .where('code', '=', code)
      .returning('id')
      .executeTakeFirst();
    if (!row) return false;
    tx.record({
      type: secretRenewed.type,
      actor,
      subject: { type: 'widget_site', id: code },
      data: { code },
      audience: { to: ['admin'] },
    });
    return true;
  });
  forgetSites(ctx);
  return found ? secret : null;
}
