module.exports = require('../../../jest.preset.js')('common-mail', __dirname);
