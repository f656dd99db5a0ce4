module.exports = require('../../../jest.preset.js')('types-user-progress', __dirname);
