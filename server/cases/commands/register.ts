import { type Selectable, sql } from 'kysely';
import type { CaseType, ChannelKind, Urgency } from '../../../contract/cases.ts';
import { recogniseCitizen, toE164 } from '../../citizens/index.ts';
import { attachFiles, type FileInPlace } from '../../conversations/index.ts';
import { directory } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { type Cases, PREPARED } from '../../platform/db/index.ts';
import { invalidField } from '../../platform/errors.ts';
import { hashSecret, spokenSecret } from '../../platform/ids.ts';
import { fold, storable, titleOf } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { dayBase, nextCode } from '../case-number.ts';
import { acknowledgementText } from '../citizen-texts.ts';
import { stepDue, substanceDue } from '../clock.ts';
import { CASE_EVENTS } from '../events.ts';
import { joinIncident } from '../incidents/join.ts';
import { tellCitizen, textContext } from '../notify-citizen.ts';
import { audienceOf } from '../policy.ts';
import { dateTimePhrase } from '../when.ts';

export interface RegisterInput {
  type: CaseType;
  content: string;
  title?: string | undefined;
  channel: ChannelKind;
  category?: string | undefined;
  area?: string | undefined;
  place?: { text: string; lat?: number | null | undefined; lng?: number | null | undefined } | undefined;
  urgency?: Urgency | undefined;
  citizen?: { name?: string | undefined; phone?: string | undefined; email?: string | undefined } | undefined;
  anonymous?: boolean | undefined;
  publishWish?: boolean | undefined;
  aboutUnit?: string | undefined;
  /** The same key again gives the same case: a retry after a lost answer makes no second one. */
  idempotencyKey?: string | undefined;
  /** The thread by which it came. */
  conversationId?: number | undefined;
  /** The citizen of that thread, who is known already; else he is recognised by phone or mail. */
  citizenId?: number | undefined;
  files?: FileInPlace[];
  /** A mail that came from the address proves it; what is typed or told does not. */
  contactConfidence?: 'verified' | 'said';
  /** The incident that it joins at once. */
  incident?: number | undefined;
  /** Whether to acknowledge to the citizen (not to a machine that would answer back). Default true. */
  acknowledge?: boolean;
}

export interface Registered {
  id: number;
  code: string;
  /** Only at creation; empty when the idempotency key was known. */
  lookupSecret: string;
  repeated: boolean;
  /** The row as it stands, where nothing has touched it since it was inserted: saves reading it again. */
  row?: Selectable<Cases>;
}

/** The header Idempotency-Key as this person's own: nobody reaches another's case by guessing a key. */
export function keyOf(actor: Actor, header: unknown): string | undefined {
  return typeof header === 'string' ? `${actor.userId}:${header.slice(0, 100)}` : undefined;
}

/** Registers a case: code, secret, due date, first step, event and acknowledgement, all or nothing. */
export async function register(ctx: Ctx, actor: Actor, input: RegisterInput): Promise<Registered> {
  return transact(ctx, (tx) => registerWithin(ctx, tx, actor, input));
}

