import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesBlocked, filesLeftOut, LETTER_NOTES, letterText } from './letter-notes.ts';

const notes = [...Object.values(LETTER_NOTES), filesLeftOut(20), filesBlocked('hoa don.exe, a(1).js')];

test('our notes inside of a letter are read in English, the letter itself is not touched', () => {
  for (const note of notes) {
    assert.deepEqual(letterText(note.vi), note);
    const letter = (said: string) => `Đường hư (gần chợ).\n\n${said}`;
    assert.deepEqual(letterText(letter(note.vi)), { vi: letter(note.vi), en: letter(note.en) });
  }
  const plain = 'Đường hư [ảnh 1] (gần chợ)';
  assert.deepEqual(letterText(plain), { vi: plain, en: plain });
});
