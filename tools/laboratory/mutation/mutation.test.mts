import assert from 'node:assert/strict';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '#workspace/shared/paths.mts';
import { copyWorkspace } from './copy.mts';
import { instrument } from './mutants.mts';
import { type TestFile, TestRuns, filesFor, redAsTheyAre } from './runs.mts';
import { sample } from './sample.mts';
import { TESTED_ELSEWHERE } from './tested-elsewhere.mts';

const FIXTURE = 'tools/laboratory/mutation/fixtures/rules';
const DISCOUNT = `${FIXTURE}/src/discount.ts`;

describe('the workspace copy', () => {
  it('has everything the tests read, mutants in place of the source, and no file that Git ignores', async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'mutation-'));
    await copyWorkspace(copy, [{ name: DISCOUNT, content: 'other', mutate: true }]);
    const read = (name: string): string => readFileSync(path.join(copy, name), 'utf8');
    assert.equal(read(DISCOUNT), 'other');
    for (const name of [
      'k8s/monitoring/rules.yaml',
      'apps/review/openapi.json',
      'docs/access.md',
    ]) {
      assert.equal(read(name), readFileSync(path.join(ROOT, name), 'utf8'));
    }
    assert.ok(existsSync(path.join(copy, 'node_modules', 'typescript')));
    assert.ok(!existsSync(path.join(copy, 'dist')));
  });
});

describe('a mutant sample', () => {
  const all = Array.from({ length: 200 }, (_, index) => index);

  it('is determined by its seed', () => {
    assert.deepEqual(sample(all, 40, 11), sample(all, 40, 11));
    assert.notDeepEqual(sample(all, 40, 11), sample(all, 40, 12));
  });

  it('has the requested number of distinct mutants from the whole list, and does not change the list', () => {
    const taken = sample(all, 40, 11);
    assert.equal(new Set(taken).size, 40);
    assert.ok(Math.min(...taken) < 50 && Math.max(...taken) >= 150);
    assert.equal(all.length, 200);
  });

  it('has every mutant when there are fewer than requested', () => {
    assert.deepEqual(sample([1, 2, 3], 40, 11).toSorted(), [1, 2, 3]);
    assert.deepEqual(sample([], 40, 11), []);
  });

  it('is a prefix of a larger sample with the same seed', () => {
    assert.deepEqual(sample(all, 60, 11).slice(0, 40), sample(all, 40, 11));
  });
});

describe('the mutants of a project', () => {
  it('are none in a file of types, whatever its syntax', async () => {
    const { files } = await instrument(FIXTURE);
    assert.deepEqual(
      files.filter(({ name }) => name.endsWith('package-types.ts')),
      [],
    );
  });

  it('change its logic and know their position', async () => {
    const { changes } = await instrument(FIXTURE);
    const found = changes.map(({ file, line, original, replacement }) => ({
      ...{ file, line, original, replacement },
    }));
    for (const [line, original, replacement] of [
      [7, 'percent > 100', 'percent >= 100'],
      [7, 'percent > 100', 'false'],
      [9, 'price - (price * percent) / 100', 'price + price * percent / 100'],
      [9, 'price * percent', 'price / percent'],
    ] as const) {
      const change = { file: DISCOUNT, line, original, replacement };
      assert.ok(
        found.some((one) => JSON.stringify(one) === JSON.stringify(change)),
        `no ${replacement}`,
      );
    }
  });

  it('leave out DTO shapes, log messages and error texts', async () => {
    const { changes, files } = await instrument(FIXTURE);
    assert.deepEqual(
      files.map(({ name }) => name),
      [DISCOUNT],
    );
    assert.deepEqual(
      changes.filter(({ mutator }) => mutator === 'StringLiteral'),
      [],
    );
    const ofTheLog = changes.filter(({ line }) => line === 8);
    assert.deepEqual(
      ofTheLog.map(({ replacement }) => replacement),
      [';'],
    );
  });

  it('are compiled in together, each enabled by its id', async () => {
    const { changes, files } = await instrument(FIXTURE);
    for (const { id } of changes) {
      assert.ok(files[0]?.content.includes(`stryMutAct_9fa48("${id}")`), `${id} has no switch`);
    }
  });

  it('are tied to one version of the source', async () => {
    const [one, same, other] = [FIXTURE, FIXTURE, 'libs/types/platform'].map(instrument);
    assert.equal((await one)?.state, (await same)?.state);
    assert.notEqual((await one)?.state, (await other)?.state);
  });
});

function file(name: string, started: string[], tested: string[]): TestFile {
  return { file: name, ms: 1, started: new Set(started), tested: new Set(tested) };
}

describe('the test files for a mutant', () => {
  const files = [file('boots', ['1', '2'], []), file('tests', ['1', '2'], ['1'])];

  it('are those whose tests execute its position', () => {
    assert.deepEqual(filesFor('1', files), [files[1]]);
    assert.deepEqual(filesFor('3', files), []);
  });

  it('are those that execute it only at startup, if no test does more', () => {
    assert.deepEqual(filesFor('2', files), files);
  });

  it('are all of them if most execute it only at startup, even if one test starts the app again', () => {
    const another = file('boots as well', ['1'], []);
    assert.deepEqual(filesFor('1', [...files, another]), [files[1], files[0], another]);
  });
});

describe('tests that fail without a mutant', () => {
  const results = path.join(mkdtempSync(path.join(tmpdir(), 'mutation-')), 'results');

  it('are distinguished from a run without a report', () => {
    assert.match(redAsTheyAre('apps/review', results), /^The tests of apps\/review did not run/);
  });

  it('are listed with their messages; passing ones are not', () => {
    const test = (fullName: string, status: string, ...failureMessages: string[]) => ({
      ...{ fullName, status, failureMessages },
    });
    const assertionResults = [test('holds', 'passed'), test('breaks', 'failed', 'Expected: 1')];
    const testResults = [{ name: '/copy/a.spec.ts', message: '', assertionResults }];
    writeFileSync(results, JSON.stringify({ numPassedTests: 1, testResults }));
    const text = redAsTheyAre('apps/review', results);
    assert.match(text, /a\.spec\.ts › breaks\n {4}Expected: 1/);
    assert.doesNotMatch(text, /holds/);
  });
});

describe('a stopped run', () => {
  it('ends at once without a result for the current mutant', async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'mutation-'));
    const root = path.join(copy, 'apps', 'slow');
    mkdirSync(root, { recursive: true });
    writeFileSync(path.join(root, 'jest.config.js'), 'module.exports = {};');
    const file = path.join(root, 'slow.test.js');
    writeFileSync(
      file,
      "it('never ends', () => new Promise(() => setInterval(() => 0, 1000)), 1e9);",
    );
    const runs = new TestRuns(copy, {});
    const one = { file, ms: 1, started: new Set<string>(), tested: new Set<string>() };
    const end = runs.withMutant('1', [one], ['apps/slow']);
    process.emit('SIGTERM');
    await assert.rejects(end, /^Failure: Stopped\./);
  });
});

describe('a library tested elsewhere', () => {
  for (const [library, places] of Object.entries(TESTED_ELSEWHERE)) {
    it(`is imported by the projects that test it: ${library}`, () => {
      const name = library.replace('libs/', '@course-plateform/');
      for (const place of places) {
        const files = globSync(`${place}/{src,test}/**/*.ts`, { cwd: ROOT });
        const importing = files.filter((one) =>
          readFileSync(path.join(ROOT, one), 'utf8').includes(`from '${name}'`),
        );
        assert.notEqual(importing.length, 0, `${place} does not import ${name}`);
      }
    });
  }
});
