/** The application with cases in it, and the people of the four levels. */
import type { CaseView } from '../../contract/cases.ts';
import { seedCalendars } from '../../server/calendar/index.ts';
import { handleCaseJobs, registerCases } from '../../server/cases/index.ts';
import { handleConversationJobs } from '../../server/conversations/index.ts';
import { seedDeadlinePolicies } from '../../server/deadlines/index.ts';
import { type StartOptions, startApp, type TestApp } from './app.ts';
import type { Answer, Client } from './client.ts';

export type Person = Client & { user: { id: number; username: string } };

export interface CasesApp extends TestApp {
  agent: Person;
  supervisor: Person;
  officer: Person;
  leader: Person;
  officer2: Person;
  leader2: Person;
  province: Person;
  /** Registers a case as the agent; an inquiry about roads unless told otherwise. */
  newCase(body?: Record<string, unknown>): Promise<CaseView & { lookupSecret: string }>;
  /** One action with the current version; the answer as it came. */
  act(who: Client, code: string, action: string, form?: Record<string, unknown>): Promise<Answer>;
  /** The same, which must succeed. */
  did(who: Client, code: string, action: string, form?: Record<string, unknown>): Promise<CaseView>;
}

/** Starts it on a Monday morning at 08:00 with Sở Xây dựng (officer, leader) and Sở Nông nghiệp và Môi trường (…2). */
export async function startCasesApp(options: StartOptions = {}): Promise<CasesApp> {
  const app = await startApp({
    ...options,
    register: async (fastify, ctx) => {
      await seedCalendars(ctx.db);
      await seedDeadlinePolicies(ctx.db);
      handleConversationJobs(ctx);
      registerCases(fastify, ctx);
      handleCaseJobs(ctx);
      await options.register?.(fastify, ctx);
    },
  });
  const version = async (code: string) => {
    const row = await app.ctx.db
      .selectFrom('cases')
      .select('version')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    return row.version;
  };
  const agent = await app.as({ role: 'agent', displayName: 'Lê Thị Tổng Đài' });
  const act: CasesApp['act'] = async (who, code, action, form = {}) =>
    who.post(`/cases/${code}/actions`, { action, version: await version(code), ...form });
  return {
    ...app,
    agent,
    supervisor: await app.as({ role: 'supervisor' }),
    officer: await app.as({ role: 'officer', displayName: 'Trần Văn Cán Bộ' }),
    leader: await app.as({ role: 'unit_leader', displayName: 'Nguyễn Giám Đốc' }),
    officer2: await app.as({ role: 'officer', unit: 'so-nn-mt' }),
    leader2: await app.as({ role: 'unit_leader', unit: 'so-nn-mt' }),
    province: await app.as({ role: 'province_leader' }),
    async newCase(body = {}) {
      const answer = await agent.post('/cases', {
        type: 'inquiry',
        content: 'Đường Nguyễn Huệ hư hỏng nặng, xin cho biết khi nào sửa.',
        channel: 'phone',
        ...body,
      });
      if (answer.status !== 201) throw new Error(`register: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    act,
    async did(who, code, action, form = {}) {
      const answer = await act(who, code, action, form);
      if (answer.status !== 200) throw new Error(`${action}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}
