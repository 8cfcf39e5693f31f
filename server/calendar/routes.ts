import type { FastifyInstance } from 'fastify';
import { importDays as importContract } from '../../contract/calendar-import.ts';
import * as contract from '../../contract/calendars.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { route } from '../platform/http/index.ts';
import { spoken } from '../platform/said.ts';
import { listCalendars, viewCalendar } from './calendar-view.ts';
import { calendarsAfter, changeCalendar } from './commands/change-calendar.ts';
import { createCalendar } from './commands/create-calendar.ts';
import { deleteCalendar } from './commands/delete-calendar.ts';
import { importDays, tryImport } from './commands/import-days.ts';
import type { CalendarDoor } from './door.ts';

const RIGHT = 'admin.calendars';
/** A file of 1 MB in base64, and the JSON around it. */
const IMPORT_BODY = 1_500_000;

/** Every route of calendars: path (in the contract), permission, what it does. */
export function registerCalendars(app: FastifyInstance, ctx: Ctx, door: CalendarDoor): void {
  const change = async (actor: Actor, code: string, what: contract.CalendarChange, year?: number) => {
    await changeCalendar(ctx, door, actor, code, what);
    return viewCalendar(ctx, code, year);
  };
  const yearOf = (date: string) => Number(date.slice(0, 4));

  route(app, contract.listCalendars, RIGHT, async () => ({ items: await listCalendars(ctx) }));
  route(app, contract.getCalendar, RIGHT, ({ params, query }) => viewCalendar(ctx, params.code, query.year));
  route(app, contract.createCalendar, RIGHT, async ({ actor, body }) => {
    await createCalendar(ctx, door, actor, body);
    return viewCalendar(ctx, body.code);
  });
  route(app, contract.updateCalendar, RIGHT, ({ actor, params, body }) =>
    change(actor, params.code, { do: 'settings', ...body }),
  );
  route(app, contract.deleteCalendar, RIGHT, async ({ actor, params }) => {
    await deleteCalendar(ctx, actor, params.code);
    return null;
  });
  route(app, contract.putWeek, RIGHT, ({ actor, params, body }) =>
    change(actor, params.code, { do: 'set_week', ...body }, yearOf(body.from)),
  );
  route(app, contract.deleteWeek, RIGHT, ({ actor, params }) => change(actor, params.code, { do: 'inherit_week' }));
  route(app, contract.putDay, RIGHT, ({ actor, params: { code, date }, body }) =>
    change(actor, code, { do: 'set_day', date, ...body }, yearOf(date)),
  );
  route(app, contract.deleteDay, RIGHT, ({ actor, params: { code, date } }) =>
    change(actor, code, { do: 'remove_day', date }, yearOf(date)),
  );
  route(app, contract.restoreDay, RIGHT, ({ actor, params: { code, date } }) =>
    change(actor, code, { do: 'restore_day', date }, yearOf(date)),
  );
  route(app, contract.createSwap, RIGHT, ({ actor, params, body }) =>
    change(actor, params.code, { do: 'swap', ...body }, yearOf(body.off)),
  );
  route(app, contract.assignUnit, RIGHT, ({ actor, params, body }) =>
    change(actor, params.code, { do: 'assign', ...body }),
  );
  route(app, contract.unassignUnit, RIGHT, ({ actor, params: { code, unit, from } }) =>
    change(actor, code, { do: 'unassign', unit, from }),
  );
  route(app, contract.previewChange, RIGHT, async ({ params, body }) =>
    door.preview(ctx, await calendarsAfter(ctx, params.code, body)),
  );
  route(
    app,
    importContract,
    RIGHT,
    async ({ actor, params, body, language }) => {
      const file = { fileName: body.fileName, bytes: Buffer.from(body.data, 'base64') };
      const report = body.dryRun
        ? await tryImport(ctx, door, params.code, file)
        : await importDays(ctx, door, actor, params.code, file);
      return spoken(report, language);
    },
    { bodyLimit: IMPORT_BODY },
  );
}
