module.exports = require('../../../jest.preset.js')('common-observability', __dirname);
