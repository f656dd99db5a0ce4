module.exports = require('../../../jest.preset.js')('types-order', __dirname);
