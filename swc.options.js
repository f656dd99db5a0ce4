/**
 * How TypeScript becomes JavaScript, for the build and for Jest alike: a difference between the two would let tests
 * pass on code that behaves otherwise in production.
 */
module.exports = {
  target: 'es2023',
  keepClassNames: true,
  parser: { syntax: 'typescript', decorators: true },
  // Decorators own the fields: a declared field without a value must not become an own property.
  transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
};
