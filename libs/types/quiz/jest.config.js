module.exports = require('../../../jest.preset.js')('types-quiz', __dirname);
