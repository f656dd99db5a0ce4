import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsEmail,
  IsHexColor,
  IsInt,
  IsOptional,
  Length,
  Max,
  ValidateNested,
} from 'class-validator';
import { RequestInvalid } from './validation.errors';
import { type ShapeOptions, validateShape } from './validation';

class Part {
  @IsInt()
  'a/b~c'!: number;
}

class Whole {
  @IsEmail()
  mail!: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];
}

class Nothing {}

function errorsOf(value: unknown, unknownFields: ShapeOptions['unknownFields'] = 'refuse') {
  try {
    validateShape(Whole, value, { unknownFields });
    return [];
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    return error.occurrence.errors;
  }
}

describe('validateShape', () => {
  it('returns an instance of the class, with nested ones', () => {
    const value = { mail: 'a@b.org', parts: [{ 'a/b~c': 1 }] };
    const whole = validateShape(Whole, value, { unknownFields: 'refuse' });
    expect(whole).toBeInstanceOf(Whole);
    expect(whole.parts?.[0]).toBeInstanceOf(Part);
    expect(whole).toEqual(value);
  });

  it('reports each broken rule with a JSON pointer, a code and a detail', () => {
    expect(errorsOf({ mail: 'no', parts: [{ 'a/b~c': 1 }, { 'a/b~c': 'x' }] })).toEqual([
      {
        pointer: '/mail',
        code: 'field.is_email',
        detail: 'must be an e-mail address',
        params: { each: 'no' },
      },
      expect.objectContaining({ pointer: '/parts/1/a~1b~0c', code: 'field.is_int' }),
    ]);
  });

  it('rejects unknown fields of a client and ignores those of an upstream service', () => {
    const value = { mail: 'a@b.org', role: 'admin' };
    expect(errorsOf(value)).toEqual([
      expect.objectContaining({ pointer: '/role', code: 'field.unknown' }),
    ]);
    expect(errorsOf(value, 'ignore')).toEqual([]);
    const whole = validateShape(Whole, value, { unknownFields: 'ignore' });
    expect(whole).not.toHaveProperty('role');
  });

  it.each([undefined, null, 'text', 7, [], [{ mail: 'a@b.org' }]])('rejects %p', (value) => {
    expect(errorsOf(value)).toEqual([
      expect.objectContaining({ pointer: '', code: 'field.is_object' }),
    ]);
  });

  it('includes the values of the broken rule', () => {
    class Box {
      @Length(2, 4, { each: true })
      labels!: string[];

      @Max(9)
      weight!: number;
    }
    const attempt = () =>
      validateShape(Box, { labels: ['x'], weight: 10 }, { unknownFields: 'refuse' });
    expect(attempt).toThrow(
      expect.objectContaining({
        occurrence: {
          errors: [
            expect.objectContaining({ params: { each: 'yes', min: 2, max: 4 } }),
            expect.objectContaining({ params: { each: 'no', max: 9 } }),
          ],
        },
      }),
    );
  });

  it.each([
    'constructor',
    'toString',
    '__proto__',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
  ])('rejects the unknown field %s, even if every object has that name', (name) => {
    const value: unknown = JSON.parse(`{"mail":"a@b.org","${name}":1}`);
    expect(errorsOf(value)).toEqual([
      expect.objectContaining({ pointer: `/${name}`, code: 'field.unknown' }),
    ]);
    const inner: unknown = JSON.parse(`{"mail":"a@b.org","parts":[{"a/b~c":1,"${name}":1}]}`);
    expect(errorsOf(inner)).toEqual([
      expect.objectContaining({ pointer: `/parts/0/${name}`, code: 'field.unknown' }),
    ]);
  });

  it('reports fifty errors and the number of further ones', () => {
    const names = Array.from({ length: 26_000 }, (_, at) => [`k${at}`, 1]);
    const attempt = () =>
      validateShape(Whole, Object.fromEntries(names), { unknownFields: 'refuse' });
    expect(attempt).toThrow(
      expect.objectContaining({
        occurrence: {
          errors: Array.from({ length: 50 }, () =>
            expect.objectContaining({ code: 'field.unknown' }),
          ),
          // 25,950 unknown fields, and the address that is missing.
          extensions: { errorsLeftOut: 25_951 },
        },
      }),
    );
    const parts = Array.from({ length: 60 }, () => ({ 'a/b~c': 'x' }));
    expect(() =>
      validateShape(Whole, { mail: 'a@b.org', parts }, { unknownFields: 'refuse' }),
    ).toThrow(
      expect.objectContaining({
        occurrence: expect.objectContaining({ extensions: { errorsLeftOut: 10 } }),
      }),
    );
  });

  it('rejects a list that is too long without checking its items', () => {
    class Short {
      @ArrayMaxSize(3)
      @ValidateNested({ each: true })
      @Type(() => Part)
      parts!: Part[];

      @IsOptional()
      @Length(1, 9)
      name?: string;
    }
    let looked = 0;
    const item = {
      get 'a/b~c'() {
        looked += 1;
        return 1;
      },
    };
    const value = { parts: Array.from({ length: 80_000 }, () => item), name: 7 };
    expect(() => validateShape(Short, value, { unknownFields: 'ignore' })).toThrow(
      expect.objectContaining({
        occurrence: {
          errors: [
            expect.objectContaining({
              pointer: '/parts',
              code: 'field.array_max_size',
              params: { each: 'no', max: 3 },
            }),
          ],
        },
      }),
    );
    const many = Array.from({ length: 1001 }, () => item);
    expect(() =>
      validateShape(Whole, { mail: 'a@b.org', parts: many }, { unknownFields: 'refuse' }),
    ).toThrow(RequestInvalid);
    expect(looked).toBe(0);
  });

  it('limits the total number of nested objects', () => {
    class Row {
      @ArrayMaxSize(1000)
      @ValidateNested({ each: true })
      @Type(() => Part)
      parts!: Part[];
    }
    class Table {
      @ArrayMaxSize(1000)
      @ValidateNested({ each: true })
      @Type(() => Row)
      rows!: Row[];
    }
    const parts = Array.from({ length: 1000 }, () => ({ 'a/b~c': 1 }));
    const rows = (count: number) => Array.from({ length: count }, () => ({ parts }));
    const read = (count: number) =>
      validateShape(Table, { rows: rows(count) }, { unknownFields: 'refuse' });
    expect(read(5).rows).toHaveLength(5);
    expect(() => read(80)).toThrow(
      expect.objectContaining({
        occurrence: expect.objectContaining({
          errors: expect.arrayContaining([
            expect.objectContaining({ pointer: '/rows/5/parts', code: 'field.array_max_size' }),
          ]),
        }),
      }),
    );
  });

  it('rejects a list in place of an object', () => {
    const parts = [{ 'a/b~c': 1 }, [{ 'a/b~c': 1, more: 1 }]];
    for (const unknownFields of ['refuse', 'ignore'] as const) {
      expect(() => validateShape(Whole, { mail: 'a@b.org', parts }, { unknownFields })).toThrow(
        expect.objectContaining({
          occurrence: {
            errors: [expect.objectContaining({ pointer: '/parts/1', code: 'field.is_object' })],
          },
        }),
      );
    }
  });

  it('fails for a rule without a message', () => {
    class Odd {
      @IsHexColor()
      color!: string;
    }
    const attempt = () => validateShape(Odd, { color: 'red' }, { unknownFields: 'refuse' });
    expect(attempt).toThrow(/isHexColor.*has no message/);
  });

  it('accepts a request without any field', () => {
    expect(validateShape(Nothing, {}, { unknownFields: 'refuse' })).toBeInstanceOf(Nothing);
    expect(() => validateShape(Nothing, { more: 1 }, { unknownFields: 'refuse' })).toThrow(
      RequestInvalid,
    );
  });
});
