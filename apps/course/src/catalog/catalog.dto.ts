import { Field, Int, ObjectType } from '@nestjs/graphql';
import { IntersectionType } from '@nestjs/swagger';
import { PageOf, PageQuery } from '@course-plateform/common/http';
import { CategorySummary } from '@course-plateform/types/category';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  NumberField,
  ObjectField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { CourseLevel } from '../course/course.entity';
import { PICTURE_SIZES_MAX, PictureSize } from '../media/media-picture';
import { CatalogFilterDto, CatalogSort } from '../catalog-filter/catalog-filter.dto';

export class CatalogQuery extends IntersectionType(PageQuery, CatalogFilterDto) {
  @EnumField(CatalogSort, 'CatalogSort', {
    optional: true,
    example: 'newest',
    description: 'The order of the list; `relevance` when there is a `q`, else `newest`',
  })
  sort?: CatalogSort;

  @BooleanField({
    optional: true,
    fromQuery: true,
    example: false,
    description: 'Whether the response counts the values that the list could be narrowed by',
  })
  facets?: boolean;
}

export class RatingDto {
  @NumberField({
    min: 0,
    max: 5,
    example: 4.6,
    description: 'Mean of all stars, to two decimals; 0 without reviews',
  })
  average!: number;

  @IntegerField({ example: 128, description: 'How many reviews there are' })
  count!: number;
}

export class CourseCard {
  @IdField()
  id!: string;

  @TextField({ example: 'complete-web-development', description: 'Names the course in addresses' })
  slug!: string;

  @TextField({ example: 'Complete Web Development', description: 'As in the newest publication' })
  title!: string;

  @TextField({
    nullable: true,
    description: 'One line below the title; null without one',
    example: 'From zero to production',
  })
  subtitle!: string | null;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'Who teaches it; null while the user service is unavailable',
  })
  instructor!: PublicProfile | null;

  @ObjectField(() => CategorySummary, {
    nullable: true,
    description: 'Where the catalog shows it; null while the category service is unavailable',
  })
  category!: CategorySummary | null;

  @EnumField(CourseLevel, 'CourseLevel', { description: 'For whom the course is made' })
  level!: CourseLevel;

  @TextField({ max: 6, example: 'en', description: 'The language it is taught in, a BCP 47 tag' })
  language!: string;

  @MoneyField({ description: 'The price now' })
  price!: MoneyDto;

  @MoneyField({ description: 'The price before any reduction' })
  listPrice!: MoneyDto;

  @DateTimeField({
    nullable: true,
    description: 'When the sale price does not hold any more; null without a sale',
  })
  saleEndsAt!: string | null;

  @ObjectField(() => RatingDto, { description: 'How learners rate it' })
  rating!: RatingDto;

  @ListField(() => PictureSize, {
    maxItems: PICTURE_SIZES_MAX,
    description: 'Its cover in several sizes and formats, the smallest first; empty without one',
  })
  cover!: PictureSize[];

  @IntegerField({ description: 'How many users have access to it', example: 1280 })
  learners!: number;

  @IntegerField({ description: 'How many lessons it has', example: 42 })
  lessonCount!: number;

  @IntegerField({ description: 'How long all lessons take together, in seconds', example: 36000 })
  durationSeconds!: number;

  @DateTimeField({ description: 'When it was published, or published again' })
  publishedAt!: string;
}

export class CourseHighlight {
  @TextField({
    nullable: true,
    description: 'The title as HTML with matches in `<mark>`; null without a match in it',
    example: 'Complete <mark>Web</mark> Development',
  })
  title!: string | null;

  @TextField({
    nullable: true,
    description: 'The subtitle as HTML with matches in `<mark>`; null without a match in it',
    example: 'From zero to <mark>web</mark> production',
  })
  subtitle!: string | null;

  @TextField({
    nullable: true,
    max: 2000,
    description:
      'Part of the description as HTML with matches in `<mark>`; null without a match in it',
    example: 'Learn full-stack <mark>web</mark> development.',
  })
  description!: string | null;
}

export class CatalogCard extends CourseCard {
  @ObjectField(() => CourseHighlight, {
    nullable: true,
    description: 'Where the words of `q` are in it; null without a `q`',
  })
  highlight!: CourseHighlight | null;
}

@ObjectType()
export class CatalogFacetValue {
  @Field({ description: 'As the filter takes it; a band of prices in minor units' })
  @TextField({
    max: 64,
    example: 'beginner',
    description: 'As the filter takes it; a band of prices in minor units',
  })
  value!: string;

  @Field(() => Int, { description: 'How many courses have it, with all other filters' })
  @IntegerField({ example: 42, description: 'How many courses have it, with all other filters' })
  count!: number;
}

/** A facet, over REST and GraphQL alike. */
function Facet(description: string): PropertyDecorator {
  const inGraphql = Field(() => [CatalogFacetValue], { description });
  const inRest = ListField(() => CatalogFacetValue, { description });
  return (target, property) => {
    inGraphql(target, property);
    inRest(target, property);
  };
}

@ObjectType()
export class CatalogFacets {
  @Facet('Categories by their ids')
  category!: CatalogFacetValue[];

  @Facet('Levels')
  level!: CatalogFacetValue[];

  @Facet('Languages')
  language!: CatalogFacetValue[];

  @Facet('Bands of prices in minor units of the currency')
  price!: CatalogFacetValue[];

  @Facet('Bands of the length of a course')
  duration!: CatalogFacetValue[];

  @Facet('Average ratings from so many stars on')
  rating!: CatalogFacetValue[];

  @Facet('Quizzes, captions and free previews')
  features!: CatalogFacetValue[];

  @Field({ description: 'Whether all courses were counted; counting ends at 10,000' })
  @BooleanField({ description: 'Whether all courses were counted; counting ends at 10,000' })
  isExact!: boolean;
}

export class CoursePageResponse extends PageOf(CatalogCard) {
  @TextField({
    nullable: true,
    description: '`q` with its unknown words replaced by near ones, which were found; else null',
    example: 'javascript',
  })
  correction!: string | null;

  @ObjectField(() => CatalogFacets, {
    nullable: true,
    description: 'What the list could be narrowed by; null unless `facets=true`',
  })
  facets!: CatalogFacets | null;
}

/** What a suggestion leads to. */
export enum SuggestionKind {
  course = 'course',
  topic = 'topic',
  instructor = 'instructor',
  category = 'category',
}

describeEnum(SuggestionKind, {
  course: 'A course',
  topic: 'A topic',
  instructor: 'An instructor',
  category: 'A category',
});

export class SuggestionsQuery {
  @TextField({ max: 100, example: 'web', description: 'What has been typed so far' })
  q!: string;
}

export class CourseSuggestion {
  @EnumField(SuggestionKind, 'SuggestionKind', { description: 'What it leads to' })
  kind!: SuggestionKind;

  @TextField({ example: 'Complete Web Development', description: 'What to show' })
  text!: string;

  @IdField({ nullable: true, description: 'Of what it leads to; null for a topic' })
  id!: string | null;
}

export class CourseSuggestions {
  @ListField(() => CourseSuggestion, { description: 'Best first; at most ten' })
  suggestions!: CourseSuggestion[];
}
