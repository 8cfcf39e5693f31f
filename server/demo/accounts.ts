import { installationFact, setInstallationFact } from '../app/installation.ts';
import { createUser, hashPassword, userByUsername, type WantedRole } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { randomToken } from '../platform/ids.ts';

export interface DemoAccount {
  username: string;
  displayName: string;
  /** What this person shows in a demonstration, for the list on the screen. */
  does: string;
  roles: WantedRole[];
}

const CENTRE = 'tong-dai-1022';
const WARD = 'ubnd-28261';

/** The people of a demonstration. Names are invented; the user names are part of the public face. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: 'agent',
    displayName: 'Lê Thị Mai',
    does: 'điện thoại viên · cấp 1',
    roles: [{ role: 'agent', unit: CENTRE }],
  },
  {
    username: 'agent2',
    displayName: 'Phạm Minh Khang',
    does: 'điện thoại viên · cấp 1',
    roles: [{ role: 'agent', unit: CENTRE }],
  },
  {
    username: 'supervisor',
    displayName: 'Trần Ngọc Hân',
    does: 'giám sát tổng đài',
    roles: [{ role: 'supervisor', unit: CENTRE }],
  },
  {
    username: 'officer',
    displayName: 'Nguyễn Hoàng Phúc',
    does: 'chuyên viên Sở Xây dựng · cấp 2',
    roles: [{ role: 'officer', unit: 'so-xay-dung' }],
  },
  {
    username: 'leader',
    displayName: 'Võ Thanh Tùng',
    does: 'lãnh đạo Sở Xây dựng · cấp 3',
    roles: [{ role: 'unit_leader', unit: 'so-xay-dung' }],
  },
  {
    username: 'officer2',
    displayName: 'Đặng Thị Thu Hà',
    does: 'chuyên viên Sở Nông nghiệp và Môi trường · cấp 2',
    roles: [{ role: 'officer', unit: 'so-nn-mt' }],
  },
  {
    username: 'leader2',
    displayName: 'Huỳnh Văn Bình',
    does: 'lãnh đạo Sở Nông nghiệp và Môi trường · cấp 3',
    roles: [{ role: 'unit_leader', unit: 'so-nn-mt' }],
  },
  {
    username: 'commune',
    displayName: 'Bùi Quốc Việt',
    does: 'chuyên viên UBND phường Mỹ Tho · cấp 2',
    roles: [{ role: 'officer', unit: WARD }],
  },
  {
    username: 'commune-leader',
    displayName: 'Ngô Thị Kim Oanh',
    does: 'lãnh đạo UBND phường Mỹ Tho · cấp 3',
    roles: [{ role: 'unit_leader', unit: WARD }],
  },
  {
    username: 'province',
    displayName: 'Dương Minh Trí',
    does: 'lãnh đạo UBND tỉnh · cấp 4',
    roles: [{ role: 'province_leader', unit: 'ubnd-tinh' }],
  },
  {
    username: 'publisher',
    displayName: 'Lý Gia Hân',
    does: 'biên tập công khai',
    roles: [{ role: 'publisher', unit: CENTRE }],
  },
  { username: 'admin', displayName: 'Quản trị viên', does: 'quản trị', roles: [{ role: 'admin', unit: CENTRE }] },
];

/**
 * The one password of all demonstration accounts: DEMO_PASSWORD, else the one made at the first start and kept (sealed)
 * with the installation.
 */
export async function demoPassword(ctx: Ctx): Promise<string> {
  if (ctx.config.demoPassword !== null) return ctx.config.demoPassword;
  const kept = await installationFact(ctx.db, 'demo_password');
  if (typeof kept === 'string') return ctx.secrets.open(kept, 'demo password');
  const made = `demo-${randomToken(6).replaceAll(/[^A-Za-z0-9]/g, 'x')}`;
  await setInstallationFact(ctx.db, 'demo_password', ctx.secrets.seal(made, 'demo password'));
  return made;
}

/**
 * Creates the demonstration accounts that are missing, with the demonstration's password and nothing to change at the
 * first sign-in. Accounts that exist are left alone, except that DEMO_PASSWORD, when it has changed, is set again.
 */
export async function seedAccounts(ctx: Ctx): Promise<{ password: string; created: number }> {
  const password = await demoPassword(ctx);
  let created = 0;
  for (const { username, displayName, roles } of DEMO_ACCOUNTS) {
    if (await userByUsername(ctx.db, username)) continue;
    await createUser(ctx, SYSTEM, { username, displayName, email: null, phone: null, roles, password });
    created += 1;
  }
  await followPassword(ctx, password, created === DEMO_ACCOUNTS.length);
  return { password, created };
}

/** DEMO_PASSWORD given anew at a later start must open the door, so the stored hashes follow it. */
async function followPassword(ctx: Ctx, password: string, fresh: boolean): Promise<void> {
  const mark = ctx.secrets.mac('demo password', password).toString('hex');
  const known = await installationFact(ctx.db, 'demo_password_mark');
  if (known === mark) return;
  if (!fresh) {
    const password_hash = await hashPassword(password);
    await ctx.db
      .updateTable('users')
      .set({ password_hash, must_change_password: false })
      .where(
        'username',
        'in',
        DEMO_ACCOUNTS.map((a) => a.username),
      )
      .execute();
  }
  await setInstallationFact(ctx.db, 'demo_password_mark', mark);
}
