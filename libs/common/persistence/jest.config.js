module.exports = require('../../../jest.preset.js')('common-persistence', __dirname);
