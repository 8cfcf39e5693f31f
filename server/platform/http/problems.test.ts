import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Said } from '../said.ts';
import { fieldProblems } from './problems.ts';

const said = { vi: 'Cần ít nhất hai lựa chọn.', en: 'At least two options are needed.' } satisfies Said;

const TABLE: [string, z.ZodType, unknown, string][] = [
  ['nothing given', z.string(), undefined, 'Bắt buộc nhập.'],
  ['an empty text', z.string().min(1), '', 'Không được để trống.'],
  ['a short text', z.string().min(10), 'ngắn', 'Cần ít nhất 10 ký tự.'],
  ['a long text', z.string().max(3), 'dài quá', 'Nhiều nhất 3 ký tự.'],
  ['a short list', z.array(z.string()).min(2), ['một'], 'Cần ít nhất 2 mục.'],
  ['a number', z.number().max(5), 6, 'Nhiều nhất 5.'],
  ['a rule of our own', z.string().refine(() => false, { params: { said } }), 'x', said.vi],
  ['a rule without words', z.string().refine(() => false), 'x', 'Giá trị không hợp lệ.'],
];

for (const [name, schema, value, words] of TABLE)
  test(`${name} is told in words`, () => {
    const { error } = schema.safeParse(value, { reportInput: true });
    assert.equal(fieldProblems(error?.issues ?? [])[0]?.message.vi, words);
  });
