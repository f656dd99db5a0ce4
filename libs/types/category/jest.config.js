module.exports = require('../../../jest.preset.js')('types-category', __dirname);
