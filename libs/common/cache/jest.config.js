module.exports = require('../../../jest.preset.js')('common-cache', __dirname);
