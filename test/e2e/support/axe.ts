/** The accessibility engine inside a page, with every rule switched on that it calls WCAG 2.2 A, AA or good practice. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Finding {
  id: string;
  impact: string;
  nodes: { target: string[]; any: { message: string }[]; failureSummary?: string }[];
}

/** Fails when the page, as it stands now, breaks a rule; `where` names the page and its state. */
export async function assertAccessible(page: Page, where: string, rules: 'all' | 'colours' = 'all'): Promise<void> {
  const runOnly = rules === 'all' ? { type: 'tag', values: TAGS } : { type: 'rule', values: ['color-contrast'] };
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
