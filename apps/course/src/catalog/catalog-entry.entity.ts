import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type MoneyValue, present } from '@course-plateform/common/kernel';
import type { RatingSummary } from '@course-plateform/types/review';
import { CourseLevel } from '../course/course.entity';
import type { Publication } from '../course/publication.entity';
import { CATALOG_INDEXES } from './catalog-indexes';
import { type CourseFeature, featuresOf } from './course-feature';
import { type SaleWindow, priceAt } from '../price/price-schedule';

/** What of a course has changed since it was last taken over by searches. */
export enum SearchPending {
  /** Something that pages show, which are loaded again then. */
  shown = 'shown',
  /** Only how many learners it has. */
  counted = 'counted',
}

/** Each index the lists of the catalog are read by. */
function ListsIndexed(): (entry: typeof CatalogEntry) => void {
  return (entry) => {
    for (const { name, properties } of CATALOG_INDEXES) {
      Index<typeof CatalogEntry, string>({ name, properties: [...properties] })(entry);
    }
  };
}

/** What the catalog shows of a course: made from its newest publication and from events of other services. */
@Entity({ collection: 'catalog_entry' })
@ListsIndexed()
@Index({ name: 'catalog_slug', properties: ['slug'] })
@Index({ name: 'catalog_former_slugs', properties: ['formerSlugs'] })
@Index({ name: 'catalog_price_changes_at', properties: ['priceChangesAt'] })
@Index({ name: 'catalog_search_pending', properties: ['searchPending', 'id'] })
export class CatalogEntry {
  /** The id of the course. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'string' })
  slug: string;

  /** Slugs of earlier publications: their addresses lead to the present one. */
  @Property({ type: 'json', nullable: true })
  formerSlugs: readonly string[] | null = null;

  /** False while the course is unpublished. */
  @Property({ type: 'boolean' })
  visible: boolean = true;

  @Property({ type: 'integer' })
  publication!: number;

  @Property({ type: 'string' })
  title!: string;

  @Property({ type: 'string', nullable: true })
  subtitle: string | null = null;

  /** Sanitised HTML. */
  @Property({ type: 'string' })
  description!: string;

  @Property({ type: 'string' })
  instructorId!: string;

  @Property({ type: 'string' })
  categoryId!: string;

  @Enum({ items: () => CourseLevel, type: 'string' })
  level!: CourseLevel;

  @Property({ type: 'string' })
  language!: string;

  @Property({ type: 'json' })
  listPrice!: MoneyValue;

  /** The sales that run or are planned, as of the last change of the price. */
  @Property({ type: 'json', nullable: true })
  sales: readonly SaleWindow[] | null = null;

  /**
   * What it costs until `priceChangesAt`, in minor units of `currency`: what lists are filtered and sorted by. What is
   * shown comes from `priceAt`, which does not wait for anything to be stored.
   */
  @Property({ type: 'integer' })
  priceMinor!: number;

  /** When a sale begins or ends next; null when none is planned. */
  @Property({ type: 'datetime', nullable: true })
  priceChangesAt: Date | null = null;

  @Property({ type: 'string' })
  currency!: string;

  @Property({ type: 'integer' })
  lessonCount!: number;

  @Property({ type: 'integer' })
  durationSeconds!: number;

  @Property({ type: 'double' })
  ratingAverage: number = 0;

  @Property({ type: 'integer' })
  ratingCount: number = 0;

  /** The version of the rating that is shown; older events that come late are passed over. */
  @Property({ type: 'integer' })
  ratingVersion: number = 0;

  @Property({ type: 'integer' })
  learners: number = 0;

  @Property({ type: 'datetime' })
  publishedAt!: Date;

  /** Features by their names; entries of earlier releases have none until they are published again. */
  @Property({ type: 'json', nullable: true })
  features: readonly CourseFeature[] | null = null;

  /** Raised with each change that searches follow; entries of earlier releases have none. */
  @Property({ type: 'integer', nullable: true })
  searchRevision: number | null = null;

  /** Null when searches have its last revision. */
  @Property({ type: 'string', nullable: true })
  searchPending: SearchPending | null = null;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  constructor(publication: Publication, sales: readonly SaleWindow[]) {
    this.id = publication.courseId;
    this.slug = publication.slug;
    this.show(publication, sales);
  }

  /** Shows a newer publication; ratings and learners stay. */
  show(publication: Publication, sales: readonly SaleWindow[]): void {
    const { details, listPrice, curriculum } = publication;
    this.visible = true;
    this.readdress(publication.slug);
    this.publication = publication.number;
    this.title = details.title;
    this.subtitle = details.subtitle;
    this.description = details.description;
    this.instructorId = publication.instructorId;
    this.categoryId = present(details.categoryId, 'the category of a published course');
    this.level = details.level;
    this.language = details.language;
    this.listPrice = listPrice;
    this.currency = listPrice.currency;
    this.reprice(sales, publication.publishedAt);
    this.lessonCount = curriculum.lessons.length;
    this.durationSeconds = curriculum.lessons.reduce((sum, one) => sum + one.durationSeconds, 0);
    this.publishedAt = publication.publishedAt;
    this.features = featuresOf(curriculum.lessons);
    this.changed(SearchPending.shown);
  }

  private changed(what: SearchPending): void {
    this.searchRevision = (this.searchRevision ?? 0) + 1;
    if (this.searchPending !== SearchPending.shown) this.searchPending = what;
  }

  /** Takes the sales that run or are planned. */
  reprice(sales: readonly SaleWindow[], now: Date): void {
    const { price, changesAt } = priceAt({ listPrice: this.listPrice, sales }, now);
    this.sales = sales;
    this.priceMinor = price.amountMinor;
    this.priceChangesAt = changesAt;
    this.changed(SearchPending.shown);
  }

  private readdress(slug: string): void {
    if (slug !== this.slug) {
      const former = [...(this.formerSlugs ?? []), this.slug];
      this.formerSlugs = former.filter((one) => one !== slug);
    }
    this.slug = slug;
  }

  /** Shows it in another category. @returns whether it was in another one before */
  refile(categoryId: string): boolean {
    const isMoved = categoryId !== this.categoryId;
    this.categoryId = categoryId;
    if (isMoved) this.changed(SearchPending.shown);
    return isMoved;
  }

  hide(): void {
    this.visible = false;
    this.changed(SearchPending.shown);
  }

  /** Shows a rating unless a newer one is shown already. */
  rate(rating: RatingSummary, version: number): void {
    if (version <= this.ratingVersion) return;
    this.ratingVersion = version;
    this.ratingAverage = rating.average;
    this.ratingCount = rating.count;
    this.changed(SearchPending.shown);
  }

  /** Nobody has two living enrollments in a course, so each that is new is one user more. */
  addLearner(): void {
    this.learners += 1;
    this.changed(SearchPending.counted);
  }

  removeLearner(): void {
    this.learners -= 1;
    this.changed(SearchPending.counted);
  }
}
