/** A role held in a unit, as the database says today. */
export interface HeldRole {
  role: string;
  unitId: number;
  unitCode: string;
  unitName: string;
  /** Set when the role is exercised in the place of an absent person. */
  inPlaceOf?: { userId: number; displayName: string };
}

/** Who acts: a signed-in person (or API token), the system itself, or a citizen coming by a channel. */
export interface Actor {
  readonly kind: 'user' | 'system' | 'citizen';
  /** null for the system and for citizens. */
  readonly userId: number | null;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly HeldRole[];
  readonly permissions: ReadonlySet<string>;
  /** What this reader is, for event audiences: `user:7`, `unit:12`, `all_cases` … */
  readonly audiences: ReadonlySet<string>;
  readonly mustChangePassword: boolean;
  readonly sessionId: number | null;
}

/** The system acting by itself (limits passing, automatic delivery). It holds every workflow right named `system`. */
export const SYSTEM: Actor = {
  kind: 'system',
  userId: null,
  username: 'system',
  displayName: 'Hệ thống',
  roles: [],
  permissions: new Set(),
  audiences: new Set(),
  mustChangePassword: false,
  sessionId: null,
};

/** A citizen acting by a channel or the portal; which case it may touch is proved before the engine is called. */
export const CITIZEN: Actor = { ...SYSTEM, kind: 'citizen', username: 'citizen', displayName: 'Người dân' };

/** The roles a person holds in one unit. */
export function rolesIn(actor: Actor, unitId: number | null): HeldRole[] {
  return unitId === null ? [] : actor.roles.filter((r) => r.unitId === unitId);
}

export function holds(actor: Actor, role: string, unitId?: number | null): boolean {
  return actor.roles.some((r) => r.role === role && (unitId === undefined || r.unitId === unitId));
}
