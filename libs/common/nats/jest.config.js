module.exports = require('../../../jest.preset.js')('common-nats', __dirname);
