module.exports = require('../../../jest.preset.js')('common-rpc', __dirname);
