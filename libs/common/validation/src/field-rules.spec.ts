import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsEnum,
  IsISO4217CurrencyCode,
  IsISO8601,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { formatMessage } from '@course-plateform/common/kernel';
import { RequestInvalid } from './validation.errors';
import { validateShape } from './validation';

enum Size {
  small = 'small',
  large = 'large',
}

class Inner {
  @IsInt()
  n!: number;
}

/** A rule of our own by its name; the decorators are in the library of types, which this one does not know. */
const OwnRule = (name: string) =>
  ValidateBy({ name, validator: { validate: (value) => value !== 'wrong' } });

/** A field for each rule, named after it. */
class Everything {
  @IsOptional() @ValidateNested() @Type(() => Inner) nested?: Inner;
  @IsOptional() @IsObject() object?: object;
  @IsOptional() @IsUUID() uuid?: string;
  @IsOptional() @IsUUID(undefined, { each: true }) uuids?: string[];
  @IsOptional() @IsString() string?: string;
  @IsOptional() @IsString({ each: true }) strings?: string[];
  @IsOptional() @Length(1, 3) length?: string;
  @IsOptional() @Length(2, 1000, { each: true }) lengths?: string[];
  @IsOptional() @Matches(/^a$/) matches?: string;
  @IsOptional() @IsEmail() email?: string;
  @IsOptional() @IsUrl() url?: string;
  @IsOptional() @IsInt() int?: number;
  @IsOptional() @IsNumber() number?: number;
  @IsOptional() @Min(2) min?: number;
  @IsOptional() @Max(9) max?: number;
  @IsOptional() @IsBoolean() boolean?: boolean;
  @IsOptional() @IsEnum(Size) enum?: Size;
  @IsOptional() @IsISO8601() iso8601?: string;
  @IsOptional() @IsTimeZone() zone?: string;
  @IsOptional() @IsArray() array?: unknown[];
  @IsOptional() @OwnRule('isSlug') slug?: string;
  @IsOptional() @OwnRule('isOneLine') line?: string;
  @IsOptional() @OwnRule('isVisible') visible?: string;
  @IsOptional() @OwnRule('isPhoneNumber') phone?: string;
  @IsOptional() @ArrayMinSize(2) few?: unknown[];
  @IsOptional() @ArrayMaxSize(2) many?: unknown[];
  @IsOptional() @ArrayUnique() unique?: unknown[];
  @IsOptional() @IsISO4217CurrencyCode() currency?: string;
  @IsOptional()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => Inner)
  inners?: Inner[];
}

function errorsOf(value: unknown) {
  try {
    validateShape(Everything, value, { unknownFields: 'refuse' });
    return [];
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    return (error.occurrence.errors ?? []).map(({ pointer, code, detail, params }) => [
      pointer,
      code,
      formatMessage(detail, params),
    ]);
  }
}

