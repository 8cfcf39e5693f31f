import { type AreaEntry, type Directory, validAt } from '../org/index.ts';
import { fold } from '../platform/text.ts';

/** One line of the list under the area field: what is put in, and what tells it apart. */
export interface AreaOption {
  value: string;
  code: string;
}

/** An old place inside a new one: `Phường Mỹ Tho (Phường 1, Thành phố Mỹ Tho)`. */
const withOld = (area: AreaEntry, old: { name: string; district: string }) =>
  `${area.name} (${old.name}, ${old.district})`;

/** Communes valid on that day, each followed by its old places, so that old names can be typed. */
export function areaOptions(d: Directory, at: Date): AreaOption[] {
  return d.areas
    .filter((a) => validAt(a, at))
    .sort((a, b) => a.shortName.localeCompare(b.shortName, 'vi'))
    .flatMap((a) => [
      { value: a.name, code: a.code },
      ...a.formerly.map((old) => ({ value: withOld(a, old), code: a.code })),
    ]);
}

export type FoundArea = { code: string } | { choices: AreaOption[] } | null;

/**
 * The commune that a person meant: as in the list, or by its name with or without “xã” and accents, or by an old name.
 * An old name that lies in several communes gives the choices; an unknown one gives null.
 */
export function findArea(d: Directory, typed: string, at: Date): FoundArea {
  const wanted = fold(typed);
  const areas = d.areas.filter((a) => validAt(a, at));
  const exact = areas.filter((a) => a.code === typed || fold(a.name) === wanted);
  if (exact.length === 1 && exact[0]) return { code: exact[0].code };
  const old = areas.flatMap((a) => a.formerly.map((o) => ({ area: a, value: withOld(a, o), names: namesOf(o) })));
  const listed = old.find((o) => fold(o.value) === wanted);
  if (listed) return { code: listed.area.code };
  const short = areas.filter((a) => fold(a.shortName) === wanted);
  const former = old.filter((o) => o.names.includes(wanted));
  const codes = new Set([...short, ...former.map((o) => o.area)].map((a) => a.code));
  const [only] = codes;
  if (codes.size === 1 && only) return { code: only };
  if (codes.size === 0) return null;
  return {
    choices: [
      ...short.map((a) => ({ value: a.name, code: a.code })),
      ...former.map((o) => ({ value: o.value, code: o.area.code })),
    ],
  };
}

function namesOf(old: { name: string; district: string }): string[] {
  const bare = old.name.replace(/^(Xã|Phường|Thị trấn)\s+(?=\D)/, '');
  const town = old.district.replace(/^(Thành phố|Thị xã|Huyện)\s+/, '');
  return [old.name, bare, `${old.name} ${town}`, `${old.name}, ${town}`, `${old.name}, ${old.district}`].map(fold);
}

/** Units that a report on conduct can be about, by name. */
export function unitOptions(d: Directory, at: Date): { code: string; name: string }[] {
  return d.units
    .filter((u) => !u.routingRole && validAt(u, at))
    .map((u) => ({ code: u.code, name: u.name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}
