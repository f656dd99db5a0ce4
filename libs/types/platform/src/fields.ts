import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
  isEmail,
  isISO8601,
} from 'class-validator';
import { SLUG_MAX, isId, isSlug, isVisible } from '@course-plateform/common/kernel';
import { exampleId } from './example-id';
import { nameEnum } from './enum-meanings';
import { instancesOf } from './instances';

/** The options of every field, for validation and OpenAPI alike. */
export interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  /** The value when the field is absent. */
  readonly default?: unknown;
  /** Whether the field can be absent. */
  readonly optional?: boolean;
  /** Whether `null` is allowed; in a merge patch it removes the value. */
  readonly nullable?: boolean;
  /** Whether the value is a string in the query. */
  readonly fromQuery?: boolean;
}

export interface ListOptions extends FieldOptions {
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Requires a visible character, except in an empty string. */
function IsVisible(options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && (value === '' || isVisible(value));
  return ValidateBy({ name: 'isVisible', validator: { validate } }, options);
}

function IsId(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name: 'isUuid', validator: { validate: isId } }, options);
}

/** No control characters, line separators or bidirectional overrides (Trojan Source). */
const ONE_LINE = /^[^\p{Cc}\u2028-\u202E\u2066-\u2069]*$/u;
/** The maximum length at which a text is a single line by default. */
const LONGEST_LINE = 200;

function IsOneLine(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && ONE_LINE.test(value);
  return ValidateBy({ name: 'isOneLine', validator: { validate } });
}

/** Composes validation and documentation of a field; for the decorators of this library. */
export function field(
  options: FieldOptions,
  api: ApiPropertyOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  const documentation: ApiPropertyOptions = {
    ...api,
    required: !options.optional,
    ...(options.nullable ? { nullable: true } : {}),
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.example === undefined ? {} : { example: options.example }),
    ...(options.default === undefined ? {} : { default: options.default }),
  } as ApiPropertyOptions;
  const skip = ValidateIf(
    (_, value) =>
      !(options.optional && value === undefined) && !(options.nullable && value === null),
  );
  const conditional = options.optional || options.nullable ? [skip] : [];
  return applyDecorators(ApiProperty(documentation), ...conditional, ...checks);
}

/** A decimal number, without the other notations of JavaScript (`0x2`, `1e1`). */
const DECIMAL = /^-?\d+(\.\d+)?$/;

const numberFromQuery = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value,
);
const booleanFromQuery = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);
/** Values of the query with commas between them. */
export const listFromQuery = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.split(',') : value,
);
const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim() : value,
);

const composed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.trim().normalize('NFC') : value,
);

const lowerCased = Transform(({ value }: { value: unknown }) => lowerCase(value));
const lowerCasedEach = Transform(({ value }: { value: unknown }) =>
  Array.isArray(value) ? value.map(lowerCase) : value,
);

function lowerCase(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** An id (UUID version 7 or 4). Upper case is accepted and converted to lower case (RFC 9562 4). */
export function IdField(options: FieldOptions = {}): PropertyDecorator {
  const api = { type: String, format: 'uuid' };
  return (shape, name) =>
    field({ example: exampleId(String(name)), ...options }, api, lowerCased, IsId())(shape, name);
}

/**
 * A text with a visible character. Surrounding white space is removed, except with `verbatim`, for secrets. Lengths are
 * in UTF-16 units. Up to a maximum of 200 it is a single line, without control characters or bidirectional overrides.
 */
export function TextField(
  options: FieldOptions & {
    min?: number;
    max?: number;
    pattern?: RegExp;
    verbatim?: boolean;
    /** In a response: a token. The response is then neither stored nor replayed. */
    credential?: boolean;
  } = {},
): PropertyDecorator {
  const { min = 1, max = LONGEST_LINE, pattern } = options;
  return field(
    options,
    {
      type: String,
      minLength: min,
      maxLength: max,
      ...(pattern ? { pattern: pattern.source } : {}),
    },
    ...(options.verbatim ? [] : [trimmed]),
    IsString(),
    Length(min, max),
    ...(options.verbatim ? [] : [IsVisible()]),
    ...(max <= LONGEST_LINE && !options.verbatim ? [IsOneLine()] : []),
    ...(pattern ? [Matches(pattern)] : []),
    ...(options.credential ? [markCredential] : []),
  );
}

/**
 * A slug: lower-case words of any script, joined by hyphens (`slugOf`). Decomposed characters are composed.
 * @param options.reserved path segments that are taken by routes
 */
export function SlugField(
  options: FieldOptions & { reserved?: readonly string[] } = {},
): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && isSlug(value, options.reserved);
  return field(
    { example: 'web-development', ...options },
    { type: String, minLength: 1, maxLength: SLUG_MAX },
    composed,
    IsString(),
    Length(1, SLUG_MAX),
    ValidateBy({ name: 'isSlug', validator: { validate } }),
  );
}

const CREDENTIAL = Symbol('CREDENTIAL');

const markCredential: PropertyDecorator = (shape) =>
  Reflect.defineMetadata(CREDENTIAL, true, shape);

/** Whether a class, or a base class, has a field that is a credential. */
export function carriesCredential(shape: abstract new (...args: never[]) => object): boolean {
  return Reflect.getMetadata(CREDENTIAL, shape.prototype as object) === true;
}

