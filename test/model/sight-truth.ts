/**
 * The truth table of confidentiality (domain: sealed reports, masked identity, protected denunciations): who may read
 * what of which case. `who-sees-what.test.ts` holds every route of the product against it.
 */
import type { CasesApp, Person } from '../support/cases-app.ts';

/**
 * How much of a case a reader may learn: nothing (not even that it exists), its trace in the audit log (codes and
 * officials' deeds, neither content nor citizen), what was said, or also who said it.
 */
export type Sight = 'nothing' | 'trace' | 'content' | 'identity';

export const READERS = [
  'agent',
  'agent of the reported unit',
  'supervisor',
  'officer',
  'leader',
  'officer2',
  'leader2',
  'province',
  'publisher',
  'admin',
  'nobody',
] as const;
export type Reader = (typeof READERS)[number];

export const CASES = ['plain', 'other', 'conduct', 'denunciation'] as const;
export type CaseKind = (typeof CASES)[number];

const NONE: Record<Reader, Sight> = {
  ...(Object.fromEntries(READERS.map((reader) => [reader, 'nothing'])) as Record<Reader, Sight>),
  admin: 'trace',
};
const CENTRE = { agent: 'identity', supervisor: 'identity', province: 'identity' } as const;

export const TRUTH: Record<CaseKind, Record<Reader, Sight>> = {
  /** A question handled by Sở Xây dựng: its people read what was said, not who said it. */
  plain: { ...NONE, ...CENTRE, 'agent of the reported unit': 'identity', officer: 'content', leader: 'content' },
  /** The same at Sở Nông nghiệp và Môi trường. */
  other: { ...NONE, ...CENTRE, 'agent of the reported unit': 'identity', officer2: 'content', leader2: 'content' },
  /** A report on the conduct of people of Sở Xây dựng, handled by the other department. */
  conduct: { ...NONE, ...CENTRE, officer2: 'content', leader2: 'content' },
  /** Out of scope by law: guided, recorded, and kept by whoever took it and the supervisors. */
  denunciation: { ...NONE, agent: 'identity', supervisor: 'identity' },
};

/** Words that give a case away wherever they appear. */
export interface Canary {
  code: string;
  content: readonly string[];
  identity: readonly string[];
}

const secrets = (n: number) => ({
  word: `chimbaotin${n}`,
  name: `Kínđáo${n} Nguyễn`,
  phone: `09012345${n}${n}`,
  email: `kin${n}@thu.example`,
});

async function made(t: CasesApp, n: number, body: Record<string, unknown>): Promise<Canary> {
  const { word, name, phone, email } = secrets(n);
  const created = await t.newCase({
    content: `Chuyện ${word} xảy ra ngoài đường.`,
    title: `Việc ${word}`,
    citizen: { name, phone, email },
    ...body,
  });
  const spoken = `0901 234 5${n}${n}`;
  return {
    code: created.code,
    content: [word, created.code],
    identity: [`Kínđáo${n}`, phone, phone.replace(/^0/, '+84'), spoken, email],
  };
}

/** Declared in the words of the case; the words for the telephone are everybody's. */
async function declared(t: CasesApp, { code, content: [word] }: Canary): Promise<void> {
  const words = { title: `Việc ${word}`, told: `Chuyện ${word}`, spoken: 'Sự cố đang được xử lý.' };
  const answer = await t.supervisor.post('/incidents', { ...words, case: code });
  if (answer.status !== 201) throw new Error(`declare: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Makes the cases and brings each to the people who handle it. */
export async function makeCases(t: CasesApp): Promise<Record<CaseKind, Canary>> {
  const plain = await made(t, 1, {});
  await t.did(t.agent, plain.code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, plain.code, 'accept');
  await declared(t, plain);
  const other = await made(t, 2, {});
  await t.did(t.agent, other.code, 'forward', { leadUnit: 'so-nn-mt' });
  const conduct = await made(t, 3, { type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  await t.did(t.agent, conduct.code, 'forward', { leadUnit: 'so-nn-mt' });
  await t.did(t.officer2, conduct.code, 'accept');
  const denunciation = await made(t, 4, { type: 'out_of_scope' });
  // An incident of what turns out to be a denunciation is over and out of sight with it.
  await declared(t, denunciation);
  await t.did(t.agent, denunciation.code, 'decline', {
    reason: 'denunciation',
    guidance: 'Xin gửi đơn đến cơ quan có thẩm quyền theo Luật Tố cáo.',
  });
  return { plain, other, conduct, denunciation };
}

/** The people of the table. */
export async function makeReaders(t: CasesApp): Promise<Record<Reader, Person | null>> {
  return {
    agent: t.agent,
    'agent of the reported unit': await t.as({ role: 'agent', unit: 'so-xay-dung' }),
    supervisor: t.supervisor,
    officer: t.officer,
    leader: t.leader,
    officer2: t.officer2,
    leader2: t.leader2,
    province: t.province,
    publisher: await t.as({ role: 'publisher' }),
    admin: await t.as({ role: 'admin' }),
    nobody: null,
  };
}

/** What of the forbidden stands in `text`, in words for the failure. */
export function leaks(text: string, reader: Reader, canaries: Record<CaseKind, Canary>): string[] {
  return CASES.flatMap((kind) => {
    const sight = TRUTH[kind][reader];
    const { content, identity } = canaries[kind];
    const forbidden = {
      identity: [],
      content: identity,
      trace: [...content.filter((word) => word !== canaries[kind].code), ...identity],
      nothing: [...content, ...identity],
    }[sight];
    return forbidden.filter((word) => text.includes(word)).map((word) => `${kind}: ${word}`);
  });
}
