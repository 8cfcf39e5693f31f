/** What the administration pages read. */
import { sql } from 'kysely';
import type { KindView, QueueView, RoutingAgentView } from '../../contract/routing-admin.ts';
import type { Db } from '../platform/db/index.ts';
import { WHOLE, worksAtCentre } from './duty.ts';

export async function listQueues(db: Db): Promise<QueueView[]> {
  const rows = await db
    .selectFrom('queues as q')
    .leftJoin('calendars as c', 'c.id', 'q.calendar_id')
    .leftJoin('queues as o', 'o.id', 'q.overflow_queue_id')
    .selectAll('q')
    .select(['c.code as calendar', 'o.code as overflow_queue'])
    .orderBy('q.position')
    .orderBy('q.id')
    .execute();
  const members = await db
    .selectFrom('queue_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.queue_id', 'u.username as code', 'u.display_name as name'])
    .orderBy('u.display_name')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    isDefault: row.is_default,
    name: row.name,
    position: row.position,
    enabled: row.enabled,
    kinds: row.kinds as QueueView['kinds'],
    channels: row.channels,
    categories: row.categories,
    languages: row.languages,
    strategy: row.strategy as QueueView['strategy'],
    everybody: row.everybody,
    skills: row.skills,
    calendar: row.calendar,
    stickySeconds: row.sticky_seconds,
    reofferSeconds: row.reoffer_seconds,
    relaxSkillsSeconds: row.relax_skills_seconds,
    reserveSeconds: row.reserve_seconds,
    offerSeconds: row.offer_seconds,
    maxLength: row.max_length,
    overflowQueue: row.overflow_queue,
    overflowAfterSeconds: row.overflow_after_seconds,
    overflowLength: row.overflow_length,
    fullAnswer: row.full_answer,
    closedAnswer: row.closed_answer,
    members: members.filter((m) => m.queue_id === row.id).map(({ code, name }) => ({ code, name })),
  }));
}

export async function listCalendarRefs(db: Db): Promise<{ code: string; name: string }[]> {
  return db.selectFrom('calendars').select(['code', 'name']).orderBy('name').execute();
}

export async function listAgents(db: Db, now: Date): Promise<{ items: RoutingAgentView[]; knownSkills: string[] }> {
  const { rows } =
    await sql<RoutingAgentView>`select u.username, u.display_name as "displayName", coalesce(a.capacity, ${WHOLE}) as capacity,
      array(select s.skill from agent_skills s where s.user_id = u.id order by 1) as skills
    from users u left join routing_agents a on a.user_id = u.id where ${worksAtCentre(now)} order by u.display_name, u.id`.execute(
      db,
    );
  const known = await sql<{ skill: string }>`select distinct skill from (
      select skill from agent_skills union all select unnest(skills) from queues) s order by 1`.execute(db);
  return { items: rows, knownSkills: known.rows.map((row) => row.skill) };
}

export async function listKinds(db: Db) {
  const rows = await db.selectFrom('routing_kinds').selectAll().orderBy('priority', 'desc').orderBy('kind').execute();
  const settings = await db.selectFrom('routing_settings').selectAll().executeTakeFirstOrThrow();
  return {
    items: rows.map(
      (row): KindView => ({
        kind: row.kind,
        weight: row.weight,
        exclusive: row.exclusive,
        yields: row.yields,
        priority: row.priority,
        ageingSeconds: row.ageing_seconds,
        offerSeconds: row.offer_seconds,
        keepSeconds: row.keep_seconds,
      }),
    ),
    offlineAfterSeconds: settings.offline_after_seconds,
    missedLimit: settings.missed_limit,
  };
}
