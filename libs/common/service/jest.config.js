module.exports = require('../../../jest.preset.js')('common-service', __dirname);
