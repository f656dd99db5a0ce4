module.exports = require('../../jest.preset.js')('course', __dirname);
