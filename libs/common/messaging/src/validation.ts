import 'reflect-metadata';
import { type Class, type FieldError, fieldError } from '@course-plateform/common/kernel';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { IS_OBJECT, brokenRules } from './field-rules';
import { RequestInvalid } from './messaging.errors';
import { unstorableTexts } from './storable-texts';

/** How strictly a shape is taken. */
export interface ShapeOptions {
  /** `refuse` for what a client sends; `ignore` drops them, so that a neighbour may add fields first. */
  readonly unknownFields: 'refuse' | 'ignore';
}

/**
 * Turns plain data into an instance of a class and checks it against the class's validation decorators.
 * @throws RequestInvalid with one error for each broken rule: a JSON pointer, a code (`field.is_email`,
 *   `field.unknown`) and a sentence
 */
export function validateShape<T extends object>(
  shape: Class<T>,
  value: unknown,
  options: ShapeOptions,
): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestInvalid({ errors: [fieldError('', IS_OBJECT)] });
  }
  const unstorable = unstorableTexts(value);
  if (unstorable.length > 0) throw new RequestInvalid({ errors: unstorable });
  const instance = plainToInstance(shape, value, { exposeUnsetFields: false });
  const failures = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: options.unknownFields === 'refuse',
    forbidUnknownValues: false,
    validationError: { target: true, value: false },
  });
  if (failures.length > 0) {
    throw new RequestInvalid({ errors: failures.flatMap((failure) => fieldErrors(failure)) });
  }
  return instance;
}

/** The broken rules of a field and of the fields below it. */
export function fieldErrors(failure: ValidationError, parent = ''): FieldError[] {
  const pointer = `${parent}/${failure.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const children = failure.children ?? [];
  return [
    ...brokenRules(failure, pointer),
    ...children.flatMap((child) => fieldErrors(child, pointer)),
  ];
}
