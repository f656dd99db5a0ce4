module.exports = require('../../../jest.preset.js')('types-auth', __dirname);
