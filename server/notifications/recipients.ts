import { sql } from 'kysely';
import type { LoadedCase } from '../cases/index.ts';
import { directory, leadersOf, provinceLeaders } from '../org/index.ts';
import type { Tx } from '../platform/context.ts';
import type { LoggedEvent } from '../platform/events/index.ts';
import type { Group } from './rules.ts';

/** Somebody who may be told: sight is checked afterwards, for every one of them. */
interface Person {
  id: number;
  username: string;
}

/** Finds the people of a group around one event; asks each group once. */
export function recipientsOf(
  tx: Tx,
  event: LoggedEvent,
  loaded: LoadedCase | null,
): (group: Group) => Promise<Person[]> {
  const found = new Map<Group, Promise<Person[]>>();
  const look = new Looking(tx, event, loaded);
  return (group) => {
    const known = found.get(group) ?? look[group]();
    found.set(group, known);
    return known;
  };
}

class Looking implements Record<Group, () => Promise<Person[]>> {
  readonly #tx: Tx;
  readonly #event: LoggedEvent;
  readonly #loaded: LoadedCase | null;

  constructor(tx: Tx, event: LoggedEvent, loaded: LoadedCase | null) {
    this.#tx = tx;
    this.#event = event;
    this.#loaded = loaded;
  }

  async assignee(): Promise<Person[]> {
    return this.#byIds([this.#loaded?.row.assignee_id]);
  }

  async handler(): Promise<Person[]> {
    const row = this.#loaded?.row;
    if (!row) return [];
    if (row.assignee_id !== null) return this.assignee();
    return row.lead_unit_id === null ? this.agent() : this.#officersOf(row.lead_unit_id);
  }

  async agent(): Promise<Person[]> {
    const row = this.#loaded?.row;
    if (!row) return [];
    const last = await sql<{ actor_id: number }>`select e.actor_id from events e
      where e.case_id = ${row.id} and e.type = 'case.forwarded' and e.actor_kind = 'user' order by e.id desc limit 1`.execute(
      this.#tx.db,
    );
    const ids = [last.rows[0]?.actor_id, row.registered_by].filter((id) => id !== null && id !== undefined);
    const agents = await this.#holding(['agent', 'supervisor'], null, ids);
    const [first] = ids.flatMap((id) => agents.filter((a) => a.id === id));
    return first ? [first] : this.agents();
  }

  async caller(): Promise<Person[]> {
    const row = this.#loaded?.row;
    return row && row.conversation_id === null && row.contact_email === null ? this.agent() : [];
  }

  async unit_officers(): Promise<Person[]> {
    const unitId = await this.#namedUnit();
    return unitId === null ? [] : this.#officersOf(unitId);
  }

  async unit_leaders(): Promise<Person[]> {
    const unitId = await this.#namedUnit();
    return unitId === null ? [] : this.#leadersOf(unitId);
  }

