module.exports = require('../../../jest.preset.js')('common-documents', __dirname);
