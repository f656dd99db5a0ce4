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
  IsISO8601,
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
} from 'class-validator';
import { SLUG_MAX, isId, isSlug, isVisible } from '@course-plateform/common/kernel';
import { instancesOf } from './instances';

/** What every field may say about itself; validation and OpenAPI come from the same words. */
export interface FieldOptions {
  readonly description?: string;
  readonly example?: unknown;
  /** The field may be left out. */
  readonly optional?: boolean;
  /** `null` is a value of its own; in a merge patch it removes what was there. */
  readonly nullable?: boolean;
  /** The value arrives as text in the query string. */
  readonly fromQuery?: boolean;
}

interface ListOptions extends FieldOptions {
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Empty, where that is allowed, or with something in it that can be seen. */
function IsVisible(options?: ValidationOptions): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && (value === '' || isVisible(value));
  return ValidateBy({ name: 'isVisible', validator: { validate } }, options);
}

function IsId(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name: 'isUuid', validator: { validate: isId } }, options);
}

/** No control characters, line separators, or marks that turn the direction of what follows (Trojan Source). */
const ONE_LINE = /^[^\p{Cc}\u2028-\u202E\u2066-\u2069]*$/u;
/** The longest text that is one line unless it says otherwise. */
const LONGEST_LINE = 200;

function IsOneLine(): PropertyDecorator {
  const validate = (value: unknown): boolean => typeof value === 'string' && ONE_LINE.test(value);
  return ValidateBy({ name: 'isOneLine', validator: { validate } });
}

const EXAMPLE_ID = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Validation and documentation of a field from one declaration; for this library's own decorators. */
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
  } as ApiPropertyOptions;
  const skip = ValidateIf(
    (_, value) =>
      !(options.optional && value === undefined) && !(options.nullable && value === null),
  );
  const conditional = options.optional || options.nullable ? [skip] : [];
  return applyDecorators(ApiProperty(documentation), ...conditional, ...checks);
}

/** What people write for a number: decimal digits, and not the other forms that JavaScript reads (`0x2`, `1e1`). */
const DECIMAL = /^-?\d+(\.\d+)?$/;

const numberFromQuery = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value,
);
const booleanFromQuery = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);
const listFromQuery = Transform(({ value }: { value: unknown }) =>
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

/** An identifier (UUID version 7 or 4). Capital letters are allowed and become small ones (RFC 9562 4). */
export function IdField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: EXAMPLE_ID, ...options },
    { type: String, format: 'uuid' },
    lowerCased,
    IsId(),
  );
}

/**
 * A text, with something in it that can be seen. Surrounding white space is cut off; `verbatim` takes a secret as it
 * is. Lengths in UTF-16 units. Up to 200 of them it is a name
 * or a title: one line, without characters that make it look like another.
 */
export function TextField(
  options: FieldOptions & {
    min?: number;
    max?: number;
    pattern?: RegExp;
    verbatim?: boolean;
    /** In a response: a token that lets whoever has it in. Such a response is neither stored nor sent again. */
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
 * The part of an address that names something: lower-case words of any script, joined by hyphens (`slugOf`). Decomposed
 * characters become composed ones.
 * @param options.reserved segments that are routes of their own where the slug stands
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

/** Whether a field of a class, or of one it extends, is declared as a credential. */
export function carriesCredential(shape: abstract new (...args: never[]) => object): boolean {
  return Reflect.getMetadata(CREDENTIAL, shape.prototype as object) === true;
}

/** In the part before the @: a quoted string, white space, or characters nobody sees. */
const UNDELIVERABLE = /["\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * The addresses that mail is delivered to in practice: a dot-atom and a domain name (RFC 5321 4.1.2, RFC 6531). No
 * quoted local parts, which allow line breaks and spaces that mail headers are forged with.
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

/** One of the values of an enum. @param enumName the schema's name in OpenAPI */
export function EnumField(
  values: Readonly<Record<string, string>>,
  enumName: string,
  options: FieldOptions = {},
): PropertyDecorator {
  return field(
    { example: Object.values(values)[0], ...options },
    { enum: values as Record<string, string>, enumName },
    IsEnum(values),
  );
}

/** A moment, RFC 3339 in UTC. */
export function DateTimeField(options: FieldOptions = {}): PropertyDecorator {
  return field(
    { example: '2026-01-31T12:00:00.000Z', ...options },
    { type: String, format: 'date-time' },
    IsISO8601({ strict: true, strictSeparator: true }),
  );
}

/** Swagger takes a function for a class unless it is called `type`. */
function lazy<T>(of: () => T): () => T {
  const { type } = { type: () => of() };
  return type;
}

/** Another object with a class of its own, or with one of a union. */
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

/** A list of identifiers, each at most once. */
export function IdListField(options: ListOptions = {}): PropertyDecorator {
  const { minItems = 0, maxItems = 100 } = options;
  return field(
    { example: [EXAMPLE_ID], ...options },
    { type: 'array', items: { type: 'string', format: 'uuid' }, minItems, maxItems },
    ...(options.fromQuery ? [listFromQuery] : []),
    lowerCasedEach,
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    ArrayUnique(),
    IsId({ each: true }),
  );
}
