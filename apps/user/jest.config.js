module.exports = require('../../jest.preset.js')('user', __dirname);
