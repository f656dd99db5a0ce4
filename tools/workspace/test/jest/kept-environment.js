const { TestEnvironment } = require('jest-environment-node');

let kept;

/**
 * The environment of all test files that a Jest process runs: one `vm` context, so that the modules which
 * `kept-runtime.js` keeps and each test see the same globals, such as `Error` and `Date`. After a file it is as it was
 * before: real timers, the settings of the process.
 */
class KeptEnvironment extends TestEnvironment {
  constructor(config, context) {
    if (kept) return kept;
    super(config, context);
    kept = this;
    const { process } = this.global;
    this.before = { env: { ...process.env }, exit: process.exit };
  }

  async teardown() {
    const { process } = this.global;
    for (const name of Object.keys(process.env)) {
      if (!(name in this.before.env)) delete process.env[name];
    }
    Object.assign(process.env, this.before.env);
    // Jest wraps it for every file.
    process.exit = this.before.exit;
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
  }
}

module.exports = KeptEnvironment;
