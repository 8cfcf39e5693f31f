import type { Ctx } from '../../platform/context.ts';

/** The key of our mail tokens: bound to the installation's SECRET_KEY, so a new key makes old reply addresses void. */
export function tokenSecret(ctx: Pick<Ctx, 'secrets'>): Buffer {
  return ctx.secrets.mac('email-token', 'v1');
}

/** What our mail carries in X-HC-Loop, to know it again when it comes back; differs between installations. */
export function loopId(ctx: Pick<Ctx, 'secrets'>): string {
  return `1022-${ctx.secrets.mac('email-loop', 'v1').toString('hex').slice(0, 16)}`;
}
