import type { AreaRecord, CategoryRecord } from '../../contract/org-trees.ts';
import type { AreaEntry, CategoryEntry, Directory } from './directory.ts';
import { refOf } from './lookups.ts';

/** A category as an administrator sees it. */
export function presentCategoryRecord(known: Directory, c: CategoryEntry): CategoryRecord {
  const parent = c.parentId === null ? null : known.categoryById(c.parentId);
  const unit = c.defaultUnitId === null ? null : known.unitById(c.defaultUnitId);
  return {
    code: c.code,
    name: c.name,
    nameEn: c.nameEn,
    parent: parent && refOf(parent),
    defaultType: c.defaultType as CategoryRecord['defaultType'],
    defaultUrgency: c.defaultUrgency as CategoryRecord['defaultUrgency'],
    leadUnit: unit && refOf(unit),
    keywords: c.keywords,
    position: c.position,
    validFrom: c.validFrom,
    validTo: c.validTo,
  };
}

/** An area as an administrator sees it. */
export function presentAreaRecord(known: Directory, a: AreaEntry, at: Date): AreaRecord {
  const unit = known.unitOfArea(a.id, at);
  return {
    code: a.code,
    name: a.name,
    shortName: a.shortName,
    kind: a.kind,
    formerly: a.formerly.map(({ name, district, code, scope }) => ({ name, district, code, scope })),
    unit: unit && refOf(unit),
    validFrom: a.validFrom,
    validTo: a.validTo,
  };
}
