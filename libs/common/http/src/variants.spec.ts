import { OmitType, type OpenAPIObject, PartialType } from '@nestjs/swagger';
import { Unchecked } from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import {
  AnyOf,
  IntegerField,
  KindField,
  ListField,
  ObjectField,
  OneOf,
  TextField,
} from '@course-plateform/types/platform';
import { documentVariants } from './openapi-variants';
import { ValidationPipe } from './validation.pipe';

class CatDto {
  @KindField('cat')
  kind!: 'cat';

  @IntegerField({ max: 9 })
  lives!: number;
}

class DogDto {
  @KindField('dog')
  kind!: 'dog';

  @TextField()
  trick!: string;
}

const PetDto = OneOf('PetDto', 'kind', { cat: CatDto, dog: DogDto });

class CatUpdateDto extends PartialType(OmitType(CatDto, ['kind'])) {}
class DogUpdateDto extends PartialType(OmitType(DogDto, ['kind'])) {}

class OwnerDto {
  @ObjectField(() => PetDto)
  favourite!: InstanceType<typeof PetDto>;

  @ListField(() => PetDto, { maxItems: 3 })
  pets!: InstanceType<typeof PetDto>[];
}

const pipe = new ValidationPipe();
const cat = { kind: 'cat', lives: 9 };
const dog = { kind: 'dog', trick: 'Sit' };

function received(metatype: new () => object, body: unknown): unknown {
  return pipe.transform(body, { type: 'body', metatype });
}

function problemsOf(metatype: new () => object, body: unknown) {
  try {
    received(metatype, body);
    return [];
  } catch (error) {
    if (!(error instanceof RequestInvalid)) throw error;
    return error.occurrence.errors?.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

describe('a union in a body', () => {
  it('creates instances of the variant that each object names', () => {
    const owner = received(OwnerDto, { favourite: dog, pets: [cat, dog] }) as OwnerDto;
    expect(owner).toEqual({ favourite: dog, pets: [cat, dog] });
    expect(owner.favourite).toBeInstanceOf(DogDto);
    expect(owner.pets.map((pet) => pet.constructor)).toEqual([CatDto, DogDto]);
  });

  it.each([
    ['a field of another kind', { ...cat, trick: 'Sit' }, ['/pets/1/trick field.unknown']],
    ['a field that is wrong', { ...cat, lives: 10 }, ['/pets/1/lives field.max']],
    ['an unknown kind', { kind: 'fish', fins: 2 }, ['/pets/1/kind field.is_enum']],
    ['no kind', { lives: 9 }, ['/pets/1/kind field.is_enum']],
  ])('is rejected at the field: %s', (_what, pet, problems) => {
    expect(problemsOf(OwnerDto, { favourite: dog, pets: [dog, pet] })).toEqual(problems);
    const ofFavourite = problems.map((one) => one.replace('pets/1', 'favourite'));
    expect(problemsOf(OwnerDto, { favourite: pet, pets: [] })).toEqual(ofFavourite);
  });

  it.each([null, 'cat', 9, [cat]])('is rejected for a value that is not an object: %j', (pet) => {
    expect(problemsOf(OwnerDto, { favourite: dog, pets: [pet] })).not.toEqual([]);
    expect(problemsOf(OwnerDto, { favourite: pet, pets: [] })).not.toEqual([]);
  });
});

describe('a body whose shape depends on stored data', () => {
  it('is passed on without validation', () => {
    const PetUpdateDto = AnyOf('PetUpdateDto', [CatUpdateDto, DogUpdateDto]);
    for (const body of [{ lives: 10 }, null, 'cat']) {
      expect(received(PetUpdateDto, body)).toEqual(new Unchecked(body));
    }
  });

  it('has no kind, because the stored one decides', () => {
    class CatChangeDto extends PartialType(CatDto) {}
    expect(() => AnyOf('PetUpdateDto', [DogUpdateDto, CatChangeDto])).toThrow(
      'CatChangeDto of PetUpdateDto has a @KindField kind',
    );
  });
});

describe('the declaration of a union', () => {
  it.each([
    ['none', CatUpdateDto, 'CatUpdateDto'],
    ['that of another shape', DogDto, 'DogDto'],
  ])('rejects a variant with a wrong kind: %s', (_what, shape, name) => {
    expect(() => OneOf('PetDto', 'kind', { cat: shape, dog: DogDto })).toThrow(
      `${name} of PetDto has no @KindField('cat') kind`,
    );
  });
});

describe('unions in the document', () => {
  it('become a oneOf with a discriminator, or an anyOf', () => {
    const schemas: NonNullable<OpenAPIObject['components']>['schemas'] = {
      PetDto: Object.assign(
        { type: 'object' },
        {
          'x-one-of': {
            discriminator: 'kind',
            mapping: { cat: 'CatDto', dog: 'DogDto' },
            description: 'What lives in a house',
          },
        },
      ),
      PetUpdateDto: Object.assign({ type: 'object' }, { 'x-any-of': ['CatDto', 'DogDto'] }),
      CatDto: { type: 'object' },
    };
    const info = { title: 'Pets', version: '1' };
    documentVariants({ openapi: '3.0.0', info, paths: {}, components: { schemas } });
    const [cats, dogs] = ['#/components/schemas/CatDto', '#/components/schemas/DogDto'];
    expect(schemas).toEqual({
      PetDto: {
        description: 'What lives in a house',
        oneOf: [{ $ref: cats }, { $ref: dogs }],
        discriminator: { propertyName: 'kind', mapping: { cat: cats, dog: dogs } },
      },
      PetUpdateDto: { anyOf: [{ $ref: cats }, { $ref: dogs }] },
      CatDto: { type: 'object' },
    });
  });
});
