/** Administration of the hotline: settings, menu, prompts, announcements, health. */
import { z } from 'zod';

const whole = (min: number, max: number, standard: number) => z.number().int().min(min).max(max).default(standard);
const onOff = (standard: boolean) => z.boolean().default(standard);

/** Everything that administration may set; each is read by the engine or by the keeping of recordings. */
export const hotlineSettings = z
  .object({
    /** New calls per second that are let in; whoever comes above it hears that the line is overloaded. */
    callsPerSecond: whole(1, 200, 50),
    /** Calls at the same time, all together. */
    callsAtOnce: whole(1, 2_000, 300),
    /** How often a waiting caller hears his position and the expected wait. Seconds. */
    announceEverySeconds: whole(15, 600, 45),
    /** Callers may have themselves called back instead of waiting (key 9). */
    callbackOffered: onOff(true),
    /** Time for writing up after a call, and how much an agent may add at once. Seconds. */
    wrapUpSeconds: whole(0, 900, 60),
    wrapUpExtendSeconds: whole(15, 900, 60),
    /** Longest message that a caller can leave, and the shortest that counts as one. Seconds. */
    voicemailMaxSeconds: whole(15, 600, 120),
    voicemailMinSeconds: whole(1, 30, 2),
    /** Talks are recorded, per direction. */
    recordInbound: onOff(true),
    recordOutbound: onOff(true),
    /** Days until a recording is erased. */
    keepTalkDays: whole(1, 3_650, 365),
    keepVoicemailDays: whole(1, 3_650, 365),
    keepFallbackDays: whole(1, 3_650, 365),
    /** Officers and leaders may hear the recordings of cases that they may see. */
    unitsMayHear: onOff(false),
  })
  .meta({ id: 'HotlineSettings' });
export type HotlineSettings = z.infer<typeof hotlineSettings>;
