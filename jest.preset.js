const path = require('node:path');

/**
 * The one Jest set-up of the workspace: SWC with decorator metadata, the path aliases of tsconfig.base.json.
 * @param {string} name the Nx project's name, shown before each result
 * @param {string} rootDir the project's folder
 */
module.exports = function jestPreset(name, rootDir) {
  return {
    displayName: name,
    rootDir,
    ...modules(),
    testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.e2e-spec.ts'],
    transform: { '^.+\\.ts$': ['@swc/jest', swcOptions()] },
    moduleNameMapper: {
      '^@course-plateform/common/(.*)$': `${__dirname}/libs/common/$1/src/index.ts`,
      '^@course-plateform/types/(.*)$': `${__dirname}/libs/types/$1/src/index.ts`,
      '^@course-plateform/client$': `${__dirname}/libs/client/src/index.ts`,
    },
    // Libraries are covered by whoever runs them; `tools/workspace/test` puts the pieces together.
    collectCoverageFrom: [
      'src/**/*.ts',
      `${path.relative(rootDir, __dirname)}/libs/**/src/**/*.ts`,
      '!**/*.spec.ts',
      '!**/migrations/**',
      '!**/generated/**',
    ],
    coverageReporters: ['json'],
    coverageDirectory: `${__dirname}/coverage/${name}`,
    testTimeout: 60_000,
  };
};

/** Whether the test files of a process share what they import; see docs/decisions/test-processes.md. */
function modules() {
  if (process.env.JEST_KEEP_MODULES !== '1') return { testEnvironment: 'node' };
  const folder = `${__dirname}/tools/workspace/test/jest`;
  return {
    testEnvironment: `${folder}/kept-environment.js`,
    runtime: `${folder}/kept-runtime.js`,
  };
}

function swcOptions() {
  return {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: require('./swc.options.js'),
  };
}
