/** Where the rows of a file come from: so many, a thousand at a time. */

const BATCH = 1_000;

export interface RowSource<Row> {
  count: number;
  batches: AsyncIterable<readonly Row[]>;
}

/** Of a list that is short enough to be read whole. */
export function wholeRows<Row>(rows: readonly Row[]): RowSource<Row> {
  return rowsByKey(rows, async (some) => some);
}

/**
 * Of a long list: its keys in their order, read at once so that the file holds each row once however the list moves
 * meanwhile, and the rows of a thousand keys when it is their turn.
 */
export function rowsByKey<Key, Row>(
  keys: readonly Key[],
  load: (some: readonly Key[]) => Promise<readonly Row[]>,
): RowSource<Row> {
  return { count: keys.length, batches: batches() };

  async function* batches(): AsyncGenerator<readonly Row[]> {
    for (let from = 0; from < keys.length; from += BATCH) yield await load(keys.slice(from, from + BATCH));
  }
}

/** One after the other, each row turned into one of a common shape. */
export function rowsInTurn<Row>(sources: readonly RowSource<Row>[]): RowSource<Row> {
  return { count: sources.reduce((sum, one) => sum + one.count, 0), batches: batches() };

  async function* batches(): AsyncGenerator<readonly Row[]> {
    for (const source of sources) yield* source.batches;
  }
}

/** The same rows in another shape. */
export function mappedRows<From, Row>({ count, batches }: RowSource<From>, to: (row: From) => Row): RowSource<Row> {
  return { count, batches: mapped() };

  async function* mapped(): AsyncGenerator<readonly Row[]> {
    for await (const rows of batches) yield rows.map(to);
  }
}
