import { z } from 'zod';
import { isoTime } from './common.ts';

/** First frame from the client: the last `seq` it has seen; absent = from now on. */
export const liveHello = z.object({ afterSeq: z.number().int().nonnegative().optional() });

/** One event on the wire: ids and changed fields only; the reader fetches what it needs. */
export const liveEvent = z
  .object({
    seq: z.number().int(),
    type: z.string(),
    at: isoTime,
    caseCode: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    /** True when the reader has just lost sight of the object: remove it from every list. */
    lost: z.boolean().optional(),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;

/**
 * Frames from the server: `ready` says from where the stream goes on; `event` carries one event; `resync` = reload;
 * `typing`: the citizen writes in a conversation of mine (forgotten after `ttl` seconds, never replayed).
 */
export const liveFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), seq: z.number().int() }),
  z.object({ kind: z.literal('event'), event: liveEvent }),
  z.object({ kind: z.literal('resync'), seq: z.number().int() }),
  z.object({ kind: z.literal('typing'), conversationId: z.string(), on: z.boolean(), ttl: z.number() }),
]);
export type LiveFrame = z.infer<typeof liveFrame>;
