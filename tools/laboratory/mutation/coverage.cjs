// Loaded by Jest into each test file of a measured run: writes which mutants the file has come by, those that its tests
// run apart from those that only its start runs (modules that load, an app that boots).
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { createHash } = require('node:crypto');

const TESTS = 'tests';

// Stryker's instrumented code counts separately while there is a current test. Hooks of the file come after this one.
beforeEach(() => {
  globalThis.__stryker__ ??= {};
  globalThis.__stryker__.currentTestId = TESTS;
});

afterAll(() => {
  const { testPath } = expect.getState();
  const covered = globalThis.__stryker__?.mutantCoverage;
  const started = Object.keys(covered?.static ?? {});
  const tested = Object.keys(covered?.perTest?.[TESTS] ?? {});
  const name = `${createHash('sha256').update(testPath).digest('hex')}.json`;
  const file = path.join(process.env.MUTATION_COVERAGE, name);
  writeFileSync(file, JSON.stringify({ testPath, started, tested }));
});
