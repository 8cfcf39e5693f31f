import type { Page } from 'playwright-core';
import { vi } from '../../../web/i18n/vi.ts';

/** Every Vietnamese text of the desk that stands by itself, from all its dictionaries. */
function textsOf(value: unknown, into = new Set<string>()): Set<string> {
  if (typeof value === 'string') into.add(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) textsOf(inner, into);
  return into;
}
const OURS = new Set([...textsOf(vi)].filter((text) => /[à-ỹ]/iu.test(text)));

/** Watches what the server tells a page: names and reports are data, whatever they read like. */
export function watchData(page: Page): Set<string> {
  const told = new Set<string>();
  page.on('response', (answer) => {
    if (!answer.url().includes('/api/v1/')) return;
    answer.json().then(
      (body) => void textsOf(body, told),
      () => {},
    );
  });
  return told;
}

/** Texts of ours that a page in English still shows, or says to a screen reader, in Vietnamese. */
export async function vietnameseLeft(page: Page, told: ReadonlySet<string>): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
    const said = ['aria-label', 'title', 'placeholder', 'alt'];
    for (const element of document.querySelectorAll(said.map((name) => `[${name}]`).join()))
      for (const name of said) texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  });
  return [...new Set(shown)].filter((text) => OURS.has(text) && !told.has(text));
}
