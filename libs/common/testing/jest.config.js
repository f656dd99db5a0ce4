module.exports = require('../../../jest.preset.js')('common-testing', __dirname);
