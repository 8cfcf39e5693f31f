/** Who sees a case and in which capacity one acts on it. Pure, so that the truth table of rights is a unit test. */
import type { Actor } from '../platform/auth/index.ts';
import type { Audience } from '../platform/events/index.ts';
import type { Stance } from './workflow.ts';

/** What decides about sight and stance. */
export interface Parties {
  leadUnitId: number | null;
  /** Units with an assignment that was neither returned nor recalled, lead or co-ordinating. */
  unitIds: readonly number[];
  /** Co-ordinating units whose assignment is open. */
  coUnitIds: readonly number[];
  /** A conduct report is about this unit, which never sees it. */
  aboutUnitId: number | null;
  /**
   * A denunciation stays with those who took it and the supervisors (Luật Tố cáo 2018, art. 8, 47: who knows of it
   * keeps it secret); null for every other case.
   */
  keptBy: readonly number[] | null;
  /** Who gave the latest order on the case, and in whose place. */
  orderedBy?: readonly number[];
  closed: boolean;
  publishable: boolean;
}

/** Every unit in which the actor holds any role: an agent of the reported unit is shut out like an officer of it. */
function unitsOf(actor: Actor): Set<number> {
  return new Set(actor.roles.map((r) => r.unitId));
}

export function maySee(actor: Actor, p: Parties): boolean {
  if (actor.kind === 'system') return true;
  if (p.aboutUnitId !== null && unitsOf(actor).has(p.aboutUnitId)) return false;
  if (p.keptBy !== null)
    return actor.audiences.has('supervisor') || p.keptBy.some((id) => actor.audiences.has(`user:${id}`));
  if (actor.audiences.has('all_cases')) return true;
  if (p.unitIds.some((id) => actor.audiences.has(`unit:${id}`))) return true;
  return p.closed && p.publishable && actor.audiences.has('publisher');
}

/** Handling units see what was said, not who said it; the centre and the province's leaders see both. */
export function seesCitizen(actor: Actor): boolean {
  return actor.kind === 'system' || actor.audiences.has('all_cases');
}

/** The capacities in which the actor may act on the case; empty when he may not even see it. */
export function stancesOf(actor: Actor, p: Parties): Stance[] {
  if (actor.kind === 'system') return ['system'];
  if (actor.kind === 'citizen') return ['citizen'];
  if (!maySee(actor, p)) return [];
  const stances = new Set<Stance>();
  if (actor.userId !== null && p.orderedBy?.includes(actor.userId)) stances.add('ordering_leader');
  for (const held of actor.roles) {
    if (held.role === 'agent') stances.add('agent');
    if (held.role === 'supervisor') stances.add('supervisor');
    if (gaveOrder(held, p)) stances.add('ordering_leader');
    if (held.role === 'publisher') stances.add('publisher');
    if (held.role === 'province_leader') stances.add('province_leader');
    if (held.role === 'officer' && held.unitId === p.leadUnitId) stances.add('lead_officer');
    if (held.role === 'officer' && p.coUnitIds.includes(held.unitId)) stances.add('co_officer');
    if (held.role === 'unit_leader' && held.unitId === p.leadUnitId) stances.add('unit_leader');
  }
  return [...stances];
}

/** The role is held in the place of who gave the order. */
function gaveOrder({ inPlaceOf }: Actor['roles'][number], p: Parties): boolean {
  return inPlaceOf !== undefined && p.orderedBy?.includes(inPlaceOf.userId) === true;
}

/** In whose place the actor acts when taking the stance of a leader, or null when in his own right. */
export function inPlaceOf(actor: Actor, stance: Stance, p: Parties): number | null {
  if (stance === 'ordering_leader')
    return actor.userId !== null && p.orderedBy?.includes(actor.userId)
      ? null
      : (actor.roles.find((r) => gaveOrder(r, p))?.inPlaceOf?.userId ?? null);
  const posts = actor.roles.filter((r) =>
    stance === 'unit_leader' ? r.role === 'unit_leader' && r.unitId === p.leadUnitId : r.role === stance,
  );
  if (posts.length === 0 || posts.some((r) => !r.inPlaceOf)) return null;
  return posts[0]?.inPlaceOf?.userId ?? null;
}

function readersOf(p: Parties): string[] {
  if (p.keptBy !== null) return ['supervisor', ...p.keptBy.map((id) => `user:${id}`)];
  const units = p.unitIds.map((id) => `unit:${id}`);
  return ['all_cases', ...units, ...(p.closed && p.publishable ? ['publisher'] : [])];
}

/** Who hears of a change: those who see the case after it; those who saw it only before lose it. */
export function audienceOf(after: Parties, before: Parties = after): Audience {
  const now = readersOf(after);
  const lost = readersOf(before).filter((reader) => reader !== 'publisher' && !now.includes(reader));
  return {
    to: now,
    ...(after.aboutUnitId === null ? {} : { except: [`any_role_in:${after.aboutUnitId}`] }),
    ...(lost.length > 0 ? { lost } : {}),
  };
}
