/** A small office at work: people of every kind and a case in each state that a desk shows differently. */
import type { Browser } from 'playwright-core';
import { createUserWith, TEST_PASSWORD } from '../../support/factories.ts';
import { type DESKTOP, type Person, signIn, startBrowser } from './browser.ts';
import { type OwnClockServer, startWithOwnClock } from './own-clock.ts';
import { type Api, api, FOUR_LEVELS, sessionCookie } from './people.ts';

const STAFF = [
  ...FOUR_LEVELS,
  { username: 'supervisor', displayName: 'Trần Ngọc Hân', role: 'supervisor', unit: 'tong-dai-1022' },
  { username: 'admin2', displayName: 'Phan Quản Trị', role: 'admin', unit: 'tong-dai-1022' },
] as const;
export type Username = (typeof STAFF)[number]['username'];

const LONG =
  'Ba bóng đèn đường trong hẻm 12 đường Lê Lợi hỏng từ tối thứ Năm tuần trước đến nay chưa ai sửa, học sinh đi học thêm về rất tối và nguy hiểm. Xin cơ quan có thẩm quyền cho người xuống xem.';

export interface Office {
  server: OwnClockServer;
  browser: Browser;
  /** Codes by the state the case is in. */
  cases: {
    fresh: string;
    forwarded: string;
    processing: string;
    waiting: string;
    signing: string;
    escalated: string;
    closed: string;
  };
  as(username: Username): Promise<Api>;
  /** A browser of that person, signed in. */
  seat(username: Username, options?: { viewport?: typeof DESKTOP; path?: string }): Promise<Person['page']>;
  /** What any page complained about since the start. */
  complaints(): string[];
  stop(): Promise<void>;
}

/** Opens the office; call it in `before`, and `stop` in `after`. */
export async function openOffice(browserOptions: { whole?: boolean } = {}): Promise<Office> {
  const [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser(browserOptions)]);
  for (const person of STAFF) await createUserWith(server.ctx, person);
  const people: Person[] = [];
  const as: Office['as'] = async (username) =>
    api(server.url, await sessionCookie(server.url, username, TEST_PASSWORD));
  return {
    server,
    browser,
    cases: await fill(as),
    as,
    async seat(username, options = {}) {
      const person = await signIn(browser, server.url, { username, password: TEST_PASSWORD }, options);
      people.push(person);
      return person.page;
    },
    complaints: () => people.flatMap((p) => p.complaints),
    async stop() {
      await browser.close();
      await server.stop();
    },
  };
}

async function fill(as: Office['as']): Promise<Office['cases']> {
  const [agent, officer, leader] = await Promise.all([as('agent'), as('officer'), as('leader')]);
  const add = async (content: string) => {
    const citizen = { name: 'Võ Thị Bích Tuyền', phone: '0913456789' };
    const made = await agent.post('/cases', { type: 'service_report', content, citizen, urgency: 'urgent' });
    if (made.status !== 201) throw new Error(`register: ${made.status} ${JSON.stringify(made.body)}`);
    return made.body.code as string;
  };
  const act = async (who: Api, code: string, action: string, form: object = {}) => {
    const { version } = (await who.get(`/cases/${code}`)).body;
    const done = await who.post(`/cases/${code}/actions`, { action, version, ...form });
    if (done.status !== 200) throw new Error(`${action}: ${done.status} ${JSON.stringify(done.body)}`);
  };
  const toUnit = async (content: string) => {
    const code = await add(content);
    await act(agent, code, 'forward', { leadUnit: 'so-xay-dung', note: 'Đề nghị kiểm tra trong ngày' });
    return code;
  };
  const inWork = async (content: string) => {
    const code = await toUnit(content);
    await act(officer, code, 'accept');
    return code;
  };
  const fresh = await add(LONG);
  await add('Nước yếu ba ngày nay ở khóm 3');
  const forwarded = await toUnit('Mặt đường lún trước chợ');
  const processing = await inWork('Cống thoát nước nghẹt, nước tràn vào nhà');
  const waiting = await inWork('Vỉa hè bị lấn chiếm');
  await act(officer, waiting, 'request_info', { question: 'Xin cho biết số nhà gần nhất.' });
  const signing = await inWork('Đèn đường không sáng ở ấp 4');
  await act(officer, signing, 'submit', { text: 'Đơn vị sẽ sửa sớm.' });
  await act(leader, signing, 'reject_draft', { reason: 'Cần nêu rõ ngày' });
  await act(officer, signing, 'submit', { text: 'Đơn vị sẽ sửa xong ngày 27/11.' });
  const escalated = await inWork('Cầu yếu, xe tải vẫn qua');
  await act(officer, escalated, 'escalate', { reason: 'Vượt thẩm quyền' });
  const closed = await add('Giờ làm việc của bộ phận một cửa?');
  await act(agent, closed, 'answer', { text: '07:00–11:30 và 13:30–17:00.' });
  return { fresh, forwarded, processing, waiting, signing, escalated, closed };
}
