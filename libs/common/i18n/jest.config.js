module.exports = require('../../../jest.preset.js')('common-i18n', __dirname);
