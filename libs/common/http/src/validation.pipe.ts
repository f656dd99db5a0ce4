import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Unchecked, isUnchecked } from '@course-plateform/common/kernel';
import type { Class } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { checkQuery } from './query';

const PLAIN_TYPES: readonly unknown[] = [String, Number, Boolean, Object, Array, undefined];

/**
 * Validates bodies and queries against their classes. Unknown fields are rejected: 422 in a body, 400 in a query. A
 * body whose shape depends on stored data (`AnyOf`) is passed on as `Unchecked`. Requests over NATS were validated
 * against their contract before.
 */
@Injectable()
export class ValidationPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown, { metatype, type, data }: ArgumentMetadata): unknown {
    // An optional GraphQL argument, not an empty body.
    if (data !== undefined && (value === undefined || value === null)) return value;
    if ((type !== 'body' && type !== 'query') || PLAIN_TYPES.includes(metatype)) return value;
    const shape = metatype as Class<object>;
    if (isUnchecked(shape)) return new Unchecked(value);
    if (type === 'body') return validateShape(shape, value, { unknownFields: 'refuse' });
    return checkQuery(shape, value);
  }
}
