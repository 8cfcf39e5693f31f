import type { Kysely, Transaction } from 'kysely';
import type { DB } from './schema.ts';

/** The query builder, inside or outside a transaction. */
export type Db = Kysely<DB>;

/** The query builder of one open transaction. */
export type Tx = Transaction<DB>;
