import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/org-trees.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { createArea, updateArea } from './commands/save-area.ts';
import { createCategory, updateCategory } from './commands/save-category.ts';
import { directory } from './directory.ts';
import { presentAreaRecord, presentCategoryRecord } from './present-trees.ts';

/** Categories and areas for those who keep them, whatever their dates. */
export function treeRecordRoutes(app: FastifyInstance, ctx: Ctx): void {
  const category = async (code: string) => {
    const known = await directory(ctx.db);
    const found = known.categoryByCode(code);
    if (!found)
      throw new AppError('not_found', {
        detail: { vi: `Không có lĩnh vực ${code}.`, en: `There is no category ${code}.` },
      });
    return presentCategoryRecord(known, found);
  };
  const area = async (code: string) => {
    const known = await directory(ctx.db);
    const found = known.areaByCode(code);
    if (!found)
      throw new AppError('not_found', { detail: { vi: `Không có địa bàn ${code}.`, en: `There is no area ${code}.` } });
    return presentAreaRecord(known, found, ctx.clock.now());
  };
  route(app, contract.listCategoryRecords, 'admin.units', async () => {
    const known = await directory(ctx.db);
    return { items: known.categories.map((c) => presentCategoryRecord(known, c)) };
  });
  route(app, contract.createCategory, 'admin.units', async ({ actor, body }) => {
    await createCategory(ctx, actor, body);
    return category(body.code);
  });
  route(app, contract.updateCategory, 'admin.units', async ({ actor, params, body }) => {
    await updateCategory(ctx, actor, params.code, body);
    return category(params.code);
  });
  route(app, contract.listAreaRecords, 'admin.units', async () => {
    const known = await directory(ctx.db);
    const now = ctx.clock.now();
    return { items: known.areas.map((a) => presentAreaRecord(known, a, now)) };
  });
  route(app, contract.createArea, 'admin.units', async ({ actor, body }) => {
    await createArea(ctx, actor, body);
    return area(body.code);
  });
  route(app, contract.updateArea, 'admin.units', async ({ actor, params, body }) => {
    await updateArea(ctx, actor, params.code, body);
    return area(params.code);
  });
}
