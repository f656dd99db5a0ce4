module.exports = require('../../../jest.preset.js')('common-messaging', __dirname);
