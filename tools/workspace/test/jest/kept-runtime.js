const { default: Runtime } = require('jest-runtime');

const modules = new Map();
const esModules = new Map();
const sourceMaps = new Map();

/**
 * Keeps what test files import for the next file of the same process, as a running service does; Jest's own runtime
 * loads all of it anew for each file. See docs/decisions/test-processes.md.
 */
class KeptRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    replace(this.registries, 'moduleRegistry', modules);
    replace(this.registries, 'esModuleRegistry', esModules);
    replace(this.transformCache, 'sourceMaps', sourceMaps);
  }

  teardown() {
    this.restoreAllMocks();
    // Jest's own modules hold the tests of the file that has ended.
    this.registries.internalModuleRegistry.clear();
    modules.delete(this._testPath);
    this.transformCache.clear();
    this.fileCache.clear();
    // A kept module that imports another one later does so by this runtime, which would refuse once torn down.
    this.testState.enterTestCode();
  }
}

/** These fields are not documented: another version of Jest may have others. */
function replace(owner, field, map) {
  if (!(owner[field] instanceof Map)) throw new Error(`Jest's runtime has no map "${field}"`);
  owner[field] = map;
}

module.exports = { __esModule: true, default: KeptRuntime };
