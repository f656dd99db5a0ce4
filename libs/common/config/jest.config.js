module.exports = require('../../../jest.preset.js')('common-config', __dirname);