/** In the local part: quotes, white space or invisible characters. */
const UNDELIVERABLE = /["\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Accepts a dot-atom and a domain name (RFC 5321 4.1.2, RFC 6531), which covers addresses in practice. Rejects quoted
 * local parts, whose line breaks and spaces allow header injection.
 */
function IsDeliverable(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    isEmail(value, { allow_utf8_local_part: true }) && !UNDELIVERABLE.test(value as string);
  return ValidateBy({ name: 'isEmail', validator: { validate } });
}

/** An e-mail address, at most 254 characters (RFC 5321). */
export function EmailField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: 'john@example.com', ...options },
    { type: String, format: 'email', maxLength: 254 },
    trimmed,
    IsDeliverable(),
    Length(3, 254),
  );
}

/** A web address with http or https. */
export function UrlField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: 'https://example.com/page', ...options },
    { type: String, format: 'uri', maxLength: 2048 },
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }),
    Length(1, 2048),
  );
}

/** A whole number. */
export function IntegerField(
  options: FieldOptions & { min?: number; max?: number } = {},
): PropertyDecorator {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field(
    { example: min, ...options },
    { type: 'integer', minimum: min, maximum: max },
    ...(options.fromQuery ? [numberFromQuery] : []),
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** A number with decimals. */
export function NumberField(
  options: FieldOptions & { min: number; max: number },
): PropertyDecorator {
  return field(
    { example: options.min, ...options },
    { type: Number, minimum: options.min, maximum: options.max },
    ...(options.fromQuery ? [numberFromQuery] : []),
    IsNumber({ allowNaN: false, allowInfinity: false }),
    Min(options.min),
    Max(options.max),
  );
}

/** True or false. */
export function BooleanField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: true, ...options },
    { type: Boolean },
    ...(options.fromQuery ? [booleanFromQuery] : []),
    IsBoolean(),
  );
}

/** One of the values of an enum, which `describeEnum` explains. @param enumName the schema's name in OpenAPI */
export function EnumField(
  values: Readonly<Record<string, string>>,
  enumName: string,
  options: FieldOptions = {},
): PropertyDecorator {
  nameEnum(values, enumName);
  return field(
    { example: Object.values(values)[0], ...options },
    { enum: values as Record<string, string>, enumName },
    IsEnum(values),
  );
}

/** RFC 3339: a time without an offset is another one everywhere, and a date alone is no time. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?([zZ]|[+-]\d{2}:\d{2})$/;

function IsTimestamp(): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' &&
    TIMESTAMP.test(value) &&
    isISO8601(value, { strict: true }) &&
    hasUtcForm(Date.parse(value));
  return ValidateBy({ name: 'isIso8601', validator: { validate } });
}

/** An offset can lead into a year that has no four digits in UTC. */
function hasUtcForm(time: number): boolean {
  return !Number.isNaN(time) && TIMESTAMP.test(new Date(time).toISOString());
}

/** A timestamp, RFC 3339. Responses have it in UTC. */
export function DateTimeField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: '2026-01-31T12:00:00.000Z', ...options },
    { type: String, format: 'date-time' },
    IsTimestamp(),
  );
}

/** A lazy type; Swagger recognizes it by the function's name `type`. */
function lazy<T>(of: () => T): () => T {
  const { type } = { type: () => of() };
  return type;
}

/** A nested object of a class or a union. */
export function ObjectField<T extends object>(
  type: () => new () => T,
  options: FieldOptions = {},
): PropertyDecorator {
  return field(options, { type: lazy(type) }, IsObject(), ValidateNested(), instancesOf(type));
}

/** A list of objects of one class or one union. */
export function ListField<T extends object>(
  type: () => new () => T,
  options: ListOptions = {},
): PropertyDecorator {
  const { minItems = 0, maxItems = 1000 } = options;
  return field(
    options,
    { type: lazy(type), isArray: true, minItems, maxItems },
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    ValidateNested({ each: true }),
    instancesOf(type),
  );
}

/** A list of texts. */
export function TextListField(options: ListOptions & { max?: number } = {}): PropertyDecorator {
  const { minItems = 0, maxItems = 100, max = 500 } = options;
  return field(
    { example: ['text'], ...options },
    { type: 'array', items: { type: 'string', minLength: 1, maxLength: max }, minItems, maxItems },
    ...(options.fromQuery ? [listFromQuery] : []),
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    IsVisible({ each: true }),
  );
}

/** A list of unique ids. @param options `repeated` when the receiver says itself which ids are there twice */
export function IdListField(options: ListOptions & { repeated?: 'allow' } = {}): PropertyDecorator {
  const { minItems = 0, maxItems = 100 } = options;
  const items = { type: 'string', format: 'uuid' };
  const api: ApiPropertyOptions = { type: 'array', items, minItems, maxItems };
  const checks = [
    ...(options.fromQuery ? [listFromQuery] : []),
    lowerCasedEach,
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    ...(options.repeated === 'allow' ? [] : [ArrayUnique()]),
    IsId({ each: true }),
  ];
  return (shape, name) =>
    field({ example: [exampleId(String(name))], ...options }, api, ...checks)(shape, name);
}