/** `register` inside a transaction that the caller already has (a channel storing the message that makes the case). */
export async function registerWithin(ctx: Ctx, tx: Tx, actor: Actor, input: RegisterInput): Promise<Registered> {
  const names = await resolveNames(tx, input);
  const contact = resolveContact(input);
  const urgency = input.urgency ?? names.defaultUrgency;
  const content = storable(input.content);
  const title = storable(input.title?.trim() || titleOf(content));
  const due = await substanceDue(
    tx.db,
    {
      type: input.type,
      urgency,
      categoryCode: input.category ?? null,
      unitId: null,
      from: tx.now,
    },
    tx.now,
  );
  const labels = { type: input.type, urgency, categoryCode: input.category ?? null };
  const firstStep = await stepDue(tx.db, 'first_response', labels, null, tx.now);
  const citizenId = input.anonymous
    ? null
    : (input.citizenId ?? (await recogniseCitizen(tx, contact, input.contactConfidence ?? 'said')));
  const secret = spokenSecret();
  const day = localDay(tx.now);
  const base = await dayBase(ctx.db, day);
  const inserted = await sql<Selectable<Cases>>`${PREPARED} with fresh as (
      insert into cases (code, secret_hash, idempotency_key, type, status, level, urgency, channel, title, content, fold, category_id, area_id,
        place_text, place_lat, place_lng, citizen_id, contact_name, contact_phone, contact_email, anonymous, publish_wish, sealed, about_unit_id,
        conversation_id, registered_by, clock_from, due_at, original_due_at, due_policy_id, due_explanation, serious_at, alert_at,
        step_due_at, created_at, updated_at, demo)
      values (${nextCode(day, base)}, ${hashSecret(secret)}, ${input.idempotencyKey ?? null}, ${input.type}, 'received', 1, ${urgency}, ${input.channel},
        ${title}, ${content}, ${fold(`${title} ${content} ${input.place?.text ?? ''}`)}, ${names.categoryId}, ${names.areaId},
        ${input.place?.text ?? null}, ${input.place?.lat ?? null}, ${input.place?.lng ?? null}, ${citizenId}, ${contact.name}, ${contact.phone}, ${contact.email},
        ${input.anonymous ?? false}, ${input.publishWish ?? false}, ${input.type === 'conduct_report'}, ${names.aboutUnitId},
        ${input.conversationId ?? null}, ${actor.userId}, ${tx.now}, ${due.due_at}, ${due.due_at}, ${due.due_policy_id}, ${due.due_explanation}, ${due.serious_at}, ${due.alert_at},
        ${firstStep}, ${tx.now}, ${tx.now}, ${ctx.config.demo})
      on conflict (idempotency_key) do nothing
      returning *),
    step as (
      insert into case_steps (case_id, status, level, started_at) select id, 'received', 1, ${tx.now}::timestamptz from fresh)
    select * from fresh`.execute(tx.db);
  const row = inserted.rows[0];
  if (!row) return repeated(tx, input.idempotencyKey ?? '');
  await attachFiles(tx, input.files ?? [], {
    caseId: row.id,
    source: actor.kind === 'user' ? 'staff' : 'citizen',
    createdBy: actor.userId,
  });
  tx.record({
    type: CASE_EVENTS.registered.type,
    actor,
    caseId: row.id,
    subject: { type: 'case', id: row.code },
    data: { from: 'none', to: 'received', level: 1, version: 0, type: input.type, channel: input.channel, urgency },
    audience: audienceOf({
      leadUnitId: null,
      unitIds: [],
      coUnitIds: [],
      aboutUnitId: names.aboutUnitId,
      keptBy: null,
      closed: false,
      publishable: false,
    }),
  });
  const told = input.acknowledge !== false && (input.conversationId !== undefined || contact.email !== null);
  if (told) {
    const until = dateTimePhrase(due.due_at);
    const text = await acknowledgementText(tx.db, textContext(ctx, row.code), secret, title, until);
    const target = {
      id: row.id,
      code: row.code,
      title,
      conversation_id: input.conversationId ?? null,
      contact_email: contact.email,
      citizen_id: citizenId,
    };
    await tellCitizen(tx, { ...actor, kind: 'system', userId: null, displayName: 'Tổng đài 1022' }, target, {
      kind: 'auto',
      purpose: 'case.acknowledgement',
      text,
    });
  }
  const joins = input.incident !== undefined;
  if (input.incident !== undefined) await joinIncident(ctx, tx, actor, row.code, input.incident);
  return { id: row.id, code: row.code, lookupSecret: secret, repeated: false, ...(told || joins ? {} : { row }) };
}

async function repeated(tx: Tx, key: string): Promise<Registered> {
  const row = await tx.db
    .selectFrom('cases')
    .select(['id', 'code'])
    .where('idempotency_key', '=', key)
    .executeTakeFirstOrThrow();
  return { ...row, lookupSecret: '', repeated: true };
}

async function resolveNames(tx: Tx, input: RegisterInput) {
  const d = await directory(tx.db);
  const category = input.category ? d.categoryByCode(input.category, tx.now) : null;
  if (input.category && !category)
    throw invalidField('category', {
      vi: `Không có lĩnh vực mã “${input.category}”.`,
      en: `There is no category with the code “${input.category}”.`,
    });
  const area = input.area ? d.areaByCode(input.area, tx.now) : null;
  if (input.area && !area)
    throw invalidField('area', {
      vi: `Không có địa bàn mã “${input.area}”.`,
      en: `There is no area with the code “${input.area}”.`,
    });
  if (input.aboutUnit && input.type !== 'conduct_report')
    throw invalidField('aboutUnit', {
      vi: 'Chỉ phản ánh hành vi công chức mới ghi đơn vị bị phản ánh.',
      en: 'Only a report about the conduct of an official names the unit it is about.',
    });
  const about = input.aboutUnit ? d.unitByCode(input.aboutUnit, tx.now) : null;
  if (input.aboutUnit && !about)
    throw invalidField('aboutUnit', {
      vi: `Không có đơn vị mã “${input.aboutUnit}”.`,
      en: `There is no unit with the code “${input.aboutUnit}”.`,
    });
  return {
    categoryId: category?.id ?? null,
    areaId: area?.id ?? null,
    aboutUnitId: about?.id ?? null,
    defaultUrgency: (category?.defaultUrgency ?? 'normal') as Urgency,
  };
}

function resolveContact(input: RegisterInput): { name: string | null; phone: string | null; email: string | null } {
  const given = input.citizen ?? {};
  const phone = toE164(given.phone);
  if (given.phone?.trim() && !phone)
    throw invalidField('citizen.phone', {
      vi: 'Số điện thoại không hợp lệ.',
      en: 'The telephone number is not valid.',
    });
  return {
    name: given.name ? storable(given.name).trim() || null : null,
    phone,
    email: given.email?.trim().toLowerCase() || null,
  };
}
