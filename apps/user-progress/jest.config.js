module.exports = require('../../jest.preset.js')('user-progress', __dirname);
