/** The whole product beside a real Asterisk, on a clock that runs, and agents with telephones on their desks. */
import { after } from 'node:test';
import type { CurrentCall } from '../../../contract/calls.ts';
import { type RunningHotline, startHotline } from '../../../server/hotline/index.ts';
import { startApp, type TestApp } from '../app.ts';
import type { Client } from '../client.ts';
import { until } from '../until.ts';
import { startAsterisk, type TestAsterisk } from './asterisk.ts';
import { type SipPhone, sipPhone } from './sip-phone.ts';

export type Agent = Client & { user: { id: number; username: string } };

export interface HotlineApp extends TestApp {
  asterisk: TestAsterisk;
  hotline: RunningHotline;
  /** An agent on duty with a registered telephone; `says` is what he says all the time. */
  agentWithPhone(
    name: string,
    says: string,
    options?: { answers?: boolean; role?: 'agent' | 'supervisor' },
  ): Promise<{ agent: Agent; phone: SipPhone }>;
  /** Another telephone for an agent; the one before is his no more. */
  newPhone(agent: Agent, says: string, answers?: boolean): Promise<SipPhone>;
  /** A citizen's telephone. */
  citizen(number: string, says?: string): Promise<SipPhone>;
  /** The address that citizens dial. */
  readonly number: string;
}

export const CITIZEN_SAYS = 'A lô, tôi muốn phản ánh đèn đường bị hỏng ở đường Nguyễn Huệ đã ba ngày nay rồi.';

/** @param env HOTLINE_* settings of Asterisk */
export async function startHotlineApp(env: Record<string, string> = {}): Promise<HotlineApp> {
  // Before the hooks of the application: it must not lose its database while calls are still being written down.
  let stopping: (() => Promise<void>) | undefined;
  after(async () => stopping?.());
  const app = await startApp({ whole: true, listen: true });
  let at = performance.now();
  const clock = setInterval(() => {
    const now = performance.now();
    app.clock.advance(now - at);
    at = now;
  }, 20);
  const asterisk = await startAsterisk(app.ctx.config.dataDir, env);
  const hotline = await startHotline(app.ctx);
  const stop = async () => {
    stopping = undefined;
    await hotline.stop();
    await asterisk.stop();
    clearInterval(clock);
    await app.stop();
  };
  stopping = stop;
  await until('the hotline is connected to Asterisk', async () => hotline.ready);
  const number = `sip:1022@${asterisk.sip}`;
  const newPhone = async (agent: Agent, says: string, answers = true) => {
    const account = await agent.post('/me/phone', { kind: 'sip', device: 'test' });
    if (account.status !== 200) throw new Error(`no telephone: ${JSON.stringify(account.body)}`);
    const { username: user, password } = account.body;
    const at = { user, password, registrar: asterisk.sip };
    const phone = await sipPhone({ number: user, says, answers, account: at });
    await until('the telephone is registered', async () => {
      const { body } = await agent.get('/calls/current');
      return body.phone.registered;
    });
    return phone;
  };
  return {
    ...app,
    asterisk,
    hotline,
    number,
    newPhone,
    citizen: (from, says = CITIZEN_SAYS) => sipPhone({ number: from, says }),
    async agentWithPhone(name, says, { answers = true, role = 'agent' } = {}) {
      const agent = await app.as({ role, displayName: name });
      const phone = await newPhone(agent, says, answers);
      await agent.put('/me/presence', { state: 'available' });
      return { agent, phone };
    },
    stop,
  };
}

/** From here on callers come to the queue without greeting and menu: ten seconds less for what is not about them. */
export async function straightToQueue({ ctx }: HotlineApp): Promise<void> {
  const all = { kind: 'queue', queue: null, skills: [], topic: 'Gặp tổng đài viên' };
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('hotline_menus')
    .values({ version: 1, graph: JSON.stringify({ start: 'all', nodes: { all } }), edited_at: now, published_at: now })
    .execute();
}

/** Waits for what an agent has on his desk. */
export async function onDesk(
  agent: Client,
  what: string,
  is: (call: CurrentCall) => boolean,
  milliseconds?: number,
): Promise<CurrentCall> {
  let seen: unknown;
  try {
    return await until(
      what,
      async () => {
        const { body } = await agent.get('/calls/current');
        seen = body.calls;
        return (body.calls as CurrentCall[]).find(is);
      },
      milliseconds,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}; on the desk: ${JSON.stringify(seen)}`);
  }
}
