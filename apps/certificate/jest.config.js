module.exports = require('../../jest.preset.js')('certificate', __dirname);
