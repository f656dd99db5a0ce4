module.exports = require('../../../jest.preset.js')('common-test-kit', __dirname);
