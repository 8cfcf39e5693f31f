/** What stands in the address of the board: its unit, how its columns are made, whether only what is late. */
export interface BoardSearch {
  unit?: string;
  by?: 'holder';
  late?: boolean;
}

/** Keeps what is known, drops the rest. Pure. */
export function boardSearch(search: Record<string, unknown>): BoardSearch {
  return {
    ...(typeof search.unit === 'string' && search.unit ? { unit: search.unit } : {}),
    ...(search.by === 'holder' ? { by: 'holder' as const } : {}),
    ...(search.late === true ? { late: true } : {}),
  };
}
