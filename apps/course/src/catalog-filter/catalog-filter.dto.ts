import { Field, Float, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import {
  BooleanField,
  CurrencyField,
  EnumListField,
  type FieldOptions,
  IdField,
  IdListField,
  IntegerField,
  NumberField,
  TextField,
  TextListField,
  describeEnum,
  exampleId,
} from '@course-plateform/types/platform';
import { CourseLevel } from '../course/course.entity';
import { CourseFeature } from './course-feature';

export enum CatalogSort {
  relevance = 'relevance',
  newest = 'newest',
  oldest = 'oldest',
  rating = '-rating',
  lowestRated = 'rating',
  popular = 'popular',
  leastPopular = '-popular',
  price = 'price',
  dearest = '-price',
}

describeEnum(CatalogSort, {
  relevance: 'Best match for `q` first; needs a `q`',
  newest: 'Newest publication first',
  oldest: 'Oldest publication first',
  '-rating': 'Highest average rating first',
  rating: 'Lowest average rating first',
  popular: 'Most learners first',
  '-popular': 'Fewest learners first',
  price: 'Cheapest first',
  '-price': 'Most expensive first',
});

/** How long all lessons of a course take together. */
export enum DurationBand {
  underOneHour = 'under_1h',
  oneToThreeHours = '1h_to_3h',
  threeToTenHours = '3h_to_10h',
  overTenHours = 'over_10h',
}

describeEnum(DurationBand, {
  under_1h: 'Less than an hour',
  '1h_to_3h': 'From one hour, less than three',
  '3h_to_10h': 'From three hours, less than ten',
  over_10h: 'Ten hours or more',
});

/** The bands by their names in GraphQL, where no value begins with a digit. */
export const GraphqlDurationBand = {
  UNDER_1H: DurationBand.underOneHour,
  FROM_1H_TO_3H: DurationBand.oneToThreeHours,
  FROM_3H_TO_10H: DurationBand.threeToTenHours,
  OVER_10H: DurationBand.overTenHours,
} as const;

registerEnumType(GraphqlDurationBand, { name: 'DurationBand' });

/** The features by their names in GraphQL, where the values of enums are in capitals. */
export const GraphqlCourseFeature = {
  QUIZ: CourseFeature.quiz,
  CAPTIONS: CourseFeature.captions,
  PREVIEW: CourseFeature.preview,
} as const satisfies Record<Uppercase<keyof typeof CourseFeature>, CourseFeature>;

registerEnumType(GraphqlCourseFeature, { name: 'CourseFeature' });

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
  OLDEST: CatalogSort.oldest,
  RATING_DESC: CatalogSort.rating,
  RATING_ASC: CatalogSort.lowestRated,
  POPULAR: CatalogSort.popular,
  LEAST_POPULAR: CatalogSort.leastPopular,
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
  @Narrows(
    () => String,
    'Words to look for in titles, subtitles, topics, names of instructors, descriptions and titles of lessons: whole words, beginnings of words, words with a letter or two mistyped, and quoted words in their order',
    (options) => TextField({ max: 200, example: 'web', ...options }),
  )
  q?: string;

  @Narrows(
    () => [ID],
    'Only courses with these ids, such as those of a list that names courses by their ids. What the catalog does not show is left out',
    (options) => IdListField({ minItems: 1, ...options }),
  )
  ids?: string[];

  @Narrows(
    () => [ID],
    'The ids of categories, separated by commas; courses of the categories below them are found too',
    (options) =>
      TextListField({
        minItems: 1,
        maxItems: 20,
        max: 64,
        example: [exampleId('categoryId')],
        ...options,
      }),
  )
  categoryId?: string[];

  @Narrows(
    () => [GraphqlCourseLevel],
    'For whom the course is made: one of these levels, separated by commas',
    (options) => EnumListField(CourseLevel, { minItems: 1, ...options }),
  )
  level?: CourseLevel[];

  @Narrows(
    () => [String],
    'The language the course is taught in: one of these BCP 47 tags such as `en` or `pt-BR`, separated by commas',
    (options) => TextListField({ minItems: 1, maxItems: 20, max: 6, example: ['en'], ...options }),
  )
  language?: string[];

  @Narrows(
    () => [GraphqlDurationBand],
    'How long all lessons take together: one of these bands, separated by commas',
    (options) => EnumListField(DurationBand, { minItems: 1, ...options }),
  )
  duration?: DurationBand[];

  @Narrows(
    () => [GraphqlCourseFeature],
    'What the course must have: all of these, separated by commas',
    (options) => EnumListField(CourseFeature, { minItems: 1, ...options }),
  )
  features?: CourseFeature[];

  @Narrows(
    () => ID,
    'The id of an instructor who teaches the course: its owner, or a co-instructor whom its page shows',
    (options) => IdField(options),
  )
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
