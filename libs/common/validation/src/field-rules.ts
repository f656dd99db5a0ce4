import { type ValidationError, getMetadataStorage } from 'class-validator';
import {
  type FieldError,
  type MessageParams,
  type Phrase,
  fieldError,
  phrase,
} from '@course-plateform/common/kernel';

/** What is said about a field that breaks a rule of class-validator, and the values of the rule that are in it. */
interface FieldRule {
  readonly phrase: Phrase;
  readonly params?: (values: readonly unknown[]) => MessageParams;
}

/** What class-validator remembers about a decorator. */
interface Decoration {
  readonly values: readonly unknown[];
  readonly each: boolean;
}

export const IS_OBJECT = phrase('field.is_object', 'must be an object');

export const IS_UNKNOWN = phrase('field.unknown', 'is not a field that is known here');
export const TOO_MANY_ITEMS = phrase(
  'field.array_max_size',
  'must have at most {max, plural, one {# item} other {# items}}',
);

const bounds = ([min, max]: readonly unknown[]) => ({ min: Number(min), max: Number(max) });
const minimum = ([min]: readonly unknown[]) => ({ min: Number(min) });
const maximum = ([max]: readonly unknown[]) => ({ max: Number(max) });

/** By the name of the constraint. In a message, `each` is `yes` when the rule holds for the items of a list. */
const RULES: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ['nestedValidation', { phrase: phrase('field.nested_validation', 'must be an object') }],
  ['isObject', { phrase: IS_OBJECT }],
  [
    'isUuid',
    {
      phrase: phrase(
        'field.is_uuid',
        '{each, select, yes {each item must be an id (UUID)} other {must be an id (UUID)}}',
      ),
    },
  ],
  [
    'isString',
    {
      phrase: phrase(
        'field.is_string',
        '{each, select, yes {each item must be text} other {must be text}}',
      ),
    },
  ],
  [
    'isLength',
    {
      phrase: phrase(
        'field.is_length',
        '{each, select, yes {each item must have} other {must have}} {min, number} to {max, plural, one {# character} other {# characters}}',
      ),
      params: bounds,
    },
  ],
  ['isVisible', { phrase: phrase('field.is_visible', 'must hold something that can be seen') }],
  [
    'isSlug',
    {
      phrase: phrase(
        'field.is_slug',
        'must be lower-case words of letters and digits, joined by hyphens, and no word that is reserved',
      ),
    },
  ],
  [
    'isOneLine',
    {
      phrase: phrase(
        'field.is_one_line',
        'must be one line, without control characters and without marks that turn the direction of the text',
      ),
    },
  ],
  [
    'matches',
    { phrase: phrase('field.matches', 'must have the form the documentation describes') },
  ],
  ['isEmail', { phrase: phrase('field.is_email', 'must be an e-mail address') }],
  [
    'isUrl',
    {
      phrase: phrase('field.is_url', 'must be a web address that begins with http:// or https://'),
    },
  ],
  ['isInt', { phrase: phrase('field.is_int', 'must be a whole number') }],
  ['isNumber', { phrase: phrase('field.is_number', 'must be a number') }],
  ['min', { phrase: phrase('field.min', 'must be {min, number} or more'), params: minimum }],
  ['max', { phrase: phrase('field.max', 'must be {max, number} or less'), params: maximum }],
  ['isBoolean', { phrase: phrase('field.is_boolean', 'must be true or false') }],
  [
    'isEnum',
    {
      phrase: phrase('field.is_enum', 'must be one of: {values}'),
      params: ([, values]) => ({ values: Array.isArray(values) ? values.join(', ') : '' }),
    },
  ],
  [
    'isIso8601',
    { phrase: phrase('field.is_iso8601', 'must be a date and time such as 2026-01-31T12:00:00Z') },
  ],
  [
    'isTimeZone',
    { phrase: phrase('field.is_time_zone', 'must be a time zone such as Europe/Paris') },
  ],
  [
    'isPhoneNumber',
    {
      phrase: phrase(
        'field.is_phone_number',
        'must be a phone number with its country code, such as +15551234567',
      ),
    },
  ],
  ['isArray', { phrase: phrase('field.is_array', 'must be a list') }],
  [
    'arrayMinSize',
    {
      phrase: phrase(
        'field.array_min_size',
        'must have at least {min, plural, one {# item} other {# items}}',
      ),
      params: minimum,
    },
  ],
  ['arrayMaxSize', { phrase: TOO_MANY_ITEMS, params: maximum }],
  ['arrayUnique', { phrase: phrase('field.array_unique', 'must not contain an item twice') }],
  [
    'isISO4217CurrencyCode',
    {
      phrase: phrase(
        'field.is_iso4217_currency_code',
        'must be the code of a currency such as USD (ISO 4217)',
      ),
    },
  ],
]);

/**
 * What is wrong with one field.
 * @param constraint the name of the rule it breaks
 * @throws Error when a rule has no phrase: whoever uses a new decorator says what it means
 */
export function brokenRule(
  failure: ValidationError,
  constraint: string,
  pointer: string,
): FieldError {
  const rule = RULES.get(constraint);
  if (!rule) throw new Error(`The rule "${constraint}" of ${pointer} has no phrase`);
  const { values, each } = decorationOf(failure, constraint);
  const params = { each: each ? 'yes' : 'no', ...rule.params?.(values) };
  return fieldError(pointer, rule.phrase, params);
}

function decorationOf({ target, property }: ValidationError, constraint: string): Decoration {
  const shape: unknown = target?.constructor;
  if (typeof shape !== 'function') return { values: [], each: false };
  const found = getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', false, false)
    .find(({ name, propertyName }) => propertyName === property && name === constraint);
  return { values: found?.constraints ?? [], each: found?.each ?? false };
}
