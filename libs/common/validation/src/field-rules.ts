import { type ValidationError, getMetadataStorage } from 'class-validator';
import {
  type FieldError,
  type MessageParams,
  type MessageDescriptor,
  fieldError,
  defineMessage,
} from '@course-plateform/common/kernel';

/** The message for a broken rule of class-validator, and the values of the rule in it. */
interface FieldRule {
  readonly message: MessageDescriptor;
  readonly params?: (values: readonly unknown[]) => MessageParams;
}

/** The metadata of a class-validator decorator. */
interface Decoration {
  readonly values: readonly unknown[];
  readonly each: boolean;
}

export const IS_OBJECT = defineMessage('field.is_object', 'must be an object');

export const IS_UNKNOWN = defineMessage('field.unknown', 'is not a field that is known here');
export const TOO_MANY_ITEMS = defineMessage(
  'field.array_max_size',
  'must have at most {max, plural, one {# item} other {# items}}',
);

const bounds = ([min, max]: readonly unknown[]) => ({ min: Number(min), max: Number(max) });
const minimum = ([min]: readonly unknown[]) => ({ min: Number(min) });
const maximum = ([max]: readonly unknown[]) => ({ max: Number(max) });

/** By constraint name. In a message, `each` is `yes` when the rule applies to the items of a list. */
const RULES: ReadonlyMap<string, FieldRule> = new Map<string, FieldRule>([
  ['nestedValidation', { message: defineMessage('field.nested_validation', 'must be an object') }],
  ['isObject', { message: IS_OBJECT }],
  [
    'isUuid',
    {
      message: defineMessage(
        'field.is_uuid',
        '{each, select, yes {each item must be an id (UUID)} other {must be an id (UUID)}}',
      ),
    },
  ],
  [
    'isString',
    {
      message: defineMessage(
        'field.is_string',
        '{each, select, yes {each item must be text} other {must be text}}',
      ),
    },
  ],
  [
    'isLength',
    {
      message: defineMessage(
        'field.is_length',
        '{each, select, yes {each item must have} other {must have}} {min, number} to {max, plural, one {# character} other {# characters}}',
      ),
      params: bounds,
    },
  ],
  [
    'isVisible',
    { message: defineMessage('field.is_visible', 'must hold something that can be seen') },
  ],
  [
    'isSlug',
    {
      message: defineMessage(
        'field.is_slug',
        'must be lower-case words of letters and digits, joined by hyphens, and no word that is reserved',
      ),
    },
  ],
  [
    'isOneLine',
    {
      message: defineMessage(
        'field.is_one_line',
        'must be one line, without control characters and without marks that turn the direction of the text',
      ),
    },
  ],
  [
    'matches',
    { message: defineMessage('field.matches', 'must have the form the documentation describes') },
  ],
  ['isEmail', { message: defineMessage('field.is_email', 'must be an e-mail address') }],
  [
    'isUrl',
    {
      message: defineMessage(
        'field.is_url',
        'must be a web address that begins with http:// or https://',
      ),
    },
  ],
  ['isInt', { message: defineMessage('field.is_int', 'must be a whole number') }],
  ['isNumber', { message: defineMessage('field.is_number', 'must be a number') }],
  [
    'min',
    { message: defineMessage('field.min', 'must be {min, number} or more'), params: minimum },
  ],
  [
    'max',
    { message: defineMessage('field.max', 'must be {max, number} or less'), params: maximum },
  ],
  ['isBoolean', { message: defineMessage('field.is_boolean', 'must be true or false') }],
  [
    'isEnum',
    {
      message: defineMessage('field.is_enum', 'must be one of: {values}'),
      params: ([, values]) => ({ values: Array.isArray(values) ? values.join(', ') : '' }),
    },
  ],
  [
    'isIso8601',
    {
      message: defineMessage(
        'field.is_iso8601',
        'must be a date and time such as 2026-01-31T12:00:00Z',
      ),
    },
  ],
  [
    'isTimeZone',
    { message: defineMessage('field.is_time_zone', 'must be a time zone such as Europe/Paris') },
  ],
  [
    'isPhoneNumber',
    {
      message: defineMessage(
        'field.is_phone_number',
        'must be a phone number with its country code, such as +15551234567',
      ),
    },
  ],
  [
    'isVatId',
    {
      message: defineMessage(
        'field.is_vat_id',
        'must be a VAT id of the country, with its prefix, such as DE136695976',
      ),
    },
  ],
  ['isArray', { message: defineMessage('field.is_array', 'must be a list') }],
  [
    'arrayMinSize',
    {
      message: defineMessage(
        'field.array_min_size',
        'must have at least {min, plural, one {# item} other {# items}}',
      ),
      params: minimum,
    },
  ],
  ['arrayMaxSize', { message: TOO_MANY_ITEMS, params: maximum }],
  [
    'arrayUnique',
    { message: defineMessage('field.array_unique', 'must not contain an item twice') },
  ],
  [
    'isISO4217CurrencyCode',
    {
      message: defineMessage(
        'field.is_iso4217_currency_code',
        'must be the code of a currency such as USD (ISO 4217)',
      ),
    },
  ],
  [
    'isISO31661Alpha2',
    {
      message: defineMessage(
        'field.is_iso31661_alpha2',
        'must be the code of a country such as DE (ISO 3166-1 alpha-2)',
      ),
    },
  ],
]);

/**
 * The error of a field.
 * @param constraint the name of the broken rule
 * @throws Error when the rule has no message: add one for each new decorator
 */
export function brokenRule(
  failure: ValidationError,
  constraint: string,
  pointer: string,
): FieldError {
  const rule = RULES.get(constraint);
  if (!rule) throw new Error(`The rule "${constraint}" of ${pointer} has no message`);
  const { values, each } = decorationOf(failure, constraint);
  const params = { each: each ? 'yes' : 'no', ...rule.params?.(values) };
  return fieldError(pointer, rule.message, params);
}

function decorationOf({ target, property }: ValidationError, constraint: string): Decoration {
  const shape: unknown = target?.constructor;
  if (typeof shape !== 'function') return { values: [], each: false };
  const found = getMetadataStorage()
    .getTargetValidationMetadatas(shape, '', false, false)
    .find(({ name, propertyName }) => propertyName === property && name === constraint);
  return { values: found?.constraints ?? [], each: found?.each ?? false };
}
