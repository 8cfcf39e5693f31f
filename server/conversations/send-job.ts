import { z } from 'zod';
import { defineJob } from '../platform/jobs/index.ts';

/** Carries one queued message to its channel. Key = message id, so that one message waits once. */
export const sendMessageJob = defineJob('conversations.send', z.object({ messageId: z.number().int() }), {
  retryLimit: 10,
  concurrency: 4,
});
