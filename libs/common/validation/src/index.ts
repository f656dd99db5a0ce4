export { validateShape } from './validation';
export type { ShapeOptions } from './validation';
export { RequestInvalid } from './validation.errors';
