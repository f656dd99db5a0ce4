module.exports = require('../../../jest.preset.js')('types-course', __dirname);
