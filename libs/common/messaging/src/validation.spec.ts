import { Type } from 'class-transformer';
import {
  IsEmail,
  IsHexColor,
  IsInt,
  IsOptional,
  Length,
  Max,
  ValidateNested,
} from 'class-validator';
import { RequestInvalid } from './messaging.errors';
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

describe('validating a shape', () => {
  it('gives back an instance of the class, nested ones too', () => {
    const value = { mail: 'a@b.org', parts: [{ 'a/b~c': 1 }] };
    const whole = validateShape(Whole, value, { unknownFields: 'refuse' });
    expect(whole).toBeInstanceOf(Whole);
    expect(whole.parts?.[0]).toBeInstanceOf(Part);
    expect(whole).toEqual(value);
  });

  it('names each broken rule with a JSON pointer, a code and a sentence', () => {
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

  it('refuses unknown fields of a client and ignores those of a neighbour', () => {
    const value = { mail: 'a@b.org', role: 'admin' };
    expect(errorsOf(value)).toEqual([
      expect.objectContaining({ pointer: '/role', code: 'field.unknown' }),
    ]);
    expect(errorsOf(value, 'ignore')).toEqual([]);
    const whole = validateShape(Whole, value, { unknownFields: 'ignore' });
    expect(whole).not.toHaveProperty('role');
  });

  it.each([undefined, null, 'text', 7, [], [{ mail: 'a@b.org' }]])('refuses %p', (value) => {
    expect(errorsOf(value)).toEqual([
      expect.objectContaining({ pointer: '', code: 'field.is_object' }),
    ]);
  });

  it('gives along the values of the broken rule', () => {
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

  it('says so when nobody has put a rule into words', () => {
    class Odd {
      @IsHexColor()
      colour!: string;
    }
    const attempt = () => validateShape(Odd, { colour: 'red' }, { unknownFields: 'refuse' });
    expect(attempt).toThrow(/isHexColor.*has no phrase/);
  });

  it('accepts a request without any field', () => {
    expect(validateShape(Nothing, {}, { unknownFields: 'refuse' })).toBeInstanceOf(Nothing);
    expect(() => validateShape(Nothing, { more: 1 }, { unknownFields: 'refuse' })).toThrow(
      RequestInvalid,
    );
  });
});
