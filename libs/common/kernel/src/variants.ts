import type { Class } from './contract';

/** The key under which the class of a union holds its variants. */
export const ONE_OF = Symbol('ONE_OF');
/** Marks a schema that becomes a `oneOf` with a discriminator in the OpenAPI document. */
export const ONE_OF_EXTENSION = 'x-one-of';

/** Marks a schema that becomes an `anyOf` in the OpenAPI document. */
export const ANY_OF_EXTENSION = 'x-any-of';

/** The variants of a union, by the values of its discriminator. */
export interface OneOfVariants {
  /** The property that distinguishes the variants. */
  readonly discriminator: string;
  readonly shapes: Readonly<Record<string, Class<object>>>;
}

/** The class of a discriminated union; its only own property is the discriminator. */
export type OneOfClass<T extends object> = Class<T> & { readonly [ONE_OF]: OneOfVariants };

/** Whether a class is a discriminated union. */
export function isOneOf<T extends object>(shape: Class<T>): shape is OneOfClass<T> {
  return ONE_OF in shape;
}

/**
 * The class to validate a value with: for a union the variant that the value names, or the union itself, which rejects
 * a value without a known discriminator; for any other class the class itself.
 */
export function concreteShape<T extends object>(shape: Class<T>, value: object): Class<T> {
  if (!isOneOf(shape)) return shape;
  const { discriminator, shapes } = shape[ONE_OF];
  const kind: unknown = Reflect.get(value, discriminator);
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return shape;
  return (shapes[kind] ?? shape) as Class<T>;
}

/**
 * A body whose shape depends on stored data. It is not validated yet: call `validateShape(shape, body.value, …)` once
 * the shape is known.
 */
export class Unchecked {
  constructor(readonly value?: unknown) {}
}

/** Whether a class is validated later, see `Unchecked`. */
export function isUnchecked(shape: Class<object>): boolean {
  return shape.prototype instanceof Unchecked;
}
