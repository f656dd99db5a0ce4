import { Field, Float, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import {
  BooleanField,
  CurrencyField,
  EnumField,
  type FieldOptions,
  IdField,
  IdListField,
  IntegerField,
  NumberField,
  TextField,
  describeEnum,
  exampleId,
} from '@course-plateform/types/platform';
import { CourseLevel } from '../course/course.entity';

export enum CatalogSort {
  relevance = 'relevance',
  newest = 'newest',
  rating = '-rating',
  popular = 'popular',
  price = 'price',
  dearest = '-price',
}

describeEnum(CatalogSort, {
  relevance: 'Best match for `q` first; needs a `q`',
  newest: 'Newest publication first',
  '-rating': 'Highest average rating first',
  popular: 'Most learners first',
  price: 'Cheapest first',
  '-price': 'Most expensive first',
});

/** The levels by their names in GraphQL, where the values of enums are in capitals. */
export const GraphqlCourseLevel = {
  BEGINNER: CourseLevel.beginner,
  INTERMEDIATE: CourseLevel.intermediate,
  EXPERT: CourseLevel.expert,
  ALL: CourseLevel.all,
} as const satisfies Record<Uppercase<keyof typeof CourseLevel>, CourseLevel>;

registerEnumType(GraphqlCourseLevel, { name: 'CourseLevel' });

/** The orders by their names in GraphQL, where no value begins with a minus. */
export const GraphqlCatalogSort = {
  RELEVANCE: CatalogSort.relevance,
  NEWEST: CatalogSort.newest,
  RATING_DESC: CatalogSort.rating,
  POPULAR: CatalogSort.popular,
  PRICE_ASC: CatalogSort.price,
  PRICE_DESC: CatalogSort.dearest,
} as const;

registerEnumType(GraphqlCatalogSort, { name: 'CatalogSort' });

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
  @Narrows(() => String, 'Words to look for in titles, subtitles and descriptions', (options) =>
    TextField({ max: 200, example: 'web', ...options }),
  )
  q?: string;

  @Narrows(
    () => [ID],
    'Only courses with these ids, such as those of a list that names courses by their ids. What the catalog does not show is left out',
    (options) => IdListField({ minItems: 1, ...options }),
  )
  ids?: string[];

  @Narrows(
    () => ID,
    'The id of a category; courses of the categories below it are found too',
    (options) => TextField({ max: 64, example: exampleId('categoryId'), ...options }),
  )
  categoryId?: string;

  @Narrows(() => GraphqlCourseLevel, 'For whom the course is made', (options) =>
    EnumField(CourseLevel, 'CourseLevel', options),
  )
  level?: CourseLevel;

  @Narrows(
    () => String,
    'The language the course is taught in, a BCP 47 tag such as `en` or `pt-BR`',
    (options) => TextField({ max: 6, example: 'en', ...options }),
  )
  language?: string;

  @Narrows(() => ID, 'The id of the instructor who owns the course', (options) => IdField(options))
  instructorId?: string;

  @Narrows(
    () => String,
    'Only courses with prices in this currency, ISO 4217. Prices are compared within one currency: with `minPrice`, `maxPrice` or an order by price it is the default one of the platform when left out',
    (options) => CurrencyField(options),
  )
  currency?: string;

  @Narrows(() => Int, 'The lowest price, in minor units of the currency', (options) =>
    IntegerField({ example: 1000, ...options }),
  )
  minPrice?: number;

  @Narrows(() => Int, 'The highest price, in minor units of the currency', (options) =>
    IntegerField({ example: 5000, ...options }),
  )
  maxPrice?: number;

  @Narrows(
    () => Boolean,
    'Only free courses, or with `false` only those that cost something',
    (options) => BooleanField(options),
  )
  free?: boolean;

  @Narrows(() => Float, 'The lowest average rating, in stars', (options) =>
    NumberField({ min: 0, max: 5, example: 4, ...options }),
  )
  minRating?: number;
}
