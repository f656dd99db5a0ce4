import { ApiExtension, ApiExtraModels } from '@nestjs/swagger';
import { IS_ENUM, IsEnum, getMetadataStorage } from 'class-validator';
import {
  ANY_OF_EXTENSION,
  type Class,
  ONE_OF,
  ONE_OF_EXTENSION,
  type OneOfClass,
  Unchecked,
} from '@course-plateform/common/kernel';
import { type FieldOptions, field } from './fields';

type Shapes = Readonly<Record<string, Class<object>>>;

/** The discriminated union of some classes: each has the discriminator as a literal (`KindField`). */
export type OneOfType<T extends Shapes> = InstanceType<T[keyof T]>;

/**
 * A named discriminated union of classes, used like a class, for example as the body of an operation. Validation uses
 * the variant that the discriminator names, and rejects fields of other variants. The OpenAPI document has a `oneOf`
 * with a `discriminator`, and the generated client a discriminated union.
 * @param name of the schema in the OpenAPI document
 * @param discriminator the property that distinguishes the classes
 * @param shapes by the value of the discriminator; each declares it with `KindField`
 * @param description used wherever it is a field, because a description there would hide the discriminator
 * @throws Error when a class does not declare it
 * @example
 * export const PetDto = OneOf('PetDto', 'kind', { cat: CatDto, dog: DogDto });
 * export type PetDto = InstanceType<typeof PetDto>;
 */
export function OneOf<T extends Shapes>(
  name: string,
  discriminator: string,
  shapes: T,
  description?: string,
): OneOfClass<OneOfType<T>> {
  for (const [kind, shape] of Object.entries(shapes)) {
    if (literalsOf(shape).get(discriminator) !== kind) {
      throw new Error(`${shape.name} of ${name} has no @KindField('${kind}') ${discriminator}`);
    }
  }
  const union = named(name);
  const kinds = Object.fromEntries(Object.keys(shapes).map((kind) => [kind, kind]));
  field(
    {},
    { type: String, enum: Object.keys(shapes) },
    IsEnum(kinds),
  )(union.prototype, discriminator);
  const mapping = Object.fromEntries(
    Object.entries(shapes).map(([kind, shape]) => [kind, shape.name]),
  );
  ApiExtraModels(...Object.values(shapes))(union);
  ApiExtension(ONE_OF_EXTENSION, { discriminator, mapping, description })(union);
  Object.defineProperty(union, ONE_OF, { value: { discriminator, shapes } });
  return union as OneOfClass<OneOfType<T>>;
}

/**
 * A named union of classes without a discriminator in the body, because stored data decides: for example, the kind of
 * the question that is edited. Used like a class, as the body of an operation, which gets it unvalidated and validates
 * it once the class is known. The OpenAPI document has an `anyOf`.
 * @param name of the schema in the OpenAPI document
 * @throws Error when a class has a `KindField`, which is a discriminator
 * @example
 * export const PetUpdateDto = AnyOf('PetUpdateDto', [CatUpdateDto, DogUpdateDto]);
 * export type PetUpdateDto = InstanceType<typeof PetUpdateDto>;
 * // in the handler's service: validateShape(shapeOf(pet.kind), body.value, { unknownFields: 'refuse' })
 */
export function AnyOf(name: string, shapes: readonly Class<object>[]): Class<Unchecked> {
  const union = { [name]: class extends Unchecked {} }[name] as Class<Unchecked>;
  const each = [...new Set(shapes)];
  for (const shape of each) {
    const [discriminator] = literalsOf(shape).keys();
    if (discriminator !== undefined) {
      throw new Error(`${shape.name} of ${name} has a @KindField ${discriminator}`);
    }
  }
  ApiExtraModels(...each)(union);
  ApiExtension(
    ANY_OF_EXTENSION,
    each.map((shape) => shape.name),
  )(union);
  return union;
}

/** The discriminator of a variant, with its only value. */
export function KindField(value: string, options: FieldOptions = {}): PropertyDecorator {
  const only = IsEnum({ [value]: value });
  const description = `Always \`${value}\`: the discriminator of this form`;
  const api = { type: String, enum: [value] };
  return field({ example: value, description, ...options }, api, only);
}

/** The fields of a class that have a single allowed value, with that value. */
function literalsOf(shape: Class<object>): ReadonlyMap<string, unknown> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false);
  return new Map(
    rules.flatMap(({ name, propertyName, constraints }): [string, unknown][] => {
      const values: unknown = name === IS_ENUM ? constraints[1] : undefined;
      return Array.isArray(values) && values.length === 1 ? [[propertyName, values[0]]] : [];
    }),
  );
}

function named(name: string): Class<object> {
  return { [name]: class {} }[name] as Class<object>;
}
