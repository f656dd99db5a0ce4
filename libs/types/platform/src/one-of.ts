import { ApiExtension, ApiExtraModels } from '@nestjs/swagger';
import { IsEnum } from 'class-validator';
import {
  type Class,
  ONE_OF,
  ONE_OF_EXTENSION,
  type OneOfClass,
} from '@course-plateform/common/kernel';
import { type FieldOptions, field } from './fields';

type Shapes = Readonly<Record<string, Class<object>>>;

/** The discriminated union of some classes: each has the discriminator as a literal (`KindField`). */
export type OneOfType<T extends Shapes> = InstanceType<T[keyof T]>;

/**
 * A named union of classes that one property tells apart, used like a class: as the body of an operation. Validation
 * takes the shape that the property names, so that a combination of fields that no shape has is refused at the field. The
 * OpenAPI document has a `oneOf` with a `discriminator`, and the generated client a discriminated union.
 * @param name of the schema in the OpenAPI document
 * @param shapes by the value of the discriminator; each declares it with `KindField`
 * @example
 * export const PetDto = OneOf('PetDto', 'kind', { cat: CatDto, dog: DogDto });
 * export type PetDto = InstanceType<typeof PetDto>;
 */
export function OneOf<T extends Shapes>(
  name: string,
  discriminator: string,
  shapes: T,
): OneOfClass<OneOfType<T>> {
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
  ApiExtension(ONE_OF_EXTENSION, { discriminator, mapping })(union);
  Object.defineProperty(union, ONE_OF, { value: { discriminator, shapes } });
  return union as OneOfClass<OneOfType<T>>;
}

/** The discriminator in one of the shapes of a union: it has this value and no other. */
export function KindField(value: string, options: FieldOptions = {}): PropertyDecorator {
  const only = IsEnum({ [value]: value });
  return field({ example: value, ...options }, { type: String, enum: [value] }, only);
}

function named(name: string): Class<object> {
  return { [name]: class {} }[name] as Class<object>;
}
