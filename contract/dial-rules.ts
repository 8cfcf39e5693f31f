/** What may be called: rules by the beginning of a number, the first that fits decides. */
import { z } from 'zod';
import { typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const prefix = z
  .string()
  .trim()
  .regex(/^(\+|\+?\d{1,15})$/);
export const dialRule = z
  .object({ prefix: z.string(), allowed: z.boolean(), name: z.string() })
  .meta({ id: 'DialRule' });
export type DialRuleView = z.infer<typeof dialRule>;

export const listDialRules = endpoint({
  method: 'GET',
  path: '/hotline/dial-rules',
  tag: 'hotline',
  summary: 'The rules in their order',
  response: z.object({ items: z.array(dialRule) }),
});
export const putDialRules = endpoint({
  method: 'PUT',
  path: '/hotline/dial-rules',
  tag: 'hotline',
  summary: 'All rules in their order; the first whose beginning fits decides',
  body: z.object({
    items: z
      .array(z.object({ prefix, allowed: z.boolean(), name: typedText(120) }))
      .min(1)
      .max(100),
  }),
  response: z.object({ items: z.array(dialRule) }),
});
export const tryDialRules = endpoint({
  method: 'GET',
  path: '/hotline/dial-rules/try',
  tag: 'hotline',
  summary: 'Whether a number may be called, and the rule that says so',
  query: z.object({ number: z.string().max(40) }),
  response: z.object({
    verdict: z.enum(['allowed', 'no_number', 'forbidden', 'no_rule']),
    number: z.string().nullable(),
    rule: z.string().nullable(),
  }),
});
