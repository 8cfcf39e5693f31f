import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A job that was waiting or being worked on when the backup was made. */
export const waitingJob = z.object({
  name: z.string(),
  payload: z.record(z.string(), z.unknown()),
  runAfter: z.string(),
  key: z.string().nullable(),
});
export type WaitingJob = z.infer<typeof waitingJob>;

/** What a backup holds, with counts and hashes to check it by. The first entry of the archive. */
export const manifest = z.object({
  format: z.literal('tong-dai-1022 backup 1'),
  createdAt: z.string(),
  installation: z.object({ id: z.string(), demo: z.boolean() }),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      bytes: z.number().int(),
      sha256: hash,
    }),
  ),
  jobs: z.array(waitingJob),
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  files: z.array(z.object({ sha256: hash, size: z.number().int() })),
  /** Sealed recordings of calls. Archives of before there were any have none. */
  recordings: z.array(z.object({ sha256: hash, size: z.number().int() })).default([]),
  /** Whether secret.key is in it. Without it, sealed passwords must be entered again (or SECRET_KEY given). */
  hasKey: z.boolean(),
  /** The head of the event chain at that moment. */
  chain: z.object({ seq: z.number().int(), hash: z.string() }),
});
export type Manifest = z.infer<typeof manifest>;
