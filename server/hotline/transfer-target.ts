/** Whom a call may be handed to: names and numbers of a request → somebody who can be rung. */
import type { TransferTarget } from '../../contract/calls.ts';
import { nationalPhone, toE164 } from '../citizens/index.ts';
import { userByUsername } from '../org/index.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import type { Target } from './engine/types.ts';
import { mayDial } from './outbound/dial-rules.ts';
import { phoneOf } from './phones/registered.ts';

/** @throws AppError `invalid` naming the field, `not_now` when nobody can be rung there at present */
export async function resolveTarget(db: Db, target: TransferTarget): Promise<Target> {
  if ('queue' in target) {
    const queue = await db
      .selectFrom('queues')
      .select('code')
      .where('code', '=', target.queue)
      .where('enabled', '=', true)
      .executeTakeFirst();
    if (!queue)
      throw invalidField('target.queue', {
        vi: 'Không có hàng chờ này hoặc hàng chờ đã ngừng dùng.',
        en: 'There is no such queue, or it is no longer used.',
      });
    return { kind: 'queue', code: queue.code };
  }
  if ('number' in target) {
    const number = await mayDial(db, target.number, 'target.number');
    return { kind: 'number', number, name: nationalPhone(number) };
  }
  const username = 'agent' in target ? target.agent : target.officer;
  const user = await userByUsername(db, username);
  if (!user) throw invalidField('target', { vi: 'Không có người dùng này.', en: 'There is no such user.' });
  const phone = await phoneOf(db, user.id);
  if ('agent' in target) {
    if (phone === null)
      throw new AppError('not_now', {
        detail: {
          vi: `${user.displayName} chưa kết nối điện thoại.`,
          en: `${user.displayName} has not connected the telephone.`,
        },
      });
    if (await isTalking(db, user.id))
      throw new AppError('not_now', {
        detail: { vi: `${user.displayName} đang có cuộc gọi.`, en: `${user.displayName} has a call.` },
      });
    return { kind: 'agent', userId: user.id, name: user.displayName, phone };
  }
  if (phone !== null) return { kind: 'officer', userId: user.id, name: user.displayName, to: { phone } };
  const number = await numberOf(db, user.id);
  if (number === null)
    throw new AppError('not_now', {
      detail: {
        vi: `Chưa có số điện thoại của ${user.displayName} trong hệ thống.`,
        en: `There is no telephone number of ${user.displayName} in the system.`,
      },
    });
  const to = { number: await mayDial(db, number, 'target.officer') };
  return { kind: 'officer', userId: user.id, name: user.displayName, to };
}

async function isTalking(db: Db, userId: number): Promise<boolean> {
  const leg = await db
    .selectFrom('call_legs')
    .select('id')
    .where('user_id', '=', userId)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  return leg !== undefined;
}

async function numberOf(db: Db, userId: number): Promise<string | null> {
  const row = await db.selectFrom('users').select('phone').where('id', '=', userId).executeTakeFirst();
  return toE164(row?.phone);
}
