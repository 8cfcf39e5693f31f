/** The people beside the demonstration accounts: two in every other unit that gets cases, so that work plausibly moves. */
import { createUser, delegate, unitByCode, userByUsername } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';

/** Agencies with staff of their own; cases of other units are answered by the centre. */
const AGENCIES = [
  'so-y-te',
  'so-gddt',
  'so-noi-vu',
  'so-vhttdl',
  'so-cong-thuong',
  'so-khcn',
  'so-tai-chinh',
  'cong-an-tinh',
  'cong-ty-dien-luc',
  'cap-nuoc-dong-thap',
  'cap-nuoc-tien-giang',
  'bhxh-tinh',
  'thue-tinh',
  'vpdk-dat-dai',
  'tt-pvhcc-tinh',
  'ubnd-29905',
  'ubnd-28360',
  'ubnd-28249',
  'ubnd-30169',
  'ubnd-29888',
] as const;

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'];
const GIVEN = ['Văn Lợi', 'Thị Ngọc Lan', 'Minh Đức', 'Thị Bích Thủy', 'Quốc Thái', 'Hồng Nhung', 'Tấn Đạt', 'Kim Chi'];
const nameOf = (n: number) => `${FAMILY[n % FAMILY.length]} ${GIVEN[(n * 3 + Math.floor(n / 8)) % GIVEN.length]}`;

/** Who works where in a demonstration: user names by unit. */
export interface UnitStaff {
  officer: string;
  leader: string;
}

/** Units with people, by unit code. */
export const STAFF: ReadonlyMap<string, UnitStaff> = new Map([
  ['so-xay-dung', { officer: 'officer', leader: 'leader' }],
  ['so-nn-mt', { officer: 'officer2', leader: 'leader2' }],
  ['ubnd-28261', { officer: 'commune', leader: 'commune-leader' }],
  ...AGENCIES.map((unit): [string, UnitStaff] => [unit, { officer: `cv-${unit}`, leader: `ld-${unit}` }]),
]);

/** The unit whose leader is away at the moment, so that a signature in somebody's place can be shown. */
const AWAY = { leader: 'ld-so-y-te', deputy: 'cv-so-y-te', reason: 'Đi công tác tại thành phố Hồ Chí Minh' };

/** Creates the staff that is missing, with roles since the clock of `ctx`. Returns how many were made. */
export async function seedStaff(ctx: Ctx, password: string): Promise<number> {
  let created = 0;
  for (const [i, unit] of AGENCIES.entries()) {
    const { name } = (await unitByCode(ctx.db, unit)) ?? { name: unit };
    const people = [
      { username: `cv-${unit}`, displayName: nameOf(i * 2), role: 'officer' as const },
      { username: `ld-${unit}`, displayName: nameOf(i * 2 + 1), role: 'unit_leader' as const },
    ];
    for (const { username, displayName, role } of people) {
      if (await userByUsername(ctx.db, username)) continue;
      ctx.log.debug({ username, unit: name }, 'demonstration account');
      const roles = [{ role, unit }];
      await createUser(ctx, SYSTEM, { username, displayName, email: null, phone: null, roles, password });
      created += 1;
    }
  }
  return created;
}

/** Sends one leader away for the next five days, with a deputy who signs in his place. Once. */
export async function seedDelegation(ctx: Ctx): Promise<void> {
  const absent = await userByUsername(ctx.db, AWAY.leader);
  if (!absent) return;
  const known = await ctx.db.selectFrom('delegations').select('id').where('user_id', '=', absent.id).executeTakeFirst();
  if (known) return;
  const from = ctx.clock.now();
  const to = new Date(from.getTime() + 5 * 86_400_000);
  await delegate(ctx, SYSTEM, { user: AWAY.leader, deputy: AWAY.deputy, from, to, reason: AWAY.reason });
}
