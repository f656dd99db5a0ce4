import { Field, Float, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import {
  BooleanField,
  CurrencyField,
  EnumField,
  type FieldOptions,
  IdField,
  IntegerField,
  NumberField,
  TextField,
} from '@course-plateform/types/platform';
import { CourseLevel } from '../course/course.entity';

export enum CatalogSort {
  relevance = 'relevance',
  newest = 'newest',
  rating = 'rating',
  popular = 'popular',
  price = 'price',
}

registerEnumType(CourseLevel, { name: 'CourseLevel' });
registerEnumType(CatalogSort, { name: 'CatalogSort' });

/**
 * A filter of the catalog: a field of GraphQL's input, and a parameter of REST that is checked for both.
 * @param type of the field in GraphQL
 * @param check of the value, which REST is documented by
 */
function Narrows(
  type: () => object,
  description: string,
  check: (options: FieldOptions) => PropertyDecorator,
): PropertyDecorator {
  const inGraphql = Field(type, { nullable: true, description });
  const inRest = check({ description, optional: true, fromQuery: true });
  return (target, property) => {
    inGraphql(target, property);
    inRest(target, property);
  };
}

/** What a list of the catalog may be narrowed by, over REST and GraphQL alike. */
@InputType('CoursesFilter')
export class CatalogFilterDto {
  @Narrows(() => String, 'Words to look for', (options) =>
    TextField({ max: 200, example: 'web', ...options }),
  )
  q?: string;

  @Narrows(() => ID, 'The id of a category; those below it count', (options) =>
    TextField({ max: 64, ...options }),
  )
  categoryId?: string;

  @Narrows(() => CourseLevel, 'For whom the course is made', (options) =>
    EnumField(CourseLevel, 'CourseLevel', options),
  )
  level?: CourseLevel;

  @Narrows(() => String, 'The language of the course, BCP 47', (options) =>
    TextField({ max: 6, example: 'en', ...options }),
  )
  language?: string;

  @Narrows(() => ID, 'The id of an instructor', (options) => IdField(options))
  instructorId?: string;

  @Narrows(
    () => String,
    'Only courses with prices in this currency, ISO 4217. Prices are compared within one currency: with minPrice, maxPrice or the order by price it is the usual one of the platform unless it is named',
    (options) => CurrencyField(options),
  )
  currency?: string;

  @Narrows(() => Int, 'The lowest price, in minor units of the currency', (options) =>
    IntegerField(options),
  )
  minPrice?: number;

  @Narrows(() => Int, 'The highest price, in minor units of the currency', (options) =>
    IntegerField({ example: 5000, ...options }),
  )
  maxPrice?: number;

  @Narrows(() => Boolean, 'Only free, or only paid courses', (options) => BooleanField(options))
  free?: boolean;

  @Narrows(() => Float, 'The lowest average of all reviews', (options) =>
    NumberField({ min: 0, max: 5, example: 4, ...options }),
  )
  minRating?: number;
}
