import { applyDecorators } from '@nestjs/common';
import { Transform, Type, plainToInstance } from 'class-transformer';
import { type Class, concreteShape, isOneOf } from '@course-plateform/common/kernel';

/**
 * Converts objects to instances of a class; for a union (`OneOf`) to those of the variant that each object names. The
 * discriminators of class-transformer must be known before the class, and do not support null in a list.
 */
export function instancesOf<T extends object>(type: () => Class<T>): PropertyDecorator {
  const named = Transform(
    ({ value, obj, key }: { value: unknown; obj: object; key: string }) => {
      const union = type();
      if (!isOneOf(union)) return value;
      const sent: unknown = Reflect.get(obj, key);
      return Array.isArray(sent)
        ? sent.map((item: unknown) => variantOf(union, item))
        : variantOf(union, sent);
    },
    { toClassOnly: true },
  );
  return applyDecorators(Type(type), named);
}

function variantOf(union: Class<object>, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return plainToInstance(concreteShape(union, value), value, { exposeUnsetFields: false });
}
