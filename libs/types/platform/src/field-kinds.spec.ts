import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  BooleanField,
  DateTimeField,
  EmailField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  SlugField,
  TextField,
  TextListField,
  UrlField,
} from './fields';
import { exampleId } from './example-id';
import { CountryField } from './country.field';
import { CurrencyField, MoneyField } from './money.field';
import { KindField } from './one-of';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const FIELD_ID = exampleId('field');
const SIZES = { small: 'small', large: 'large' };

class Cup {
  @IntegerField({ min: 1, max: 9 })
  size!: number;
}

/** What becomes of a value in a field. */
function taken(decorator: PropertyDecorator, value: unknown) {
  class Body {
    field?: unknown;
  }
  decorator(Body.prototype, 'field');
  const body = plainToInstance(Body, value === undefined ? {} : { field: value });
  const broken = validateSync(body).flatMap(({ constraints, children = [] }) => [
    ...Object.keys(constraints ?? {}),
    ...children.map(({ property }) => `in ${property}`),
  ]);
  return { value: body.field, broken };
}

/** The OpenAPI schema of a field. */
function documented(decorator: PropertyDecorator): Record<string, unknown> {
  class Body {}
  decorator(Body.prototype, 'field');
  return Reflect.getMetadata('swagger/apiModelProperties', Body.prototype, 'field') as Record<
    string,
    unknown
  >;
}

