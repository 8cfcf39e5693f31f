import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loneVietnamese } from './both-languages.ts';

const CASES: [name: string, source: string, lone: string[]][] = [
  ['a sentence in both languages', `const SAID = { vi: 'Không gửi được.', en: 'It could not be sent.' };`, []],
  ['the English half first', `say({ en: \`\${n} mails\`, vi: \`\${n} thư chưa lưu\` });`, []],
  ['functions of both', `const W = { vi: { left: (s) => \`còn \${s}\` }, en: { left: (s) => \`\${s} left\` } };`, []],
  ['one variable for each', `const vi = \`Tạm dừng \${a}\`; const en = 'Paused';`, []],
  ['chosen by language', `const word = language === 'vi' ? 'Hạn' : 'Due';`, []],
  ['chosen by language in a statement', `if (language === 'vi') return 'ngày làm việc'; return 'working day';`, []],
  ['what reads words does not speak', `const pattern = /(?:trả lời|re)\\s*:/iu; const mark = 'đ';`, []],
  ['a comment', `/** “Hạn trả lời” */ const a = 'due';`, []],
  ['a text alone', `fail('Không gửi được.');`, ['Không gửi được.']],
  ['a template alone', `fail(\`Thư \${n} MB, quá lớn\`);`, ['Thư', 'MB, quá lớn']],
  ['without its English half', `const SAID = { vi: 'Không gửi được.' };`, ['Không gửi được.']],
  ['Vietnamese in the English half', `const SAID = { vi: 'Một', en: 'Một câu' };`, ['Một câu']],
  ['in a page', `const page = <p>Đang tải</p>;`, ['Đang tải']],
  ['by a ternary that asks for something else', `const word = open ? 'Đang mở' : 'Đã đóng';`, ['Đang mở', 'Đã đóng']],
];
for (const [name, source, lone] of CASES)
  test(name, () => {
    const found = loneVietnamese('example.tsx', source).map(({ text }) => text);
    assert.deepEqual(found, lone);
  });
