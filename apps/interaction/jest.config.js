module.exports = require('../../jest.preset.js')('interaction', __dirname);