describe('a field', () => {
  it.each<[string, () => PropertyDecorator, unknown, unknown]>([
    ['an id', () => IdField(), ID.toUpperCase(), ID],
    ['a text', () => TextField(), '  a b ', 'a b'],
    ['a secret', () => TextField({ verbatim: true }), ' a ', ' a '],
    ['a long text', () => TextField({ max: 201 }), 'a\nb', 'a\nb'],
    ['a text of a form', () => TextField({ pattern: /^\d+$/ }), '12', '12'],
    ['a slug', () => SlugField(), ' \u0438\u0306 ', 'й'],
    ['an address', () => EmailField(), ' john@example.com ', 'john@example.com'],
    ['a page', () => UrlField(), 'https://localhost:1/x', 'https://localhost:1/x'],
    ['a page in the clear', () => UrlField(), 'http://localhost/x', 'http://localhost/x'],
    ['a whole number', () => IntegerField({ min: 2, max: 3 }), 3, 3],
    ['a whole number of a query', () => IntegerField({ fromQuery: true }), '12', 12],
    ['a number', () => NumberField({ min: 0, max: 1 }), 0.5, 0.5],
    ['a number of a query', () => NumberField({ min: -1, max: 1, fromQuery: true }), '-0.5', -0.5],
    ['a flag', () => BooleanField(), false, false],
    ['a flag of a query', () => BooleanField({ fromQuery: true }), 'false', false],
    ['a set flag of a query', () => BooleanField({ fromQuery: true }), 'true', true],
    ['a word', () => EnumField(SIZES, 'Size'), 'small', 'small'],
    ['a time', () => DateTimeField(), '2026-01-31T12:00:00.000Z', '2026-01-31T12:00:00.000Z'],
    ['texts', () => TextListField({ maxItems: 2 }), ['a', 'b'], ['a', 'b']],
    ['texts of a query', () => TextListField({ fromQuery: true }), 'a,b', ['a', 'b']],
    ['ids', () => IdListField(), [ID.toUpperCase()], [ID]],
    ['ids of a query', () => IdListField({ fromQuery: true }), ID, [ID]],
    ['a currency', () => CurrencyField(), 'USD', 'USD'],
    ['a kind', () => KindField('cat'), 'cat', 'cat'],
    ['nothing where it may be left out', () => IdField({ optional: true }), undefined, undefined],
    ['null where it may be null', () => IdField({ nullable: true }), null, null],
  ])('accepts %s', (_what, make, given, value) => {
    expect(taken(make(), given)).toEqual({ value, broken: [] });
  });

  it.each<[string, () => PropertyDecorator, unknown, string[]]>([
    ['an id', () => IdField(), 'me', ['isUuid']],
    ['an id', () => IdField(), 7, ['isUuid']],
    ['an id that is not there', () => IdField(), undefined, ['isUuid']],
    ['an id that is null', () => IdField({ optional: true }), null, ['isUuid']],
    ['an id that is left out', () => IdField({ nullable: true }), undefined, ['isUuid']],
    ['two lines', () => TextField(), 'a\nb', ['isOneLine']],
    [
      'a number for a text',
      () => TextField({ max: 201 }),
      7,
      ['isString', 'isLength', 'isVisible'],
    ],
    ['a long text', () => TextField({ max: 3 }), 'abcd', ['isLength']],
    ['another form', () => TextField({ pattern: /^\d+$/ }), 'x', ['matches']],
    ['a reserved slug', () => SlugField({ reserved: ['new'] }), 'new', ['isSlug']],
    ['a slug with capitals', () => SlugField(), 'New', ['isSlug']],
    ['a page of a file', () => UrlField(), 'ftp://localhost/x', ['isUrl']],
    ['a page without a scheme', () => UrlField(), 'example.com', ['isUrl']],
    ['too little', () => IntegerField({ min: 2, max: 3 }), 1, ['min']],
    ['too much', () => IntegerField({ min: 2, max: 3 }), 4, ['max']],
    ['less than nothing', () => IntegerField(), -1, ['min']],
    ['a text for a number', () => IntegerField(), '12', ['max', 'min', 'isInt']],
    ['a part of a number', () => IntegerField({ fromQuery: true }), '1.5', ['isInt']],
    [
      'an odd number',
      () => NumberField({ min: 0, max: 9, fromQuery: true }),
      '0x2',
      ['max', 'min', 'isNumber'],
    ],
    [
      'half a number',
      () => NumberField({ min: 0, max: 9, fromQuery: true }),
      '2.',
      ['max', 'min', 'isNumber'],
    ],
    ['no number', () => NumberField({ min: 0, max: 9 }), Number.NaN, ['max', 'min', 'isNumber']],
    ['a text for a flag', () => BooleanField(), 'true', ['isBoolean']],
    ['an odd flag', () => BooleanField({ fromQuery: true }), 'yes', ['isBoolean']],
    ['an unknown word', () => EnumField(SIZES, 'Size'), 'huge', ['isEnum']],
    ['a day that is none', () => DateTimeField(), '2026-02-30T12:00:00Z', ['isIso8601']],
    ['a time with a space', () => DateTimeField(), '2026-01-31 12:00:00Z', ['isIso8601']],
    ['too many texts', () => TextListField({ maxItems: 1 }), ['a', 'b'], ['arrayMaxSize']],
    ['too few texts', () => TextListField({ minItems: 1 }), [], ['arrayMinSize']],
    ['a long text in a list', () => TextListField({ max: 1 }), ['ab'], ['isLength']],
    ['the same id twice', () => IdListField(), [ID, ID.toUpperCase()], ['arrayUnique']],
    ['no id in a list', () => IdListField(), ['me'], ['isUuid']],
    [
      'no list',
      () => IdListField(),
      ID,
      ['arrayUnique', 'arrayMaxSize', 'arrayMinSize', 'isArray'],
    ],
    ['a country that there is not', () => CountryField(), 'XX', ['isISO31661Alpha2']],
    ['a country in small letters', () => CountryField(), 'de', ['isISO31661Alpha2']],
    ['a country with three letters', () => CountryField(), 'DEU', ['isISO31661Alpha2']],
    ['a currency for tests', () => CurrencyField(), 'XTS', ['isISO4217CurrencyCode']],
    ['a currency in small letters', () => CurrencyField(), 'usd', ['isISO4217CurrencyCode']],
    ['a number for a currency', () => CurrencyField(), 7, ['isISO4217CurrencyCode']],
    ['another kind', () => KindField('cat'), 'dog', ['isEnum']],
  ])('rejects %s', (_what, make, given, broken) => {
    expect(new Set(taken(make(), given).broken)).toEqual(new Set(broken));
  });

  it('creates and validates nested instances', () => {
    const one = taken(
      ObjectField(() => Cup),
      { size: 3 },
    );
    expect(one).toEqual({ value: { size: 3 }, broken: [] });
    expect(one.value).toBeInstanceOf(Cup);
    expect(
      taken(
        ObjectField(() => Cup),
        { size: 10 },
      ).broken,
    ).toEqual(['in size']);
    expect(
      taken(
        ObjectField(() => Cup),
        'cup',
      ).broken,
    ).not.toEqual([]);
    const several = taken(
      ListField(() => Cup, { maxItems: 2 }),
      [{ size: 1 }, { size: 2 }],
    );
    expect((several.value as unknown[]).every((cup) => cup instanceof Cup)).toBe(true);
    expect(
      taken(
        ListField(() => Cup, { maxItems: 1 }),
        [{ size: 1 }, { size: 2 }],
      ).broken,
    ).toEqual(['arrayMaxSize']);
    expect(
      taken(
        ListField(() => Cup),
        [{ size: 0 }],
      ).broken,
    ).toEqual(['in 0']);
    expect(taken(MoneyField(), { amountMinor: 1999, currency: 'USD' }).broken).toEqual([]);
    expect(taken(MoneyField(), { amountMinor: -1, currency: 'usd' }).broken).toEqual([
      'in amountMinor',
      'in currency',
    ]);
  });

  it.each<[string, () => PropertyDecorator, object]>([
    ['an id', () => IdField(), { type: String, format: 'uuid', example: FIELD_ID, required: true }],
    [
      'a text that may be left out',
      () => TextField({ min: 2, max: 9, pattern: /^a/, optional: true, description: 'What' }),
      {
        type: String,
        minLength: 2,
        maxLength: 9,
        pattern: '^a',
        required: false,
        description: 'What',
      },
    ],
    ['a text', () => TextField(), { minLength: 1, maxLength: 200, required: true }],
    ['a slug', () => SlugField(), { minLength: 1, maxLength: 120, example: 'web-development' }],
    ['an address', () => EmailField(), { format: 'email', maxLength: 254 }],
    ['a page', () => UrlField(), { format: 'uri', maxLength: 2048 }],
    [
      'a number',
      () => IntegerField(),
      { type: 'integer', minimum: 0, maximum: 2 ** 53 - 1, example: 0 },
    ],
    ['a share', () => NumberField({ min: 0, max: 1 }), { type: Number, minimum: 0, maximum: 1 }],
    [
      'a flag',
      () => BooleanField({ nullable: true }),
      { type: Boolean, nullable: true, example: true },
    ],
    ['a word', () => EnumField(SIZES, 'Size'), { enum: ['small', 'large'], example: 'small' }],
    ['a time', () => DateTimeField(), { type: String, format: 'date-time' }],
    [
      'texts',
      () => TextListField({ max: 9, maxItems: 3 }),
      {
        type: 'array',
        items: { type: 'string', minLength: 1, maxLength: 9 },
        minItems: 0,
        maxItems: 3,
      },
    ],
    [
      'ids',
      () => IdListField({ minItems: 1 }),
      {
        type: 'array',
        items: { type: 'string', format: 'uuid' },
        minItems: 1,
        maxItems: 100,
        example: [FIELD_ID],
      },
    ],
    ['objects', () => ListField(() => Cup), { isArray: true, minItems: 0, maxItems: 1000 }],
    ['a currency', () => CurrencyField(), { minLength: 3, maxLength: 3, example: 'USD' }],
    [
      'a kind',
      () => KindField('cat'),
      {
        type: String,
        enum: ['cat'],
        example: 'cat',
        description: expect.stringContaining('`cat`'),
      },
    ],
    [
      'a choice that may be left out',
      () => IntegerField({ optional: true, default: 7 }),
      { required: false, default: 7 },
    ],
  ])('is documented as %s', (_what, make, expected) => {
    const { nullable, ...rest } = documented(make());
    expect({ nullable, ...rest }).toMatchObject(expected);
    if (!('nullable' in expected)) expect(nullable).toBeUndefined();
  });
});
