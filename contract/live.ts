import { z } from 'zod';
import { isoTime } from './common.ts';

/** First frame from the client: the last `seq` it has seen; absent = from now on. */
export const liveHello = z.object({ afterSeq: z.number().int().nonnegative().optional() });

/** What a window has open, and the form in which its person is writing there (null: only reading). */
export const livePlace = z.object({
  kind: z.enum(['case', 'conversation']),
  id: z.string().min(1).max(40),
  writing: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullable(),
});
export type LivePlace = z.infer<typeof livePlace>;

/** Every later frame from the client: all that the window has open now. Colleagues at the same place are told. */
export const liveSaying = z.object({ kind: z.literal('here'), places: z.array(livePlace).max(4) });

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
 * `present`: who else has a place of this window open (nobody: an empty list); told again at each change, never replayed;
 * `self`: another window of the reader's own.
 * `typing`: the citizen writes in a conversation of mine (forgotten after `ttl` seconds, never replayed).
 */
export const liveFrame = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), seq: z.number().int() }),
  z.object({ kind: z.literal('event'), event: liveEvent }),
  z.object({ kind: z.literal('resync'), seq: z.number().int() }),
  z.object({
    kind: z.literal('present'),
    place: livePlace.omit({ writing: true }),
    people: z.array(
      z.object({ username: z.string(), name: z.string(), writing: z.string().nullable(), self: z.boolean() }),
    ),
  }),
  z.object({ kind: z.literal('typing'), conversationId: z.string(), on: z.boolean(), ttl: z.number() }),
]);
export type LiveFrame = z.infer<typeof liveFrame>;
