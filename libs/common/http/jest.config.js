module.exports = require('../../../jest.preset.js')('common-http', __dirname);
