module.exports = require('../../../jest.preset.js')('types-interaction', __dirname);
