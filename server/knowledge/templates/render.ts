/** What a template is made of, and how values come into it. Pure. */
import type { Said } from '../../platform/said.ts';
import type { Variable, Wording } from './define.ts';

const NAME = /\{\{\s*([A-Za-z][A-Za-z0-9]*)\s*\}\}/g;

/** One thing that is wrong with a wording, in words for the person who typed it. */
export interface WordingProblem {
  path: 'subject' | 'body';
  code: 'unknown_variable' | 'missing_variable' | 'broken_braces' | 'html';
  message: Said;
}

/** The names between double braces, each once. */
export function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(NAME)].map((m) => m[1] ?? ''))];
}

/** Everything that is wrong with a wording; empty = it may be used. */
export function problemsOf(
  variables: Record<string, Variable>,
  wording: { subject?: string | null | undefined; body: string },
): WordingProblem[] {
  const known = Object.keys(variables);
  const problems: WordingProblem[] = [];
  for (const path of ['subject', 'body'] as const) {
    const text = wording[path];
    if (!text) continue;
    for (const name of namesIn(text).filter((n) => !known.includes(n))) {
      const message: Said = {
        vi: `Không có biến {{${name}}}. Dùng được: ${known.map((k) => `{{${k}}}`).join(', ') || 'không có biến nào'}.`,
        en: `There is no variable {{${name}}}. There are: ${known.map((k) => `{{${k}}}`).join(', ') || 'none'}.`,
      };
      problems.push({ path, code: 'unknown_variable', message });
    }
    if (/\{\{|\}\}/.test(text.replace(NAME, ''))) {
      const message: Said = {
        vi: 'Dấu ngoặc {{ }} chưa khớp. Viết tên biến giữa hai cặp ngoặc, ví dụ {{caseCode}}.',
        en: 'The braces {{ }} do not match. Write the name of a variable between two pairs, for example {{caseCode}}.',
      };
      problems.push({ path, code: 'broken_braces', message });
    }
    if (/<\/?[a-z!][^>]*>/i.test(text)) {
      const message: Said = {
        vi: 'Mẫu là văn bản thuần, không dùng thẻ HTML. Đường dẫn viết nguyên dạng https://…',
        en: 'A template is plain text without HTML tags. Write links as they are: https://…',
      };
      problems.push({ path, code: 'html', message });
    }
  }
  const used = new Set([...namesIn(wording.body), ...namesIn(wording.subject ?? '')]);
  for (const [name, variable] of Object.entries(variables)) {
    if (variable.use !== 'must' || used.has(name)) continue;
    const message: Said = {
      vi: `Thiếu biến {{${name}}} (${variable.meaning}): người nhận cần thông tin này.`,
      en: `The variable {{${name}}} is missing (${variable.meaning}): the recipient needs it.`,
    };
    problems.push({ path: 'body', code: 'missing_variable', message });
  }
  return problems;
}

/**
 * The text with its values. A line whose variable may be empty and is goes away, and so do the blank lines it leaves.
 * Values are put in as they are: braces in them mean nothing.
 * @throws Error when a value is missing that the template needs (a mistake of the caller)
 */
export function fill(
  variables: Record<string, Variable>,
  text: string,
  values: Record<string, string | null | undefined>,
): string {
  const lines = text.split('\n').filter((line) =>
    namesIn(line).every((name) => {
      if (values[name]) return true;
      if (variables[name]?.use !== 'empty') throw new Error(`template variable ${name} has no value`);
      return false;
    }),
  );
  const tidy = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return tidy.replace(NAME, (_, name: string) => values[name] ?? '');
}

/** Subject and text with their values; the subject is one line. */
export function fillWording(
  variables: Record<string, Variable>,
  wording: Wording,
  values: Record<string, string | null | undefined>,
): { subject: string | null; text: string } {
  const subject = wording.subject === undefined ? null : fill(variables, wording.subject, values);
  return { subject: subject?.replace(/\s+/g, ' ') ?? null, text: fill(variables, wording.body, values) };
}

/** The sample values of all variables, for a preview. */
export function samplesOf(variables: Record<string, Variable>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, { sample }]) => [name, sample]));
}
