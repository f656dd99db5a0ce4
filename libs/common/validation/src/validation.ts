import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import {
  type Class,
  type FieldError,
  concreteShape,
  fieldError,
} from '@course-plateform/common/kernel';
import { IS_OBJECT, brokenRule } from './field-rules';
import { keepsRules } from './kept-rules';
import { below, knownPart } from './known-fields';
import { RequestInvalid } from './validation.errors';
import { unstorableTexts } from './storable-texts';

/** The options of a validation. */
export interface ShapeOptions {
  /** `refuse` for input of clients; `ignore` drops them, so that an upstream service can add fields first. */
  readonly unknownFields: 'refuse' | 'ignore';
}

/** The maximum number of reported errors; `errorsLeftOut` has the number of further ones. */
const REPORTED_ERRORS_MAX = 50;

/**
 * Converts plain data to an instance of a class and validates it against the class's decorators.
 * @throws RequestInvalid with an error for each of the first 50 broken rules: a JSON pointer, a code (`field.is_email`,
 *   `field.unknown`) and a detail. Lists that are too long are rejected without checking their items.
 */
export function validateShape<T extends object>(
  shape: Class<T>,
  value: unknown,
  options: ShapeOptions,
): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RequestInvalid({ errors: [fieldError('', IS_OBJECT)] });
  }
  const known = knownPart(shape, value);
  const unknown = options.unknownFields === 'refuse' ? known.unknown : [];
  if (known.unread.length > 0) throw invalid([...unknown, ...known.unread], []);
  const unstorable = unstorableTexts(known.value, REPORTED_ERRORS_MAX);
  if (unstorable.length > 0) throw invalid([...unknown, ...unstorable], []);
  const variant = concreteShape(shape, known.value);
  const instance = plainToInstance(variant, known.value, { exposeUnsetFields: false });
  const failures = failuresOf(instance);
  if (unknown.length > 0 || failures.length > 0) throw invalid(unknown, failures);
  return instance;
}

function failuresOf(instance: object): readonly ValidationError[] {
  if (keepsRules(instance)) return [];
  return validateSync(instance, {
    forbidUnknownValues: false,
    validationError: { target: true, value: false },
  });
}

function invalid(found: readonly FieldError[], failures: readonly ValidationError[]) {
  const errors = found.slice(0, REPORTED_ERRORS_MAX);
  let leftOut = found.length - errors.length;
  for (const { failure, constraint, pointer } of brokenRules(failures)) {
    if (errors.length === REPORTED_ERRORS_MAX) leftOut += 1;
    else errors.push(brokenRule(failure, constraint, pointer));
  }
  const extensions = leftOut > 0 ? { extensions: { errorsLeftOut: leftOut } } : {};
  return new RequestInvalid({ errors, ...extensions });
}

/** Iterates over the broken rules of fields and nested fields. */
function* brokenRules(
  failures: readonly ValidationError[],
  parent = '',
): Generator<{ failure: ValidationError; constraint: string; pointer: string }> {
  for (const failure of failures) {
    const pointer = below(parent, failure.property);
    for (const constraint of Object.keys(failure.constraints ?? {})) {
      yield { failure, constraint, pointer };
    }
    yield* brokenRules(failure.children ?? [], pointer);
  }
}
