import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, Money, paginationOf } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { CourseService } from '../course/course.service';
import { CourseServiceSettings } from '../env';
import {
  type CatalogCourse,
  type CatalogCoursePage,
  type CreateCourseInput,
  type CreateCourseResult,
} from './catalog-schema';
import { toCatalogCourse } from './catalog-course.mapper';
import type { CatalogLoaders } from './catalog-loaders';
import type { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import { CatalogQuery } from './catalog.dto';
import { CatalogService } from './catalog.service';
import { CoursePageService } from './course-page.service';
import { toScriptText, toStructuredData } from './structured-data.mapper';

interface ListOptions {
  readonly page: number | null | undefined;
  readonly limit: number | null | undefined;
  readonly sort: CatalogSort | null | undefined;
  readonly facets: boolean | null | undefined;
}

/** The catalog for GraphQL: the same rules as over REST, other shapes. */
@Injectable()
export class CatalogGraphqlService {
  constructor(
    private readonly catalog: CatalogService,
    private readonly pages: CoursePageService,
    private readonly courses: CourseService,
    private readonly limits: CourseServiceSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * @param filter what GraphQL has read; it is checked here, as the parameters of REST are
   * @throws RequestInvalid, RelevanceWithoutText, CatalogSearchTimeout, SearchUnavailable
   */
  async list(filter: object, options: ListOptions): Promise<CatalogCoursePage> {
    const query = validateShape(CatalogQuery, present({ ...filter, ...options }), {
      unknownFields: 'refuse',
    });
    const { publicUrl } = this.limits;
    const now = this.clock.now();
    const page = await this.catalog.rows(query, now);
    return {
      items: page.items.map((row) => toCatalogCourse(row, now, decimalOf, publicUrl)),
      pagination: paginationOf(page, query),
      correction: page.correction,
      facets: page.facets,
    };
  }

  /** @throws CourseNotFound when it is absent, or unpublished and not the caller's */
  async get(caller: Caller | undefined, idOrSlug: string): Promise<CatalogCourse> {
    const row = await this.pages.row(caller, idOrSlug);
    return toCatalogCourse(row, this.clock.now(), decimalOf, this.limits.publicUrl);
  }

  /** What a course requires, in the order of its author, as far as it is published. */
  async prerequisites(
    { prerequisiteCourseIds: ids }: CatalogCourse,
    { course }: CatalogLoaders,
  ): Promise<CatalogCourse[]> {
    const rows = await Promise.all(ids.map((id) => course.load(id)));
    const now = this.clock.now();
    const { publicUrl } = this.limits;
    return rows.flatMap((row) => (row ? toCatalogCourse(row, now, decimalOf, publicUrl) : []));
  }

  /** What search engines are told of a course, as the text of a script element; null while it is not for sale. */
  structuredData(course: CatalogCourse, instructorNames: readonly string[]): string | null {
    if (!course.forSale) return null;
    const { price, currency, rating, ratingCount } = course;
    const data = {
      ...course,
      price: Money.fromDecimal(price, currency),
      rating: { average: rating, count: ratingCount },
      instructorNames,
    };
    return toScriptText(toStructuredData(data, this.limits));
  }

  /** @throws MoneyInvalid for more decimals than the currency has; PriceTooHigh */
  async create(caller: Caller, input: CreateCourseInput): Promise<CreateCourseResult> {
    const currency = this.limits.courseCurrency;
    const draft = await this.courses.create(caller, {
      title: input.title,
      ...(input.description ? { description: input.description } : {}),
      price: Money.fromDecimal(input.price ?? 0, currency),
      categoryId: input.categoryId ?? null,
    });
    const price = Money.from(draft.listPrice).toDecimal();
    return {
      success: true,
      message: 'The course has been started as a draft.',
      data: {
        ...draft,
        price,
        listPrice: price,
        saleEndsAt: null,
        currency,
        rating: 0,
        ratingCount: 0,
        ratingHistogram: null,
        cover: [],
        instructorIds: [draft.instructorId],
        contents: null,
        lastUpdatedAt: draft.updatedAt,
        learners: 0,
        durationSeconds: 0,
        forSale: false,
        categoryId: draft.categoryId ?? '',
      },
    };
  }
}

function decimalOf(amountMinor: number, currency: string): number {
  return Money.of(amountMinor, currency).toDecimal();
}

/** GraphQL says null where REST says nothing. */
function present(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}
