// Loaded by Jest into each test file of a measured run: writes which mutants the file has come by.
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { createHash } = require('node:crypto');

afterAll(() => {
  const { testPath } = expect.getState();
  const covered = globalThis.__stryker__?.mutantCoverage?.static ?? {};
  const name = `${createHash('sha256').update(testPath).digest('hex')}.json`;
  const file = path.join(process.env.MUTATION_COVERAGE, name);
  writeFileSync(file, JSON.stringify({ testPath, mutants: Object.keys(covered) }));
});
