// Jest's environment of a run with a mutant: the first failure says all there is to say, and the tests after it would
// often wait for their time limits, so the whole process ends there.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class FirstFailure extends TestEnvironment {
  async setup() {
    await super.setup();
    // Whoever waits for this process knows that another file has begun.
    process.send?.('file');
  }

  handleTestEvent({ name }) {
    if (name === 'test_fn_failure' || name === 'hook_failure' || name === 'error') process.exit(1);
  }
};
