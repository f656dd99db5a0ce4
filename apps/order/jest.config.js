module.exports = require('../../jest.preset.js')('order', __dirname);
