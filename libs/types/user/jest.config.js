module.exports = require('../../../jest.preset.js')('types-user', __dirname);
