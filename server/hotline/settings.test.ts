import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_SETTINGS, settingsOf } from './settings.ts';

test('stored values count one by one; what is not understood gives way to the default', () => {
  assert.deepEqual(settingsOf({}), DEFAULT_SETTINGS);
  assert.deepEqual(settingsOf({ wrapUpSeconds: 30, keepTalkDays: 'x', unknown: 1 }), {
    ...DEFAULT_SETTINGS,
    wrapUpSeconds: 30,
  });
});
