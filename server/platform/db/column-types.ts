import pg from 'pg';

/** Type oids of PostgreSQL's catalogue (pg_type.dat); they never change. */
const oid = { int8: 20, date: 1082, interval: 1186, int8Array: 1016, dateArray: 1182, numericArray: 1231 };

const arrayOfText = pg.types.getTypeParser(1009 as Parameters<typeof pg.types.getTypeParser>[0]) as (
  value: string,
) => (string | null)[];

const parsers = new Map<number, (value: string) => unknown>([
  [oid.int8, toSafeNumber],
  [oid.int8Array, (value) => arrayOfText(value).map((item) => (item === null ? null : toSafeNumber(item)))],
  // A date has no time and no zone: as a Date it would shift with the zone of the machine.
  [oid.date, (value) => value],
  [oid.dateArray, arrayOfText],
  [oid.numericArray, arrayOfText],
  [oid.interval, (value) => value],
]);

/** How column values become JavaScript values; given to every connection rather than set globally. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(type)) ??
    pg.types.getTypeParser(type, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

function toSafeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} does not fit a JavaScript number`);
  return number;
}
