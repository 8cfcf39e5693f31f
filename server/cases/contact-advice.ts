/** What the person who takes a contact is told while typing: who it is, what it may be, who else reported it, where to. */
import type { z } from 'zod';
import type { CaseType, Urgency } from '../../contract/cases.ts';
import type { adviceBody, ContactAdvice } from '../../contract/contact.ts';
import { citizensByContact, familyOf, nationalPhone, toE164 } from '../citizens/index.ts';
import { type CategoryEntry, type Directory, directory, validAt } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { invalidField } from '../platform/errors.ts';
import { substanceDue } from './clock.ts';
import { fittingIncidents } from './incidents/fit.ts';
import { prefillFrom } from './prefill.ts';
import { presenter } from './present.ts';
import { presentCitizens } from './present-citizens.ts';
import { proposalFor } from './proposal.ts';
import { similarCases } from './similar.ts';
import { visibleTo } from './visible.ts';

type Question = z.output<typeof adviceBody>;

const OPEN_CASES = 10;

/** Nothing is written. @throws AppError `invalid` for a code that does not exist */
export async function adviceFor(ctx: Ctx, actor: Actor, q: Question): Promise<ContactAdvice> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const d = await directory(db);
  const chosen = chosenOf(d, q, now);
  const guess = guessFrom(d, q, chosen, now);
  const category = guess.category && d.categoryByCode(guess.category.code, now);
  const area = guess.area && d.areaByCode(guess.area.code, now);
  const labels = { categoryId: category?.id ?? null, areaId: area?.id ?? null };
  const people = await peopleOf(db, actor, q, guess);
  // A report on officials is nobody else's to compare with.
  const alone = guess.type === 'conduct_report' || q.text.trim() === '';
  const [openCases, similar, incidents, proposal] = await Promise.all([
    openCasesOf(db, actor, people.members, now),
    alone
      ? []
      : similarCases(db, actor, { text: q.text, place: guess.place, ...labels, citizenIds: people.members }, now),
    guess.type === 'conduct_report'
      ? []
      : fittingIncidents(db, actor, { text: q.text, ...labels, citizenIds: people.members }),
    proposalFor(db, actor, { ...labels, aboutUnitId: chosen.about?.id ?? null }, now),
  ]);
  const dueAt = async (unitId: number) => {
    const input = {
      type: guess.type,
      urgency: guess.urgency ?? ('normal' as const),
      categoryCode: category?.code ?? null,
      unitId,
      from: now,
    };
    return isoLocal((await substanceDue(db, input, now)).due_at);
  };
  const unitRef = (id: number) => {
    const unit = d.unitById(id);
    return { code: unit?.code ?? '', name: unit?.name ?? '' };
  };
  return {
    guess,
    citizens: people.shown,
    openCases,
    similar,
    incidents,
    units: await Promise.all(
      proposal.units.map(async (one) => ({
        unit: unitRef(one.unit),
        because: one.because,
        dueAt: await dueAt(one.unit),
      })),
    ),
    preselected: proposal.preselected === null ? null : unitRef(proposal.preselected).code,
    answerHere: proposal.answerHere,
  };
}

type Chosen = ReturnType<typeof chosenOf>;

function chosenOf(d: Directory, q: Question, now: Date) {
  const category = q.category ? d.categoryByCode(q.category, now) : null;
  if (q.category && !category)
    throw invalidField('category', {
      vi: `Không có lĩnh vực mã “${q.category}”.`,
      en: `There is no category with the code “${q.category}”.`,
    });
  const area = q.area ? d.areaByCode(q.area, now) : null;
  if (q.area && !area)
    throw invalidField('area', {
      vi: `Không có địa bàn mã “${q.area}”.`,
      en: `There is no area with the code “${q.area}”.`,
    });
  const about = q.aboutUnit ? d.unitByCode(q.aboutUnit, now) : null;
  if (q.aboutUnit && !about)
    throw invalidField('aboutUnit', {
      vi: `Không có đơn vị mã “${q.aboutUnit}”.`,
      en: `There is no unit with the code “${q.aboutUnit}”.`,
    });
  return { category, area, about };
}

const named = (row: { code: string; name: string } | null) => row && { code: row.code, name: row.name };

function guessFrom(d: Directory, q: Question, chosen: Chosen, now: Date): ContactAdvice['guess'] {
  const words = {
    categories: d.categories.filter((one) => validAt(one, now)),
    areas: d.areas.filter((one) => validAt(one, now)),
  };
  const read = prefillFrom(q.text, words, q.category === undefined ? {} : { category: chosen.category });
  const category = q.category === undefined ? read.category : named(chosen.category);
  const usual = category ? (d.categoryByCode(category.code, now) as CategoryEntry | null) : null;
  return {
    ...read,
    type: q.type ?? (read.type as CaseType),
    urgency: q.urgency ?? read.urgency ?? ((usual?.defaultUrgency ?? null) as Urgency | null),
    category,
    area: q.area === undefined ? read.area : named(chosen.area),
    place: q.place === undefined ? read.place : q.place.trim() || null,
    phone: read.phone === null ? null : nationalPhone(read.phone),
  };
}

/** Who it may be: the known citizen of a thread, or everyone of this number or address, as far as the actor may know. */
async function peopleOf(db: Db, actor: Actor, q: Question, guess: ContactAdvice['guess']) {
  if (q.anonymous) return { shown: [], members: [] };
  const email = (q.email ?? guess.email)?.trim().toLowerCase() || null;
  const found = q.citizenId
    ? [Number(q.citizenId)]
    : await citizensByContact(db, { phone: toE164(q.phone ?? guess.phone ?? undefined), email });
  const families = (await Promise.all(found.map((id) => familyOf(db, id)))).filter((one) => one !== null);
  const shown = await presentCitizens(
    db,
    actor,
    families.map((one) => one.id),
  );
  const known = new Set(shown.map((one) => one.id));
  return { shown, members: families.filter((one) => known.has(String(one.id))).flatMap((one) => one.members) };
}

async function openCasesOf(db: Db, actor: Actor, citizenIds: readonly number[], now: Date) {
  if (citizenIds.length === 0) return [];
  const rows = await db
    .selectFrom('cases as c')
    .leftJoin('users as u', 'u.id', 'c.assignee_id')
    .selectAll('c')
    .select(['u.username as assignee_username', 'u.display_name as assignee_name'])
    .where('c.citizen_id', 'in', [...citizenIds])
    .where('c.closed_at', 'is', null)
    .where(visibleTo(actor))
    .orderBy('c.id', 'desc')
    .limit(OPEN_CASES)
    .execute();
  const p = await presenter(db, now);
  return rows.map(p.row);
}
