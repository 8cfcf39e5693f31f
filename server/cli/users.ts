import { username as usernameShape } from '../../contract/org.ts';
import { ROLES, type Role } from '../../contract/session.ts';
import { EXIT, UsageError } from '../app/failure.ts';
import { createUser, listUsers, resetPassword, updateUser, type WantedRole } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import { type Command, printJson, printTable } from './command.ts';
import { readArgs, withInstallation } from './installation.ts';
import { readPassword } from './read-password.ts';

const add: Command = {
  name: 'user add',
  summary: 'Thêm người dùng; in mật khẩu dùng một lần (adds a user and prints the one-time password).',
  synopsis:
    '<user name> --name <display name> --role <role>@<unit> [--role …] [--email <address>] [--phone <number>] [--json]',
  help: `  --role   ${ROLES.join(', ')}; the unit by its code, e.g. officer@so-xay-dung`,
  async run(args) {
    const text = { type: 'string' } as const;
    const options = { name: text, email: text, phone: text, role: { type: 'string', multiple: true } } as const;
    const { values, words } = readArgs(args, options, ['user name']);
    const username = words[0] ?? '';
    if (!usernameShape.safeParse(username).success)
      throw new UsageError(`Tên đăng nhập ${JSON.stringify(username)} không hợp lệ (a-z, 0-9, . _ -; at least 2).`);
    if (!values.name?.trim()) throw new UsageError('Thiếu --name (missing).');
    const roles = (values.role ?? []).map(readRole);
    const person = {
      username,
      displayName: values.name.trim().normalize('NFC'),
      email: values.email ?? null,
      phone: values.phone ?? null,
      roles,
    };
    const { oneTimePassword } = await withInstallation(values.demo ?? false, (ctx) => createUser(ctx, SYSTEM, person));
    if (values.json) printJson({ username, oneTimePassword });
    else console.log(`✓ ${username}\n  mật khẩu dùng một lần (one-time password): ${oneTimePassword}`);
    return EXIT.done;
  },
};

function readRole(text: string): WantedRole {
  const [role, unit, more] = text.split('@');
  if (!ROLES.includes(role as Role) || !unit || more !== undefined)
    throw new UsageError(`--role ${JSON.stringify(text)}: expected <role>@<unit>; roles: ${ROLES.join(', ')}.`);
  return { role: role as Role, unit };
}

const list: Command = {
  name: 'user list',
  summary: 'Danh sách người dùng (users with their roles).',
  synopsis: '[--json]',
  async run(args) {
    const { values } = readArgs(args, {});
    const users = await withInstallation(values.demo ?? false, async (ctx) => {
      const all = [];
      for (let after = ''; ; ) {
        const page = await listUsers(ctx.db, ctx.clock.now(), {}, after, 500);
        all.push(...page);
        if (page.length < 500) return all;
        after = page.at(-1)?.username ?? '';
      }
    });
    const rows = users.map((u) => ({
      username: u.username,
      displayName: u.displayName,
      roles: u.roles.map((r) => `${r.role}@${r.unit.code}`),
      disabledAt: u.disabledAt && isoLocal(u.disabledAt),
    }));
    if (values.json) printJson(rows);
    else
      printTable([
        ['TÊN ĐĂNG NHẬP', 'HỌ TÊN', 'VAI TRÒ', ''],
        ...rows.map((r) => [r.username, r.displayName, r.roles.join(' '), r.disabledAt ? 'đã khóa' : '']),
      ]);
    return EXIT.done;
  },
};

const password: Command = {
  name: 'user password',
  summary: 'Đặt lại mật khẩu; các phiên của người đó kết thúc (sets a new password; sessions end).',
  synopsis: '<user name> [--stdin | --one-time] [--json]',
  help: `  Asks for the password twice without showing it. A password never stands on the command line.
  --stdin      read it from standard input (first line)
  --one-time   make one and print it
  Either way it must be changed at the next sign-in.`,
  async run(args) {
    const options = { stdin: { type: 'boolean' }, 'one-time': { type: 'boolean' } } as const;
    const { values, words } = readArgs(args, options, ['user name']);
    const username = words[0] ?? '';
    const given = values['one-time'] ? undefined : await readPassword({ fromStdin: values.stdin ?? false });
    const { oneTimePassword } = await withInstallation(values.demo ?? false, (ctx) =>
      resetPassword(ctx, SYSTEM, username, given),
    );
    if (values.json) printJson(given === undefined ? { username, oneTimePassword } : { username });
    else if (given === undefined) console.log(`✓ mật khẩu dùng một lần (one-time password): ${oneTimePassword}`);
    else console.log(`✓ Đã đặt mật khẩu cho ${username} (password set).`);
    return EXIT.done;
  },
};

const access = (name: 'user disable' | 'user enable', summary: string): Command => ({
  name,
  summary,
  synopsis: '<user name>',
  async run(args) {
    const { values, words } = readArgs(args, {}, ['user name']);
    const disabled = name === 'user disable';
    await withInstallation(values.demo ?? false, (ctx) => updateUser(ctx, SYSTEM, words[0] ?? '', { disabled }));
    console.log(`✓ ${words[0]} ${disabled ? 'đã bị khóa (disabled)' : 'được mở lại (enabled)'}`);
    return EXIT.done;
  },
});

export const userCommands: readonly Command[] = [
  add,
  list,
  password,
  access('user disable', 'Khóa tài khoản: kết thúc phiên và mã truy cập (ends sessions and tokens at once).'),
  access('user enable', 'Mở lại tài khoản (lets the user sign in again).'),
];
