module.exports = require('../../../jest.preset.js')('common-auth', __dirname);
