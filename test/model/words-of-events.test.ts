/** Every event that can stand in the trail has a name on the screen, in both languages; its noun, too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../../server/app.ts';
import { eventDefinitions } from '../../server/platform/events/index.ts';
import { audit as englishAudit } from '../../web/i18n/en/admin-audit.ts';
import { en } from '../../web/i18n/en.ts';
import { audit as vietnameseAudit } from '../../web/i18n/vi/admin-audit.ts';
import { vi } from '../../web/i18n/vi.ts';

const types = [...eventDefinitions().keys()];

for (const [language, events, words] of [
  ['Vietnamese', vi.events, vietnameseAudit],
  ['English', en.events, englishAudit],
] as const)
  test(`every event has a name in ${language}`, () => {
    assert.ok(types.length > 100, 'the whole application is loaded');
    const titles: Record<string, string> = events.title;
    const named = (type: string) =>
      type.startsWith('case.') ? titles[type.slice('case.'.length)] : (events.other[type] ?? words.kind[type]);
    assert.deepEqual(
      types.filter((type) => !named(type)),
      [],
    );
    const nouns = new Set(types.map((type) => type.slice(0, type.indexOf('.'))));
    assert.deepEqual(
      [...nouns].filter((noun) => !words.noun[noun]),
      [],
    );
  });
