import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeOf, nestsDeeperThan, scanHtml } from './html-scan.ts';

const shape = (html: string) =>
  [...scanHtml(html)].map((token) =>
    token.kind === 'text' ? html.slice(token.start, token.end) : `${token.kind}:${token.name}`,
  );

test('tags, text, comments and quotes inside attributes', () => {
  assert.deepEqual(shape('a<p title="x > y">b<!-- <i> --></P><br/>c < d'), [
    'a',
    'open:p',
    'b',
    'close:p',
    'open:br',
    'c ',
    '<',
    ' d',
  ]);
});

test('unfinished markup ends as text', () => {
  assert.deepEqual(shape('<p>x<a href="never closed'), ['open:p', 'x', '<a href="never closed']);
  assert.deepEqual(shape('<!doctype html><?xml?>x'), ['x']);
  assert.deepEqual(shape('<!-- open'), []);
});

test('attributes of any quoting', () => {
  assert.equal(attributeOf('<div class="a b" id=x>', 'class'), 'a b');
  assert.equal(attributeOf("<div class='a'>", 'class'), 'a');
  assert.equal(attributeOf('<div data-class="z" CLASS=q>', 'class'), 'q');
  assert.equal(attributeOf('<div>', 'class'), '');
});

test('depth counts what really nests', () => {
  assert.equal(nestsDeeperThan('<div>'.repeat(501), 500), true);
  assert.equal(nestsDeeperThan('<div></div>'.repeat(10_000), 500), false);
  assert.equal(nestsDeeperThan('<td>'.repeat(10_000), 500), false);
  assert.equal(nestsDeeperThan(`${'</x>'.repeat(1000)}${'<b>'.repeat(501)}`, 500), true);
});
