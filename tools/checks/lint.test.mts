import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadESLint } from 'eslint';
import { ROOT } from '../shared/paths.mts';

// Rules that need types want a file that exists; the rules under test need only the text.
const typedRules = [
  'no-floating-promises',
  'no-misused-promises',
  'await-thenable',
  'switch-exhaustiveness-check',
];
const LegacyESLint = await loadESLint({ useFlatConfig: false });
const eslint = new LegacyESLint({
  cwd: ROOT,
  overrideConfig: {
    parserOptions: { project: null },
    rules: Object.fromEntries(typedRules.map((rule) => [`@typescript-eslint/${rule}`, 'off'])),
  },
});

/** The rules that a text breaks as if it were that file. */
async function broken(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const BOUNDARY = '@nx/enforce-module-boundaries';

describe('boundaries', () => {
  const cases = [
    {
      title: 'a service that imports another service',
      file: 'apps/review/src/fixture.ts',
      text: "import '../../order/src/main';\n",
    },
    {
      title: 'a service that reaches into a library',
      file: 'apps/review/src/fixture.ts',
      text: "import '../../../libs/common/kernel/src/index';\n",
    },
    {
      title: 'a service that imports what only tests may use',
      file: 'apps/review/src/fixture.ts',
      text: "import '@course-plateform/common/testing';\n",
    },
    {
      title: 'a contract that imports the platform',
      file: 'libs/types/review/src/fixture.ts',
      text: "import '@course-plateform/common/http';\n",
    },
    {
      title: 'a platform library that imports a contract',
      file: 'libs/common/http/src/fixture.ts',
      text: "import '@course-plateform/types/review';\n",
    },
    {
      title: 'a kernel that imports a framework',
      file: 'libs/common/kernel/src/fixture.ts',
      text: "import '@nestjs/common';\n",
    },
    {
      title: 'a client that imports anything of ours',
      file: 'libs/client/src/fixture.ts',
      text: "import '@course-plateform/common/kernel';\n",
    },
    {
      title: 'a project that imports its own index',
      file: 'libs/common/http/src/fixture.ts',
      text: "import '@course-plateform/common/http';\n",
    },
  ];
  for (const { title, file, text } of cases) {
    it(`refuse ${title}`, async () => {
      assert.deepEqual(await broken(file, text), [BOUNDARY]);
    });
  }

  it('let a service use its platform, and its tests the test library', async () => {
    const platform = "import '@course-plateform/common/http';\n";
    assert.deepEqual(await broken('apps/review/src/fixture.ts', platform), []);
    const testing = "import '@course-plateform/common/testing';\n";
    assert.deepEqual(await broken('apps/review/test/fixture.e2e-spec.ts', testing), []);
  });
});

describe('lint', () => {
  const cases = [
    ['any', 'export const a: any = 1;\n', '@typescript-eslint/no-explicit-any'],
    [
      'a non-null assertion',
      'export const f = (a?: string): string => a!;\n',
      '@typescript-eslint/no-non-null-assertion',
    ],
    ['export *', "export * from './main';\n", 'no-restricted-syntax'],
    ['the console', "console.log('a');\n", 'no-console'],
    ['process.env', 'export const a = process.env.HOME;\n', 'no-restricted-properties'],
  ] as const;
  for (const [title, text, rule] of cases) {
    it(`refuses ${title} in a service`, async () => {
      assert.ok((await broken('apps/review/src/fixture.ts', text)).includes(rule));
    });
  }

  it('refuses an entity in a controller and in an RPC handler', async () => {
    const text = "import type { Review } from './review.entity';\nexport type A = Review;\n";
    for (const role of ['controller', 'rpc']) {
      const file = `apps/review/src/review/fixture.${role}.ts`;
      assert.deepEqual(await broken(file, text), ['no-restricted-imports']);
    }
  });

  it('reports a disable comment that disables nothing', async () => {
    const text = '// eslint-disable-next-line no-console\nexport const a = 1;\n';
    assert.equal((await broken('apps/review/src/fixture.ts', text)).length, 1);
  });
});
