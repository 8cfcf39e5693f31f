/** One event that many people report, going on when the demonstration begins; and a group of cases that may be another. */
import { act, declareIncident, joinIncidentCases, register } from '../cases/index.ts';
import { actorOf } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { seeded } from './random.ts';
import { at } from './replay.ts';
import { STAFF } from './staff.ts';
import { inventCitizen } from './words.ts';

const MINUTE = 60_000;
const POWER_CUT = { category: 'mat-dien', area: '28249' };
const NO_WATER = { category: 'mat-nuoc-nuoc-yeu', area: '30169' };
const COMPANY = 'cong-ty-dien-luc';

/** What people say, and how many minutes ago; the first becomes the case that carries the incident. */
const REPORTS: readonly [ago: number, content: string][] = [
  [112, 'Khu phố 2 mất điện từ lúc trời mưa giông, nghe tiếng nổ lớn ở trạm biến áp gần chợ.'],
  [104, 'Cả dãy nhà đường Trần Hưng Đạo mất điện, tủ lạnh trữ hàng bán của tôi hư hết, bao giờ có điện lại?'],
  [96, 'Điện cúp mà không thấy thông báo trước. Nhà có người già thở máy, xin cho biết mấy giờ có.'],
  [81, 'Trường mầm non mất điện, các cháu nóng quá, nhờ tổng đài hỏi giúp điện lực.'],
  [64, 'Mất điện từ trưa tới giờ, gọi số điện lực không ai nghe máy.'],
  [47, 'Xóm tôi vẫn chưa có điện, hàng xóm bên kia đường thì có rồi.'],
  [22, 'Quán của tôi mất điện hơn một tiếng, cho hỏi sửa tới đâu rồi?'],
];
/** Not declared yet: supervisors are asked whether it is one event. */
const PERHAPS: readonly [ago: number, content: string][] = [
  [58, 'Nước chảy rất yếu từ sáng, lầu hai không có giọt nào.'],
  [49, 'Mất nước cả hẻm, hỏi nhau thì nhà nào cũng vậy.'],
  [36, 'Nhà tôi không có nước máy để nấu cơm, có phải đang sửa ống không?'],
  [27, 'Nước nhỏ giọt, hàng ăn không rửa được chén.'],
  [14, 'Mất nước từ sáng tới giờ chưa có lại, nhờ kiểm tra giúp.'],
];

/** Registers, declares and joins; the second time nothing is added. */
export async function seedDemoIncident(ctx: Ctx, until: Date): Promise<void> {
  const named = async (name: string): Promise<Actor> => {
    const actor = await actorOf(ctx.db, name, ctx.clock.now());
    if (!actor) throw new Error(`there is no demonstration account ${name}`);
    return actor;
  };
  const [agent, supervisor] = [await named('agent'), await named('supervisor')];
  const ago = (minutes: number) => at(ctx, new Date(until.getTime() - minutes * MINUTE));
  const reported = async (key: string, where: typeof POWER_CUT, reports: typeof REPORTS) => {
    const codes: string[] = [];
    for (const [n, [minutes, content]] of reports.entries()) {
      const citizen = inventCitizen(seeded(7, n));
      const { code } = await register(ago(minutes), agent, {
        type: 'service_report',
        content,
        channel: 'phone',
        ...where,
        citizen,
        idempotencyKey: `demo:${key}:${n}`,
        acknowledge: false,
      });
      codes.push(code);
    }
    return codes;
  };
  const [first, ...others] = await reported('mat-dien', POWER_CUT, REPORTS);
  await reported('mat-nuoc', NO_WATER, PERHAPS);
  if (first === undefined) return;
  const words = {
    title: 'Mất điện phường Đạo Thạnh do sự cố trạm biến áp',
    told: 'Điện lực đang thay máy biến áp bị hư do giông, dự kiến có điện lại trong chiều nay. Khi có người già, người bệnh cần điện để thở máy, xin báo để được hỗ trợ máy phát.',
    spoken: 'Phường Đạo Thạnh đang mất điện do sự cố trạm biến áp. Điện lực đang khắc phục.',
    category: POWER_CUT.category,
    areas: [POWER_CUT.area],
    expectedEnd: isoLocal(new Date(until.getTime() + 180 * MINUTE)),
  };
  const key = 'demo:mat-dien';
  await declareIncident(ago(92), supervisor, { ...words, case: first, join: [] }, key);
  const row = await ctx.db
    .selectFrom('cases')
    .select(['status', 'version'])
    .where('code', '=', first)
    .executeTakeFirst();
  if (row?.status === 'received' && STAFF.has(COMPANY)) {
    const form = { leadUnit: COMPANY, coUnits: [], note: 'Nhiều hộ cùng báo, ưu tiên nơi có người thở máy.' };
    await act(ago(90), agent, { code: first, action: 'forward', version: row.version, form });
  }
  for (const [n, code] of others.entries()) {
    const [minutes = 1] = REPORTS[n + 1] ?? [];
    const order = { into: first, codes: [code], key, language: 'vi' as const };
    // Those who called before it was declared joined in that moment.
    await joinIncidentCases(ago(Math.min(minutes, 89)), agent, order);
  }
}
