import type { Class } from './contract';

/** Where a class that stands for several others says which: by the value of one of its properties. */
export const ONE_OF = Symbol('ONE_OF');
/** The extension of a schema that the OpenAPI document makes a `oneOf` with a discriminator of. */
export const ONE_OF_EXTENSION = 'x-one-of';

/** The extension of a schema that the OpenAPI document makes an `anyOf` of. */
export const ANY_OF_EXTENSION = 'x-any-of';

/** The shapes of a union, by the values of its discriminator. */
export interface OneOfVariants {
  /** The property that tells the shapes apart. */
  readonly discriminator: string;
  readonly shapes: Readonly<Record<string, Class<object>>>;
}

/** A class that stands for a discriminated union; its own only property is the discriminator. */
export type OneOfClass<T extends object> = Class<T> & { readonly [ONE_OF]: OneOfVariants };

/** Whether a class stands for a discriminated union. */
export function isOneOf<T extends object>(shape: Class<T>): shape is OneOfClass<T> {
  return ONE_OF in shape;
}

/**
 * The class to validate a value with: for a union the shape that the value names, or the union itself, which refuses
 * what names none; any other class is its own.
 */
export function concreteShape<T extends object>(shape: Class<T>, value: object): Class<T> {
  if (!isOneOf(shape)) return shape;
  const { discriminator, shapes } = shape[ONE_OF];
  const kind: unknown = Reflect.get(value, discriminator);
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return shape;
  return (shapes[kind] ?? shape) as Class<T>;
}

/**
 * What was sent where only something stored tells which shape it has to have. Nothing of it has been looked at: whoever
 * knows the shape gets at it with `validateShape(shape, body.value, …)`.
 */
export class Unchecked {
  constructor(readonly value?: unknown) {}
}

/** Whether a class stands for what is checked later. */
export function isUnchecked(shape: Class<object>): boolean {
  return shape.prototype instanceof Unchecked;
}