describe('the error of a field', () => {
  it.each<[keyof Everything, unknown, unknown, string, string]>([
    ['nested', { n: 1 }, 7, 'nested_validation', 'must be an object'],
    ['object', {}, 'x', 'is_object', 'must be an object'],
    ['uuid', '0192f0a0-0000-7000-8000-000000000001', 'x', 'is_uuid', 'must be an id (UUID)'],
    ['uuids', [], ['x'], 'is_uuid', 'each item must be an id (UUID)'],
    ['string', '', 7, 'is_string', 'must be text'],
    ['strings', ['x'], [7], 'is_string', 'each item must be text'],
    ['length', 'abc', 'abcd', 'is_length', 'must have 1 to 3 characters'],
    ['length', 'a', '', 'is_length', 'must have 1 to 3 characters'],
    ['lengths', ['ab'], ['a'], 'is_length', 'each item must have 2 to 1,000 characters'],
    ['matches', 'a', 'b', 'matches', 'must have the form the documentation describes'],
    ['email', 'a@b.org', 'a', 'is_email', 'must be an e-mail address'],
    [
      'url',
      'https://b.org',
      'b',
      'is_url',
      'must be a web address that begins with http:// or https://',
    ],
    ['int', 1, 1.5, 'is_int', 'must be a whole number'],
    ['number', 1.5, 'x', 'is_number', 'must be a number'],
    ['min', 2, 1, 'min', 'must be 2 or more'],
    ['max', 9, 10, 'max', 'must be 9 or less'],
    ['boolean', false, 'no', 'is_boolean', 'must be true or false'],
    ['enum', 'small', 'big', 'is_enum', 'must be one of: small, large'],
    [
      'iso8601',
      '2026-01-31T12:00:00Z',
      'today',
      'is_iso8601',
      'must be a date and time such as 2026-01-31T12:00:00Z',
    ],
    ['zone', 'Asia/Tokyo', 'Mars', 'is_time_zone', 'must be a time zone such as Europe/Paris'],
    [
      'slug',
      'right',
      'wrong',
      'is_slug',
      'must be lower-case words of letters and digits, joined by hyphens, and no word that is reserved',
    ],
    [
      'line',
      'right',
      'wrong',
      'is_one_line',
      'must be one line, without control characters and without marks that turn the direction of the text',
    ],
    ['visible', 'right', 'wrong', 'is_visible', 'must hold something that can be seen'],
    [
      'phone',
      'right',
      'wrong',
      'is_phone_number',
      'must be a phone number with its country code, such as +15551234567',
    ],
    ['array', [], 'x', 'is_array', 'must be a list'],
    ['few', [1, 2], [1], 'array_min_size', 'must have at least 2 items'],
    ['many', [1, 2], [1, 2, 3], 'array_max_size', 'must have at most 2 items'],
    ['unique', [1, 2], [1, 1], 'array_unique', 'must not contain an item twice'],
    [
      'currency',
      'USD',
      'usd.',
      'is_iso4217_currency_code',
      'must be the code of a currency such as USD (ISO 4217)',
    ],
  ])('%s: %j is valid, %j is invalid', (field, right, wrong, code, detail) => {
    expect(errorsOf({ [field]: right })).toEqual([]);
    expect(errorsOf({ [field]: wrong })).toEqual([[`/${field}`, `field.${code}`, detail]]);
  });

  it('is reported for each object in a list, whatever its type', () => {
    const notAnObject = ['field.nested_validation', 'must be an object'];
    expect(errorsOf({ inners: [{ n: 1 }, { n: 2 }] })).toEqual([]);
    for (const wrong of [null, 'x', 7]) {
      const [error] = errorsOf({ inners: [wrong] });
      expect(error?.slice(1)).toEqual(notAnObject);
    }
    expect(errorsOf({ inners: [{ n: 1 }, { n: 2 }, { n: 3 }] })).toEqual([
      ['/inners', 'field.array_max_size', 'must have at most 2 items'],
    ]);
    expect(errorsOf({ inners: [{ n: 'x' }] })).toEqual([
      ['/inners/0/n', 'field.is_int', 'must be a whole number'],
    ]);
    expect(errorsOf({ inners: [[{ n: 1 }]] })).toContainEqual([
      '/inners/0',
      'field.is_object',
      'must be an object',
    ]);
    expect(errorsOf({ nested: null })).toEqual([]);
  });

  it('is reported for every string that cannot be stored, at any depth, and for field names', () => {
    const storable = { object: { a: null, b: 7, c: true, d: ['x', { e: 'x' }] } };
    expect(errorsOf(storable)).toEqual([]);
    const text = 'must not contain NUL or broken Unicode';
    expect(errorsOf({ object: { 'a/b~': [null, { c: 'x\u0000' }] } })).toEqual([
      ['/object/a~1b~0/1/c', 'field.is_storable', text],
    ]);
    expect(errorsOf({ object: { 'n\u0000': 1 } })).toEqual([
      ['/object', 'field.is_storable', text],
    ]);
  });
});
