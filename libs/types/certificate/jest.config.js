module.exports = require('../../../jest.preset.js')('types-certificate', __dirname);
