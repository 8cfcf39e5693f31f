import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageQuery } from '../../lib/case-filters.ts';
import { listPlaceOf, searchValue } from './place.ts';

const at = (address: string) => {
  const [pathname = '', search = ''] = address.split(/(?=\?)/);
  return listPlaceOf({ pathname, search });
};

test('an address of a list tells the list, its filters in their usual order, and the case that is open', () => {
  assert.deepEqual(at('/desk/queue/inbox'), { view: 'inbox', filters: {}, code: null });
  assert.deepEqual(at('/desk/queue/all/'), { view: 'all', filters: {}, code: null });
  const narrowed = at('/desk/queue/unit/1022-261128-0000001?due=today&q=%C4%91%C6%B0%E1%BB%9Dng&page=2&unit=');
  assert.deepEqual(narrowed, { view: 'unit', filters: { q: 'đường', due: 'today' }, code: '1022-261128-0000001' });
  assert.deepEqual(Object.keys(narrowed?.filters ?? {}), ['q', 'due']);
});

test('every other page, and what only the router can read, is left to the desk', () => {
  for (const address of [
    '/desk',
    '/desk/',
    '/desk/queue',
    '/desk/queue-board',
    '/desk/sign',
    '/cases',
    '/desk/queue/all/1/2',
  ])
    assert.equal(at(address), null, address);
  assert.equal(at('/desk/queue/all?q=%22123%22'), null);
  assert.equal(at('/desk/queue/all/%E0%A4%A'), null);
});

test('what is asked ahead is what the desk asks: without the name of the saved list', () => {
  assert.deepEqual(pageQuery('all', { q: 'a', saved: '7' }, 50), { view: 'all', q: 'a', cursor: undefined, limit: 50 });
});

test('a word stands in the address as it is; what could be read as a number stands in quotes', () => {
  assert.deepEqual(['chợ', '123', 'true', '1022-26', ''].map(searchValue), ['chợ', '"123"', '"true"', '1022-26', '']);
});
