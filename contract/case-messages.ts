import { z } from 'zod';
import { caseCode } from './cases.ts';
import { message } from './conversations.ts';
import { endpoint } from './endpoint.ts';

/** What the citizen and we wrote to each other about a case; the citizen's name is masked for handling units. */
export const caseMessages = endpoint({
  method: 'GET',
  path: '/cases/:code/messages',
  tag: 'cases',
  summary: 'The messages of a case, as far as I may see them',
  params: z.object({ code: caseCode }),
  response: z.object({ items: z.array(message) }),
});
