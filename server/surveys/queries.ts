import { type Selectable, sql } from 'kysely';
import type { AttemptResult, Campaign, CampaignContact } from '../../contract/campaigns.ts';
import { cutPage, idCursor } from '../platform/cursor.ts';
import type { CampaignContacts, Campaigns, Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { presentCampaign, presentContact } from './present.ts';

export type CampaignRow = Selectable<Campaigns>;
export type Progress = Campaign['progress'];
export type ContactRow = Selectable<CampaignContacts> & {
  case_code: string | null;
  case_title: string | null;
  done_by_name: string | null;
  last_result: AttemptResult | null;
};

/** @throws AppError `not_found` */
export async function findCampaign(db: Db, id: string | number): Promise<CampaignRow> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', Number(id)).executeTakeFirst();
  if (!row)
    throw new AppError('not_found', { detail: { vi: 'Không có chiến dịch này.', en: 'There is no such campaign.' } });
  return row;
}

/** Progress of campaigns, counted over their people; `due`: one of them could be called now. */
async function progressOf(
  db: Db,
  ids: readonly number[],
  now: Date,
): Promise<Map<number, Progress & { due: boolean }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Progress & { id: number; due: boolean }>`select campaign_id as id, count(*)::int as total,
      (count(*) filter (where state = 'waiting'))::int as waiting, (count(*) filter (where state = 'held'))::int as held,
      (count(*) filter (where state = 'answered'))::int as answered, (count(*) filter (where state = 'refused'))::int as refused,
      (count(*) filter (where state = 'unreachable'))::int as unreachable,
      (count(*) filter (where state = 'withdrawn'))::int as withdrawn, sum(attempts)::int as attempts,
      bool_or(state = 'waiting' and next_at <= ${now}) as due
    from campaign_contacts where campaign_id = any(${ids}) group by campaign_id`.execute(db);
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}

const NOBODY: Progress & { due: boolean } = {
  ...{ total: 0, waiting: 0, held: 0, answered: 0, refused: 0, unreachable: 0, withdrawn: 0, attempts: 0 },
  due: false,
};

/** Running ones first, then drafts, paused and ended ones, the newest first in each. */
export async function listCampaignViews(db: Db, now: Date): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .selectAll()
    .orderBy(sql`array_position(array['running', 'draft', 'paused', 'ended'], state)`)
    .orderBy('id', 'desc')
    .execute();
  const figures = await progressOf(
    db,
    rows.map((row) => row.id),
    now,
  );
  return rows.map((row) => presentCampaign(row, figures.get(row.id) ?? NOBODY, now));
}

/** One with its progress. */
export async function campaignViewOf(db: Db, id: number, now: Date): Promise<Campaign> {
  const row = await findCampaign(db, id);
  return presentCampaign(row, (await progressOf(db, [id], now)).get(id) ?? NOBODY, now);
}

/** Drawings, the newest first. */
export async function drawsOf(db: Db, id: number) {
  return db
    .selectFrom('campaign_draws as d')
    .leftJoin('users as u', 'u.id', 'd.drawn_by')
    .select(['d.id', 'd.day', 'd.drawn_at', 'd.candidates', 'd.chosen', 'u.display_name as drawn_by'])
    .where('d.campaign_id', '=', id)
    .orderBy('d.id', 'desc')
    .limit(60)
    .execute();
}

/** How often each result was noted. */
export async function resultsOf(db: Db, id: number): Promise<{ result: AttemptResult; count: number }[]> {
  const rows = await db
    .selectFrom('campaign_attempts as a')
    .innerJoin('campaign_contacts as c', 'c.id', 'a.contact_id')
    .select((e) => ['a.result', e.fn.countAll<number>().as('count')])
    .where('c.campaign_id', '=', id)
    .groupBy('a.result')
    .orderBy('count', 'desc')
    .execute();
  return rows.map(({ result, count }) => ({ result, count: Number(count) }));
}

/** People of a campaign with what belongs on their line. */
export function contactRows(db: Db) {
  return db
    .selectFrom('campaign_contacts as c')
    .leftJoin('cases as k', 'k.id', 'c.case_id')
    .leftJoin('users as u', 'u.id', 'c.done_by')
    .selectAll('c')
    .select(['k.code as case_code', 'k.title as case_title', 'u.display_name as done_by_name'])
    .select(
      sql<AttemptResult | null>`(select a.result from campaign_attempts a where a.contact_id = c.id order by a.id desc limit 1)`.as(
        'last_result',
      ),
    );
}

/** One person. @throws AppError `not_found` */
export async function contactView(db: Db, id: number): Promise<CampaignContact> {
  const row = await contactRows(db).where('c.id', '=', id).executeTakeFirst();
  if (!row)
    throw new AppError('not_found', {
      detail: { vi: 'Không có người này trong chiến dịch.', en: 'There is no such person in the campaign.' },
    });
  return presentContact(row);
}

/** A page of people, the newest first. */
export async function contactPage(
  db: Db,
  campaignId: number,
  query: { state?: CampaignContact['state']; cursor?: string; limit: number },
): Promise<{ items: CampaignContact[]; nextCursor: string | null; total: number | null }> {
  const after = idCursor(query.cursor);
  let rows = contactRows(db)
    .where('c.campaign_id', '=', campaignId)
    .orderBy('c.id', 'desc')
    .limit(query.limit + 1);
  if (query.state) rows = rows.where('c.state', '=', query.state);
  if (after !== null) rows = rows.where('c.id', '<', after);
  const { shown, last } = cutPage(await rows.execute(), query.limit);
  return {
    items: shown.map(presentContact),
    nextCursor: last && String(last.id),
    total: after === null ? await countContacts(db, campaignId, query.state) : null,
  };
}

function listed(db: Db, campaignId: number, state: CampaignContact['state'] | undefined) {
  const rows = db.selectFrom('campaign_contacts as c').where('c.campaign_id', '=', campaignId);
  return state ? rows.where('c.state', '=', state) : rows;
}

async function countContacts(db: Db, campaignId: number, state?: CampaignContact['state']): Promise<number> {
  const { total } = await listed(db, campaignId, state)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The ids of everybody of a campaign in this state (or any), the newest first. */
export async function contactIds(db: Db, campaignId: number, state?: CampaignContact['state']): Promise<number[]> {
  const rows = await listed(db, campaignId, state).select('c.id').orderBy('c.id', 'desc').execute();
  return rows.map((row) => row.id);
}

/** These people in this order. */
export async function contactsByIds(db: Db, ids: readonly number[]): Promise<CampaignContact[]> {
  const rows = await contactRows(db)
    .where('c.id', 'in', [...ids])
    .orderBy('c.id', 'desc')
    .execute();
  return rows.map(presentContact);
}
