module.exports = require('../../../jest.preset.js')('common-validation', __dirname);
