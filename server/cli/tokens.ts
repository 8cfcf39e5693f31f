import { EXIT, UsageError } from '../app/failure.ts';
import { createToken, revokeToken } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import { type Command, printJson } from './command.ts';
import { readArgs, withInstallation } from './installation.ts';

const DAY_MS = 86_400_000;

export const tokenCommands: readonly Command[] = [
  {
    name: 'token create',
    summary:
      'Tạo mã truy cập API với quyền của một người dùng; chỉ hiện một lần (an API token with a user’s rights, shown once).',
    synopsis: '<user name> --name <what for> [--days <n>] [--json]',
    help: '  --days   how long it is valid; without it until revoked',
    async run(args) {
      const options = { name: { type: 'string' }, days: { type: 'string' } } as const;
      const { values, words } = readArgs(args, options, ['user name']);
      const name = values.name?.trim();
      if (!name) throw new UsageError('Thiếu --name (missing).');
      const days = values.days === undefined ? null : Number(values.days);
      if (days !== null && !(days > 0 && days <= 3650))
        throw new UsageError(`--days ${JSON.stringify(values.days)}: expected a number from 1 to 3650.`);
      const made = await withInstallation(values.demo ?? false, async (ctx) => {
        const expiresAt = days === null ? null : new Date(ctx.clock.now().getTime() + days * DAY_MS);
        return { ...(await createToken(ctx, SYSTEM, { username: words[0] ?? '', name, expiresAt })), expiresAt };
      });
      const expiresAt = made.expiresAt && isoLocal(made.expiresAt);
      if (values.json) printJson({ id: made.id, token: made.token, expiresAt });
      else {
        console.log(
          `✓ mã số ${made.id}, ${expiresAt === null ? 'đến khi thu hồi (until revoked)' : `đến ${expiresAt}`}`,
        );
        console.log(`  ${made.token}`);
      }
      return EXIT.done;
    },
  },
  {
    name: 'token revoke',
    summary: 'Thu hồi mã truy cập API (ends an API token at once).',
    synopsis: '<id>',
    async run(args) {
      const { values, words } = readArgs(args, {}, ['id']);
      const id = Number(words[0]);
      if (!Number.isSafeInteger(id) || id < 1)
        throw new UsageError(`Mã số ${JSON.stringify(words[0])} không hợp lệ (expected a number).`);
      await withInstallation(values.demo ?? false, (ctx) => revokeToken(ctx, SYSTEM, id));
      console.log(`✓ Đã thu hồi mã số ${id} (revoked).`);
      return EXIT.done;
    },
  },
];
