import { validateShape } from '@course-plateform/common/validation';
import { BooleanField, KindField, OneOf, TextField } from '@course-plateform/types/platform';

class CatDto {
  @KindField('cat')
  kind!: 'cat';

  @BooleanField()
  purrs!: boolean;
}

class DogDto {
  @KindField('dog')
  kind!: 'dog';

  @TextField()
  trick!: string;
}

const PetDto = OneOf('PetDto', 'kind', { cat: CatDto, dog: DogDto });

function errorsOf(value: object): object[] {
  try {
    validateShape(PetDto, value, { unknownFields: 'refuse' });
    return [];
  } catch (error) {
    return (error as { occurrence: { errors: object[] } }).occurrence.errors;
  }
}

describe('OneOf', () => {
  it.each([
    [CatDto, { kind: 'cat', purrs: true }],
    [DogDto, { kind: 'dog', trick: 'Roll' }],
  ])('creates an instance of the named variant: %p', (shape, value) => {
    const pet = validateShape(PetDto, value, { unknownFields: 'refuse' });
    expect(pet).toBeInstanceOf(shape);
    expect(pet).toEqual(value);
  });

  it.each([
    ['a field of another shape', { kind: 'cat', purrs: true, trick: 'Roll' }, '/trick', 'unknown'],
    ['a missing field', { kind: 'dog' }, '/trick', 'is_string'],
    ['an unknown kind, and nothing else', { kind: 'cow', moos: true }, '/kind', 'is_enum'],
    ['no kind', { purrs: true }, '/kind', 'is_enum'],
    ['a kind that is no text', { kind: ['cat'], purrs: true }, '/kind', 'is_enum'],
    ['the name of a member of every object', { kind: 'toString' }, '/kind', 'is_enum'],
  ])('points at %s', (_what, value, pointer, rule) => {
    const errors = errorsOf(value);
    expect(errors).toContainEqual(expect.objectContaining({ pointer, code: `field.${rule}` }));
    expect(new Set(errors.map((error) => Reflect.get(error, 'pointer')))).toEqual(
      new Set([pointer]),
    );
  });
});
