import type { Area, Category, Unit, User } from '../../contract/org.ts';
import type { SessionView } from '../../contract/session.ts';
import { ROLES, type Role } from '../../contract/session.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { standInsOf } from './acting.ts';
import type { AreaEntry, CategoryEntry, Directory, UnitRecord } from './directory.ts';
import type { ListedUser, listDelegations } from './queries.ts';

export function presentUnit(known: Directory, u: UnitRecord): Unit {
  return {
    code: u.code,
    name: u.name,
    shortName: u.shortName,
    kind: u.kind,
    parent: u.parentId === null ? null : (known.unitById(u.parentId)?.code ?? null),
    areaCode: u.areaId === null ? null : (known.areaById(u.areaId)?.code ?? null),
    routingRole: u.routingRole,
    validFrom: u.validFrom,
    validTo: u.validTo,
  };
}

export function presentCategory(known: Directory, c: CategoryEntry): Category {
  return {
    code: c.code,
    parent: c.parentId === null ? null : (known.categoryById(c.parentId)?.code ?? null),
    name: c.name,
    nameEn: c.nameEn,
    defaultType: c.defaultType,
    defaultUrgency: c.defaultUrgency,
    defaultLeadUnit: c.defaultUnitId === null ? null : (known.unitById(c.defaultUnitId)?.code ?? null),
  };
}

/** `formerly` names the places as people still call them: “Phường 4, Thành phố Mỹ Tho”. */
export function presentArea(known: Directory, a: AreaEntry, at: Date): Area {
  return {
    code: a.code,
    name: a.name,
    shortName: a.shortName,
    kind: a.kind,
    formerly: a.formerly.map((f) => `${f.name}, ${f.district}`),
    unit: known.unitOfArea(a.id, at)?.code ?? null,
  };
}

export function presentUser(u: ListedUser): User {
  return {
    username: u.username,
    displayName: u.displayName,
    email: u.email,
    phone: u.phone,
    roles: u.roles,
    disabledAt: u.disabledAt && isoLocal(u.disabledAt),
    absentUntil: u.absentUntil && isoLocal(u.absentUntil),
  };
}

export function presentDelegation(d: Awaited<ReturnType<typeof listDelegations>>[number]) {
  return { ...d, from: isoLocal(d.from), to: isoLocal(d.to) };
}

/** Who am I: own roles and those held for somebody absent (once each), what they allow, and for whom I stand in. */
export async function presentSession(ctx: Ctx, actor: Actor): Promise<SessionView> {
  const now = ctx.clock.now();
  const standsIn = actor.userId === null ? [] : await standInsOf(ctx.db, actor.userId, now);
  const roles = new Map(
    actor.roles.map((r) => [
      `${r.role}@${r.unitCode}`,
      { role: r.role as Role, unit: { code: r.unitCode, name: r.unitName } },
    ]),
  );
  return {
    user: { username: actor.username, displayName: actor.displayName, mustChangePassword: actor.mustChangePassword },
    roles: [...roles.values()].filter((r) => ROLES.includes(r.role)),
    deputyFor: standsIn.map((s) => ({
      user: { code: s.absent.username, name: s.absent.displayName },
      unit: { code: s.unitCode, name: s.unitName },
      until: isoLocal(s.until),
    })),
    permissions: [...actor.permissions].sort(),
    demo: ctx.config.demo,
    province: ctx.config.provinceName,
    now: isoLocal(now),
  };
}
