module.exports = require('../../../jest.preset.js')('common-events', __dirname);
