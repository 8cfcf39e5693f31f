import { asWritten } from '../../platform/said.ts';
import { CITIZEN_TEMPLATES } from './citizen.ts';
import type { Template, VarsOf } from './define.ts';
import { MAIL_TEMPLATES, NOTICE_TEMPLATES } from './notices.ts';
import { AGENT, OFFICER, REPLY_TEMPLATES, REPLY_VARIABLES } from './replies.ts';

/** Every text of the release that goes out, by key. A key is never renamed: wordings of people hang on it. */
export const CATALOGUE = { ...CITIZEN_TEMPLATES, ...REPLY_TEMPLATES, ...NOTICE_TEMPLATES, ...MAIL_TEMPLATES };
export type TemplateKey = keyof typeof CATALOGUE;
export type TemplateVars<K extends TemplateKey> = VarsOf<(typeof CATALOGUE)[K]>;

/** The template of the release with this key, or the frame of a ready text that was added here. */
export function definitionOf(key: string): Template | null {
  const known = (CATALOGUE as unknown as Record<string, Template>)[key];
  if (known) return known;
  const group = key.split('.')[0];
  if (group !== 'reply' && group !== 'answer') return null;
  const purpose = group === 'reply' ? AGENT : OFFICER;
  return { group, name: asWritten(key), purpose, variables: REPLY_VARIABLES, vi: { body: '' } };
}
