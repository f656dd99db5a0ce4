import { toPictureSizes } from '../media/media-picture';
import { priceAt } from '../price/price-schedule';
import { shownInstructors } from './catalog-entry.entity';
import type { CatalogRow } from './catalog-rows';
import type { CatalogCourse } from './catalog-schema';
import { toContents, toPageText } from './course-page.mapper';

/** The GraphQL form of a catalog entry at a time. @param decimal turns minor units into a decimal number */
export function toCatalogCourse(
  row: CatalogRow,
  now: Date,
  decimal: (amountMinor: number, currency: string) => number,
  publicUrl: string,
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
    ...toGraphqlPage(row, publicUrl),
    durationSeconds: row.durationSeconds,
    forSale: row.visible,
    level: row.level,
    language: row.language,
    createdAt: row.publishedAt.toISOString(),
    instructorId: row.instructorId,
    instructorIds: shownInstructors(row),
    categoryId: row.categoryId,
  };
}

/** What the page of a course says. */
function toGraphqlPage(row: CatalogRow, publicUrl: string) {
  const { objectives, requirements, audience, topics, ratingHistogram, lastUpdatedAt } =
    toPageText(row);
  return {
    ...{ objectives, requirements, audience, topics, ratingHistogram, lastUpdatedAt },
    cover: toPictureSizes(row.cover, publicUrl),
    promoVideoId: row.promoVideoId ?? null,
    prerequisiteCourseIds: row.page?.prerequisiteCourseIds ?? [],
    contents: row.page ? toContents(row.page.contents) : null,
  };
}
