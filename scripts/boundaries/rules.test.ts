import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource } from './read-source.ts';
import { checkFile } from './rules.ts';

const packages = { dependencies: new Set(['zod', 'pg', '@fastify/static']), devDependencies: new Set(['react', 'ws']) };
const check = (file: string, content: string) =>
  checkFile(file, readSource(content), packages).map(({ message }) => message);

const allowed: [file: string, content: string][] = [
  ['server/cases/routes.ts', `import { x } from '../conversations/index.ts';`],
  ['server/cases/routes.ts', `import { x } from '../../contract/cases.ts';`],
  ['server/cases/routes.ts', `import { AppError } from '../platform/errors.ts';`],
  ['server/cases/routes.ts', `import { x } from '../platform/http/index.ts';`],
  ['server/cases/commands/assign.ts', `import { x } from '../policy.ts';`],
  ['server/channels/email/imap.ts', `import type { Channel } from '../channel.ts';`],
  ['server/app.ts', `import { x } from './training/index.ts';`],
  ['server/cli/user.ts', `import { x } from '../org/index.ts';`],
  ['server/platform/db/connect.ts', `import pg from 'pg';\nimport { x } from '../http/deep.ts';`],
  [
    'server/cases/assign.test.ts',
    `import { app } from '../../test/support/app.ts';\nimport { x } from '../training/index.ts';`,
  ],
  ['web/desk/app.tsx', `import { x } from '../../contract/cases.ts';\nimport React from 'react';\nimport './app.css';`],
  [
    'scripts/generate.ts',
    `import { x } from '../test/support/db.ts';\nimport { y } from '../server/platform/db/index.ts';`,
  ],
  ['server/cases/x.ts', `import { a } from '@fastify/static/deep.js';`],
  [
    'server/cases/x.ts',
    `// import { x } from '../training/index.ts';\nconst text = "import { x } from '../training/index.ts'";`,
  ],
];

for (const [file, content] of allowed) {
  test(`${file} may hold: ${content.split('\n')[0]}`, () => assert.deepEqual(check(file, content), []));
}

const refused: [file: string, content: string, expected: RegExp][] = [
  [
    'server/cases/a.ts',
    `import { x } from '../notifications/index.ts';`,
    /record an event and react in server\/notifications/,
  ],
  ['server/cases/a.ts', `import type { X } from '../notifications/index.ts';`, /stands before/],
  ['server/cases/a.ts', `export { x } from '../org/queries.ts';`, /import from server\/org\/index\.ts/],
  ['server/cases/a.ts', `const x = await import('../org/queries.ts');`, /import from server\/org\/index\.ts/],
  [
    'server/cases/a.ts',
    `import {\n  x,\n  y,\n} from '../platform/http/server.ts';`,
    /import from server\/platform\/http\/index\.ts/,
  ],
  ['server/platform/jobs/a.ts', `import { x } from '../../org/index.ts';`, /the platform knows no domain/],
  ['contract/a.ts', `import { x } from '../server/platform/errors.ts';`, /the contract stands on nothing/],
  ['web/lib/a.ts', `import { x } from '../../server/cases/index.ts';`, /web knows the contract only/],
  ['server/cases/a.ts', `import { x } from '../../web/lib/a.ts';`, /may not depend on web/],
  ['server/cases/a.ts', `import { x } from '../../test/support/db.ts';`, /only tests and tools may import test/],
  ['server/billing/a.ts', `import { x } from '../org/index.ts';`, /server\/billing has no place in the order/],
  ['server/cases/a.ts', `import { x } from 'left-pad';`, /left-pad is not in package\.json/],
  ['server/cases/a.ts', `import { x } from 'ws';`, /ws is a devDependency/],
  ['web/lib/a.ts', `import { x } from 'node:fs';`, /does not exist in a browser/],
  ['server/cases/a.ts', `const now = Date.now();`, /use ctx\.clock\.now\(\)/],
  ['server/cases/a.ts', `const now = new Date();`, /use ctx\.clock\.now\(\)/],
  ['server/cases/a.ts', 'const q = sql`select * from cases where due_at < now()`;', /SQL reads the clock/],
  ['server/cases/a.ts', '\n'.repeat(401), /401 lines \(at most 400\)/],
  ['server/cases/assignCase.ts', '', /name it in kebab-case: assign-case\.ts/],
];

for (const [file, content, expected] of refused) {
  test(`${file} may not hold: ${content.trim().split('\n').join(' ').slice(0, 70) || 'that'}`, () => {
    const messages = check(file, content);
    assert.equal(messages.length, 1, messages.join('\n'));
    assert.match(messages[0] ?? '', expected);
  });
}

const noClock: string[] = [
  'const a = new Date(row.at); const b = clock.now();',
  '// Date.now() is forbidden\nconst why = "new Date()";',
  `const q = sql\`update x set seen_at = \${clock.now()}\`;`,
];

for (const content of noClock) {
  test(`reads no machine clock: ${content}`, () => assert.deepEqual(check('server/cases/a.ts', content), []));
}

test('a warning comes before the failure', () => {
  const [finding] = checkFile('server/cases/a.ts', readSource('\n'.repeat(300)), packages);
  assert.equal(finding?.level, 'warning');
});

test('lines are those of the file', () => {
  const source = readSource(`/* two\nlines */\nimport { a } from './a.ts';\n\nimport {\n  b,\n} from './b.ts';\n`);
  assert.deepEqual(source.imports, [
    { specifier: './a.ts', line: 3, typeOnly: false },
    { specifier: './b.ts', line: 7, typeOnly: false },
  ]);
});
