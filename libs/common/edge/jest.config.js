module.exports = require('../../../jest.preset.js')('common-edge', __dirname);
