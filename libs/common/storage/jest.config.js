module.exports = require('../../../jest.preset.js')('common-storage', __dirname);
