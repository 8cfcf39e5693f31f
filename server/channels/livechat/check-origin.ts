import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { allowsOrigin } from './origins.ts';
import type { Site } from './sites.ts';

/**
 * Browsers say from which page a request comes; ours (the window itself) and the pages of the named sites may ask.
 * Programs say nothing: they hold a token or get none, and no browser can be made to leave the Origin out.
 * @throws AppError `origin_not_allowed`
 */
export function refuseForeignOrigin(
  ctx: Pick<Ctx, 'config'>,
  from: { origin: string | undefined; host: string },
  ...sites: readonly Site[]
): void {
  const { origin } = from;
  if (origin === undefined || isOurs(ctx, origin, from.host)) return;
  if (!sites.some((site) => allowsOrigin(site.origins, origin)))
    throw new AppError('origin_not_allowed', {
      detail: {
        vi: `Trang ${origin.slice(0, 200)} chưa được phép hiện cửa sổ trò chuyện.`,
        en: `The site ${origin.slice(0, 200)} may not show the chat window.`,
      },
    });
}

/** Whether an origin is this installation's own address. */
export function isOurs(ctx: Pick<Ctx, 'config'>, origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host: theirs } = new URL(origin);
  const { publicUrl } = ctx.config;
  return theirs === host || (publicUrl !== null && theirs === new URL(publicUrl).host);
}
