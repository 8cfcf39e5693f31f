import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedFiles } from './pasted-files.ts';

const paste = (files: File[], types: string[]) => ({ files: files as unknown as FileList, types });
const png = new File(['x'], 'image.png', { type: 'image/png' });
const now = new Date(2026, 10, 28, 9, 5, 7);

test('a screenshot is named after its moment', () => {
  const [file] = pastedFiles(paste([png], ['Files']), now, 'Ảnh chụp');
  assert.equal(file?.name, 'Ảnh chụp 2026-11-28 09.05.07.png');
  assert.equal(file?.type, 'image/png');
});

test('a copied file keeps its name', () => {
  const [file] = pastedFiles(paste([new File(['x'], 'biên bản.pdf')], ['Files']), now, 'Ảnh chụp');
  assert.equal(file?.name, 'biên bản.pdf');
});

test('text with a picture of itself is text', () => {
  assert.deepEqual(pastedFiles(paste([png], ['text/plain', 'text/html', 'Files']), now, 'Ảnh chụp'), []);
});
