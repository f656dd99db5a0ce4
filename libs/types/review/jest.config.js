module.exports = require('../../../jest.preset.js')('types-review', __dirname);
