import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { NumberField, TextField } from '@course-plateform/types/platform';
import type { CourseLevel } from '../course/course.entity';
import { priceAt } from '../price/price-schedule';
import { GraphqlCourseLevel } from './catalog-filter.dto';
import { CatalogFacets } from './catalog.dto';
import type { CatalogRow } from './catalog-rows';

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

/** The GraphQL form of a catalog entry at a time. @param decimal turns minor units into a decimal number */
export function toCatalogCourse(
  row: CatalogRow,
  now: Date,
  decimal: (amountMinor: number, currency: string) => number,
): CatalogCourse {
  const { price, saleEndsAt } = priceAt(row, now);
  return {
    id: row._id,
    slug: row.slug,
    title: row.title,
    subtitle: row.subtitle,
    description: row.description,
    price: decimal(price.amountMinor, price.currency),
    listPrice: decimal(row.listPrice.amountMinor, row.listPrice.currency),
    saleEndsAt: saleEndsAt?.toISOString() ?? null,
    currency: row.currency,
    rating: row.ratingAverage,
    ratingCount: row.ratingCount,
    learners: row.learners,
    level: row.level,
    language: row.language,
    createdAt: row.publishedAt.toISOString(),
    instructorId: row.instructorId,
    categoryId: row.categoryId,
  };
}
