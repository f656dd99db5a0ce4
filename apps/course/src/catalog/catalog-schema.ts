import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { NumberField, TextField } from '@course-plateform/types/platform';
import type { CourseLevel } from '../course/course.entity';
import { GraphqlCourseLevel } from '../catalog-filter/catalog-filter.dto';
import { CatalogFacets } from './catalog.dto';

/** Decimal money, as the user's queries expect it; exact amounts in minor units are in the REST interface. */
const PRICE_MAXIMUM = 1_000_000;

@ObjectType({ description: 'What anybody may know about an instructor' })
export class Instructor {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  slug!: string | null;

  @Field(() => String, { nullable: true })
  headline!: string | null;
}

@ObjectType()
export class Category {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'In the language of the request, or else in the default one' })
  name!: string;

  @Field()
  slug!: string;
}

@ObjectType({ description: 'A category in the tree of the catalog' })
export class ListedCategory extends Category {
  @Field(() => ID, { nullable: true, description: 'The category above; null at the top' })
  parentId!: string | null;

  @Field(() => Int, { description: 'Published courses in it and in all below it' })
  courseCount!: number;

  @Field(() => Int, { description: 'Published courses in it, without those below it' })
  ownCourseCount!: number;
}

@ObjectType({ description: 'A picture in one size and format' })
export class CourseImage {
  @Field()
  url!: string;

  @Field(() => Int, { description: 'In pixels' })
  width!: number;

  @Field(() => Int, { description: 'In pixels' })
  height!: number;

  @Field({ description: 'Its media type' })
  type!: string;
}

@ObjectType({ description: 'What is inside a course' })
export class CourseInside {
  @Field(() => Int)
  videoSeconds!: number;

  @Field(() => Int)
  articles!: number;

  @Field(() => Int, { description: 'Documents, and files that come with lessons' })
  downloads!: number;

  @Field(() => Int)
  quizzes!: number;

  @Field(() => [String], { description: 'The languages of captions, BCP 47' })
  captionLanguages!: readonly string[];

  @Field(() => Int, { description: 'Sections that do not open at once' })
  laterSections!: number;
}

@ObjectType({ description: 'How many reviews have how many stars' })
export class CourseRatings {
  @Field(() => Int)
  one!: number;

  @Field(() => Int)
  two!: number;

  @Field(() => Int)
  three!: number;

  @Field(() => Int)
  four!: number;

  @Field(() => Int)
  five!: number;
}

@ObjectType({ description: 'A published course, or the draft a mutation has just made' })
export class CatalogCourse {
  @Field(() => ID)
  id!: string;

  @Field()
  slug!: string;

  @Field()
  title!: string;

  @Field(() => String, { nullable: true })
  subtitle!: string | null;

  @Field({ description: 'Sanitised HTML' })
  description!: string;

  @Field(() => Float, { description: 'What it costs now, in major units of the currency' })
  price!: number;

  @Field(() => Float, { description: 'Before any reduction' })
  listPrice!: number;

  @Field(() => String, {
    nullable: true,
    description: 'RFC 3339: when the sale price does not hold any more; null without a sale',
  })
  saleEndsAt!: string | null;

  @Field({ description: 'ISO 4217' })
  currency!: string;

  @Field(() => Float, { description: 'The average of all reviews, 0 without any' })
  rating!: number;

  @Field(() => Int)
  ratingCount!: number;

  @Field(() => CourseRatings, { nullable: true, description: 'Null while it is not known' })
  ratingHistogram!: CourseRatings | null;

  @Field(() => [String], { description: 'What learners will be able to do' })
  objectives!: readonly string[];

  @Field(() => [String], { description: 'What learners should know or have' })
  requirements!: readonly string[];

  @Field(() => [String], { description: 'For whom it is' })
  audience!: readonly string[];

  @Field(() => [String])
  topics!: readonly string[];

  @Field(() => [CourseImage], { description: 'In several sizes; empty without a cover' })
  cover!: CourseImage[];

  @Field(() => ID, { nullable: true, description: 'A video that everyone may play' })
  promoVideoId!: string | null;

  @Field(() => CourseInside, { nullable: true, description: 'Null for drafts' })
  contents!: CourseInside | null;

  @Field({ description: 'RFC 3339: when its contents were published last' })
  lastUpdatedAt!: string;

  @Field(() => Int, { description: 'How long all lessons take together, in seconds' })
  durationSeconds!: number;

  @Field({ description: 'Whether it can be bought or taken now' })
  forSale!: boolean;

  @Field(() => Int)
  learners!: number;

  @Field(() => GraphqlCourseLevel)
  level!: CourseLevel;

  @Field()
  language!: string;

  @Field({ description: 'RFC 3339' })
  createdAt!: string;

  /** Resolved in one question for a whole page. */
  instructorId!: string;

  /** Resolved likewise. */
  instructorIds!: readonly string[];

  /** Resolved likewise. */
  prerequisiteCourseIds!: readonly string[];

  categoryId!: string;
}

@ObjectType()
export class CoursePagination {
  @Field(() => Int)
  totalItems!: number;

  @Field(() => Int)
  currentPage!: number;

  @Field(() => Int)
  totalPages!: number;
}

@ObjectType()
export class CatalogCoursePage {
  @Field(() => [CatalogCourse])
  items!: CatalogCourse[];

  @Field(() => CoursePagination)
  pagination!: CoursePagination;

  @Field(() => String, {
    nullable: true,
    description: '`q` with its unknown words replaced by near ones, which were found; else null',
  })
  correction!: string | null;

  @Field(() => CatalogFacets, {
    nullable: true,
    description: 'What the list could be narrowed by; null unless `facets` is true',
  })
  facets!: CatalogFacets | null;
}

@InputType()
export class CreateCourseInput {
  @Field()
  @TextField({ min: 3, max: 120 })
  title!: string;

  @Field(() => String, { nullable: true })
  @TextField({ max: 50_000, optional: true, nullable: true })
  description?: string | null;

  @Field(() => Float, { nullable: true, description: 'In major units, such as 99.99' })
  @NumberField({ min: 0, max: PRICE_MAXIMUM, optional: true, nullable: true })
  price?: number | null;

  @Field(() => ID, { nullable: true, description: 'Must exist when the course is published' })
  @TextField({ max: 64, optional: true, nullable: true })
  categoryId?: string | null;
}

@ObjectType()
export class CreateCourseResult {
  @Field()
  success!: boolean;

  @Field()
  message!: string;

  @Field(() => CatalogCourse, { nullable: true })
  data!: CatalogCourse | null;
}