  async co_officers(): Promise<Person[]> {
    const codes = Array.isArray(this.#event.data.coUnits) ? this.#event.data.coUnits.map(String) : [];
    const d = await directory(this.#tx.db);
    const people: Person[] = [];
    for (const code of codes) {
      const unit = d.unitByCode(code);
      if (unit) people.push(...(await this.#officersOf(unit.id)));
    }
    return people;
  }

  async lead_leaders(): Promise<Person[]> {
    const unitId = this.#loaded?.row.lead_unit_id ?? null;
    return unitId === null ? [] : this.#leadersOf(unitId);
  }

  async province(): Promise<Person[]> {
    return (await provinceLeaders(this.#tx.db, this.#tx.now)).map((s) => ({ id: s.userId, username: s.username }));
  }

  async agents(): Promise<Person[]> {
    return this.#holding(['agent'], null);
  }

  async supervisors(): Promise<Person[]> {
    return this.#holding(['supervisor'], null);
  }

  async drafter(): Promise<Person[]> {
    const draft = await this.#tx.db
      .selectFrom('drafts')
      .select('author_id')
      .where('case_id', '=', this.#event.caseId ?? 0)
      .where('version', '=', Number(this.#event.data.draft ?? 0))
      .executeTakeFirst();
    return this.#byIds([draft?.author_id]);
  }

  async requester(): Promise<Person[]> {
    const request = await this.#tx.db
      .selectFrom('extension_requests')
      .select('requested_by')
      .where('case_id', '=', this.#event.caseId ?? 0)
      .where('decided_at', '<=', this.#event.at)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return this.#byIds([request?.requested_by]);
  }

  async directors(): Promise<Person[]> {
    const rows = await this.#tx.db
      .selectFrom('directives')
      .select('by_user_id')
      .distinct()
      .where('case_id', '=', this.#event.caseId ?? 0)
      .execute();
    return this.#byIds(rows.map((r) => r.by_user_id));
  }

  async lost_units(): Promise<Person[]> {
    return this.#whoHadIt('recalled');
  }

  async had_units(): Promise<Person[]> {
    return this.#whoHadIt('ended');
  }

  async author(): Promise<Person[]> {
    const message = await this.#tx.db
      .selectFrom('messages')
      .select('author_user_id')
      .where('id', '=', Number(this.#event.data.messageId ?? 0))
      .executeTakeFirst();
    return this.#byIds([message?.author_user_id]);
  }

  /** People of the units whose assignment ended so at the moment of the event; never of the unit that it is about. */
  async #whoHadIt(state: 'recalled' | 'ended'): Promise<Person[]> {
    const about = this.#loaded?.row.about_unit_id ?? null;
    const ended = await this.#tx.db
      .selectFrom('assignments')
      .select(['unit_id', 'assignee_id'])
      .where('case_id', '=', this.#event.caseId ?? 0)
      .where('state', '=', state)
      .where('ended_at', '=', this.#event.at)
      .orderBy('id')
      .execute();
    const people: Person[] = [];
    for (const { unit_id, assignee_id } of ended) {
      if (unit_id === about) continue;
      people.push(...(assignee_id === null ? await this.#officersOf(unit_id) : await this.#byIds([assignee_id])));
    }
    return people;
  }

  /** The unit of the event's own words; else the lead unit of this moment. */
  async #namedUnit(): Promise<number | null> {
    const code = this.#event.data.leadUnit ?? this.#event.data.unit;
    const unit = typeof code === 'string' ? (await directory(this.#tx.db)).unitByCode(code) : null;
    return unit?.id ?? this.#loaded?.row.lead_unit_id ?? null;
  }

  async #officersOf(unitId: number): Promise<Person[]> {
    const officers = await this.#holding(['officer'], unitId);
    return officers.length > 0 ? officers : this.#leadersOf(unitId);
  }

  async #leadersOf(unitId: number): Promise<Person[]> {
    return (await leadersOf(this.#tx.db, unitId, this.#tx.now)).map((s) => ({ id: s.userId, username: s.username }));
  }

  /** Active people who hold one of the roles now. */
  async #holding(roles: string[], unitId: number | null, ids?: number[]): Promise<Person[]> {
    const { db, now } = this.#tx;
    const { rows } = await sql<Person>`select u.id, u.username from users u
      where u.disabled_at is null and (${ids ?? null}::bigint[] is null or u.id = any(${ids ?? null}::bigint[]))
        and exists (select from user_roles r where r.user_id = u.id and r.role = any(${roles}::text[])
          and (${unitId}::bigint is null or r.unit_id = ${unitId}) and r.valid_from <= ${now} and (r.valid_to is null or r.valid_to > ${now}))
      order by u.id`.execute(db);
    return rows;
  }

  async #byIds(ids: (number | null | undefined)[]): Promise<Person[]> {
    const wanted = ids.filter((id) => id !== null && id !== undefined);
    if (wanted.length === 0) return [];
    return this.#tx.db
      .selectFrom('users')
      .select(['id', 'username'])
      .where('id', 'in', wanted)
      .where('disabled_at', 'is', null)
      .orderBy('id')
      .execute();
  }
}
