import { toE164 } from '../citizens/index.ts';
import type { Tx } from '../platform/context.ts';
import type { Said } from '../platform/said.ts';
import type { Candidate } from './candidates.ts';

export interface RefusedLine {
  /** From 1. */
  line: number;
  why: Said;
}

const MAX_NAME = 120;

/**
 * A pasted list: in each line a number and, behind a comma, semicolon or tab, perhaps a name. Numbers that are wrong,
 * doubled, on the list of those not to be called, or called lately are refused with their line, never dropped silently.
 */
export async function readList(
  tx: Tx,
  campaignId: number,
  quietDays: number,
  text: string,
): Promise<{ people: Candidate[]; refused: RefusedLine[] }> {
  const refused: RefusedLine[] = [];
  const found = new Map<string, { line: number; name: string | null }>();
  text.split(/\r?\n/).forEach((raw, index) => {
    if (!raw.trim()) return;
    const line = index + 1;
    const [number = '', ...rest] = raw.split(/[,;\t]/);
    const phone = toE164(number);
    if (!phone?.startsWith('+'))
      refused.push({ line, why: { vi: 'Không phải số điện thoại.', en: 'This is not a telephone number.' } });
    else if (found.has(phone))
      refused.push({
        line,
        why: { vi: `Trùng với dòng ${found.get(phone)?.line}.`, en: `The same as line ${found.get(phone)?.line}.` },
      });
    else found.set(phone, { line, name: rest.join(' ').normalize('NFC').trim().slice(0, MAX_NAME) || null });
  });
  const unwanted = await unwantedOf(tx, campaignId, quietDays, [...found.keys()]);
  const people: Candidate[] = [];
  for (const [phone, { line, name }] of found) {
    const why = unwanted.get(phone);
    if (why) refused.push({ line, why });
    else people.push({ phone, name, citizenId: null, caseId: null });
  }
  refused.sort((a, b) => a.line - b.line);
  return { people, refused };
}

async function unwantedOf(tx: Tx, campaignId: number, quietDays: number, phones: string[]): Promise<Map<string, Said>> {
  const since = new Date(tx.now.getTime() - quietDays * 86_400_000);
  const [blocked, called] = await Promise.all([
    tx.db
      .selectFrom('do_not_call')
      .select('phone')
      .where('phone', 'in', ['', ...phones])
      .where('ended_at', 'is', null)
      .execute(),
    tx.db
      .selectFrom('campaign_contacts')
      .select(['phone', 'state', 'campaign_id'])
      .where('phone', 'in', ['', ...phones])
      .where((e) =>
        e.or([
          e.and([e('campaign_id', '=', campaignId), e('state', 'in', ['waiting', 'held'])]),
          e.and([e('attempts', '>', 0), e(e.fn.coalesce('done_at', 'next_at'), '>', since)]),
        ]),
      )
      .execute(),
  ]);
  return new Map([
    ...called.map((row): [string, Said] => [
      row.phone,
      row.state === 'waiting' || row.state === 'held'
        ? { vi: 'Đã có trong chiến dịch.', en: 'In the campaign already.' }
        : { vi: `Đã được gọi trong ${quietDays} ngày qua.`, en: `Called in the last ${quietDays} days.` },
    ]),
    ...blocked.map((row): [string, Said] => [
      row.phone,
      { vi: 'Đã yêu cầu không gọi.', en: 'Asked not to be called.' },
    ]),
  ]);
}
