module.exports = require('../../../jest.preset.js')('types-platform', __dirname);
