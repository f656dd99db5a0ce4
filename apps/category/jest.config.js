module.exports = require('../../jest.preset.js')('category', __dirname);
