module.exports = require('../../../jest.preset.js')('common-kernel', __dirname);
