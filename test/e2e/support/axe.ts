/** The accessibility engine inside a page, with every rule switched on that it calls WCAG 2.2 A, AA or good practice. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RULES = {
  all: { type: 'tag', values: TAGS },
  /** What a theme changes. */
  colours: { type: 'rule', values: ['color-contrast'] },
  /** What a narrow window changes. */
  targets: { type: 'rule', values: ['target-size'] },
};

interface Finding {
  id: string;
  impact: string;
  nodes: { target: string[]; any: { message: string }[]; failureSummary?: string }[];
}

/** Fails when the page, as it stands now, breaks a rule; `where` names the page and its state. */
export async function assertAccessible(page: Page, where: string, rules: keyof typeof RULES = 'all'): Promise<void> {
  const runOnly = RULES[rules];
  await page.evaluate(`window.axe || (() => { ${SOURCE} })()`);
  const findings = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] }).then((r) => r.violations)`,
  )) as Finding[];
  const lines = findings.flatMap((f) =>
    f.nodes
      .slice(0, 3)
      .map((n) => `${f.id} (${f.impact}) at ${n.target.join(' ')}: ${n.any[0]?.message ?? n.failureSummary}`),
  );
  assert.deepEqual(lines, [], where);
}

/**
 * Looks at the page in every theme: with all rules in the light, then only at the colours in the dark and in high
 * contrast. The desk follows the system unless somebody chose otherwise, so the system is changed.
 */
export async function everyTheme(page: Page, where: string): Promise<void> {
  await assertAccessible(page, where);
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=dark]').waitFor();
  await assertAccessible(page, `${where}, dark`, 'colours');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=contrast]').waitFor();
  await assertAccessible(page, `${where}, high contrast`, 'colours');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=light]').waitFor();
}
