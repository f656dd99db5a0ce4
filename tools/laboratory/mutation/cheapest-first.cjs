// Jest's order of a run with a mutant: that of the paths in the environment, the cheapest first.
const { default: Sequencer } = require('@jest/test-sequencer');

const order = (process.env.MUTATION_ORDER ?? '').split('\n');

module.exports = class CheapestFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path));
  }
};
