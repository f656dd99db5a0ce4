import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadESLint } from 'eslint';
import stylelint from 'stylelint';
import { ROOT } from '../shared/paths.mts';

// Rules that need types want a file that exists; the rules under test need only the text.
const typedRules = [
  'no-floating-promises',
  'no-misused-promises',
  'await-thenable',
  'switch-exhaustiveness-check',
];
const LegacyESLint = await loadESLint({ useFlatConfig: false });
const untyped = {
  parserOptions: { project: null },
  rules: Object.fromEntries(
    typedRules.map((rule) => [`@typescript-eslint/${rule}`, 'off'] as const),
  ),
};
const eslint = new LegacyESLint({ cwd: ROOT, overrideConfig: untyped });

interface Config {
  readonly overrides: { files: string[]; rules: Record<string, 'off' | 'error'> }[];
}

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
      title: 'a workspace tool that imports a command for operators',
      file: 'tools/workspace/stack/fixture.mts',
      text: "import '#operator/events/table.mts';\n",
    },
    {
      title: 'a workspace tool that imports the laboratory',
      file: 'tools/workspace/stack/fixture.mts',
      text: "import '../../laboratory/lists/table.mts';\n",
    },
    {
      title: 'a command for operators that imports the laboratory',
      file: 'tools/operator/events/fixture.mts',
      text: "import '../../laboratory/lists/table.mts';\n",
    },
    {
      title: 'a service that imports a tool',
      file: 'apps/review/src/fixture.ts',
      text: "import '../../../tools/workspace/shared/paths.mts';\n",
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

  it('allow a service to import the platform, and its tests the test library', async () => {
    const platform = "import '@course-plateform/common/http';\n";
    assert.deepEqual(await broken('apps/review/src/fixture.ts', platform), []);
    const shared = "import '#workspace/shared/paths.mts';\n";
    assert.deepEqual(await broken('tools/operator/events/fixture.mts', shared), []);
    assert.deepEqual(await broken('tools/laboratory/lists/fixture.mts', shared), []);
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

  const budgets = [
    ['a file of more than 300 lines', 'export {};\n'.repeat(301), 'max-lines'],
    [
      'a function of more than 50 lines',
      `export const f = (): void => {\n${'  void 0;\n'.repeat(50)}};\n`,
      'max-lines-per-function',
    ],
    [
      'a function with six parameters',
      'export function g(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1) {\n  return [a, b, c, d, e, f];\n}\n',
      'max-params',
    ],
    [
      'a function with thirteen ways through it',
      `export function f(a: number): number {\n${Array.from({ length: 12 }, (_, n) => `  if (a === ${n}) return ${n};\n`).join('')}  return a;\n}\n`,
      'complexity',
    ],
    [
      "imports of its own before a package's",
      "import { a } from './a';\nimport path from 'node:path';\n\nexport const b = path.join(a);\n",
      'perfectionist/sort-imports',
    ],
  ] as const;
  for (const [title, text, rule] of budgets) {
    it(`refuses ${title}`, async () => {
      assert.deepEqual(await broken('apps/review/src/fixture.ts', text), [rule]);
    });
  }

  const roles = [
    ['repository', 'dto', 'service'],
    ['entity', 'dto', 'repository', 'service'],
    ['service', 'controller', 'rpc', 'events', 'resolver'],
    ['dto', 'repository', 'service'],
    ['errors', 'entity', 'service'],
  ] as const;
  for (const [role, ...unknown] of roles) {
    it(`refuses ${unknown.join(', ')} in a file with the role ${role}`, async () => {
      for (const other of unknown) {
        const text = `import type { A } from './review.${other}';\nexport type B = A;\n`;
        const file = `apps/review/src/review/fixture.${role}.ts`;
        assert.deepEqual(await broken(file, text), ['no-restricted-imports'], other);
      }
    });
  }

  it("keeps the gateway's proxy and portal apart", async () => {
    const inside = "import '../portal/words';\n";
    const rule = ['no-restricted-imports'];
    assert.deepEqual(await broken('apps/gateway/src/proxy/fixture.ts', inside), rule);
    assert.deepEqual(await broken('apps/gateway/src/problems/fixture.ts', inside), rule);
    const proxy = "import '../proxy/routes';\n";
    assert.deepEqual(await broken('apps/gateway/src/portal/fixture.ts', proxy), rule);
    const portal = "import './portal/portal';\n";
    assert.deepEqual(await broken('apps/gateway/src/fixture.ts', portal), []);
  });

  it('checks page scripts', async () => {
    const text = 'var a = process.env;\nconsole.log(a);\n';
    const found = await broken('apps/gateway/src/portal/public/fixture.js', text);
    assert.deepEqual(found.sort(), ['no-console', 'no-undef', 'no-var']);
  });

  it('checks page styles', async () => {
    const code = 'a { colr: red; color: #ggg }\n';
    const { results } = await stylelint.lint({
      code,
      cwd: ROOT,
      codeFilename: path.join(ROOT, 'apps/gateway/src/portal/public/fixture.css'),
    });
    const rules = results.flatMap(({ warnings }) => warnings.map(({ rule }) => rule));
    assert.ok(rules.includes('property-no-unknown'));
  });

  it('reports unused disable comments', async () => {
    const text = '// eslint-disable-next-line no-console\nexport const a = 1;\n';
    assert.equal((await broken('apps/review/src/fixture.ts', text)).length, 1);
  });
});

describe('exceptions', () => {
  const { overrides, ...rest } = JSON.parse(
    readFileSync(path.join(ROOT, '.eslintrc.json'), 'utf8'),
  ) as Config;

  for (const override of overrides) {
    const rules = Object.keys(override.rules).filter((rule) => override.rules[rule] === 'off');
    if ('extends' in override || rules.length === 0) continue;
    it(`to ${rules.join(', ')} are still needed for ${override.files.join(', ')}`, async () => {
      const others = overrides.filter((other) => other !== override);
      const strict = new LegacyESLint({
        cwd: ROOT,
        useEslintrc: false,
        baseConfig: { ...rest, overrides: others },
        overrideConfig: untyped,
      });
      // A file that is named needs its exception itself; of a pattern some file has to.
      const [named, patterns] = partition(
        override.files,
        (name) => !path.basename(name).includes('*'),
      );
      for (const group of [...named.map((file) => [file]), patterns]) {
        const unused = group.length > 0 ? new Set(rules) : new Set();
        for (const file of globSync(group, { cwd: ROOT, exclude: ['**/node_modules/**'] })) {
          if (unused.size === 0) break;
          const [result] = await strict.lintFiles(file);
          for (const { ruleId } of result?.messages ?? []) unused.delete(ruleId ?? '');
        }
        assert.deepEqual([...unused], [], group.join(', '));
      }
    });
  }
});

function partition<T>(all: readonly T[], fits: (one: T) => boolean): [T[], T[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))];
}
