import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Unchecked, isUnchecked } from '@course-plateform/common/kernel';
import type { Class } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { checkQuery } from './query';

const PLAIN_TYPES: readonly unknown[] = [String, Number, Boolean, Object, Array, undefined];

/**
 * Checks bodies and queries against their classes. Unknown fields are refused: 422 in a body, 400 in a query. A body
 * whose shape depends on what is stored (`AnyOf`) is passed on as `Unchecked`.
 * Questions over NATS are checked by their contract before they come here.
 */
@Injectable()
export class ValidationPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown, { metatype, type, data }: ArgumentMetadata): unknown {
    // A GraphQL argument has a name; one that may be left out is no empty body.
    if (data !== undefined && (value === undefined || value === null)) return value;
    if ((type !== 'body' && type !== 'query') || PLAIN_TYPES.includes(metatype)) return value;
    const shape = metatype as Class<object>;
    if (isUnchecked(shape)) return new Unchecked(value);
    if (type === 'body') return validateShape(shape, value, { unknownFields: 'refuse' });
    return checkQuery(shape, value);
  }
}
