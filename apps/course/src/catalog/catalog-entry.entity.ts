import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type MoneyValue, present } from '@course-plateform/common/kernel';
import type { RatingHistogram, RatingSummary } from '@course-plateform/types/review';
import { CourseLevel } from '../course/course.entity';
import { type CoursePresentation, presentationOf } from '../course/course-presentation';
import type { CoInstructor, CourseTeam } from '../course/course-team';
import type { Publication } from '../course/publication.entity';
import { opensAtOnce } from '../course/section-rules';
import { CATALOG_INDEXES } from './catalog-indexes';
import type { Picture } from '../media/media-picture';
import { type SaleWindow, priceAt } from '../price/price-schedule';
import { type CourseContents, contentsOf } from './course-contents';
import { type CourseFeature, featuresOf } from '../catalog-filter/course-feature';

/** What of a course has changed, for what is made of the catalog: searches and the feed for partners. */
export enum EntryChange {
  /** Something that pages show, which are loaded again then. */
  shown = 'shown',
  /** Only how many learners it has. */
  counted = 'counted',
}

/** The index in the order of the feed for partners. */
export const CATALOG_FEED = 'catalog_feed';

/** An instructor who teaches a course with its owner, as far as buyers and sales are concerned. */
export interface ListedInstructor extends Pick<CoInstructor, 'instructorId' | 'basisPoints'> {
  /** Whether the page of the course shows them. */
  readonly isVisible: boolean;
}

/** What only the page of a course shows. */
export interface CoursePageText extends Pick<
  CoursePresentation,
  'objectives' | 'requirements' | 'audience'
> {
  readonly contents: CourseContents;
  /** Absent in entries of earlier releases. */
  readonly prerequisiteCourseIds?: readonly string[];
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
@Index({ name: 'catalog_cover_id', properties: ['coverId'] })
@Index({ name: 'catalog_promo_video_id', properties: ['promoVideoId'] })
@Index({ name: 'catalog_price_changes_at', properties: ['priceChangesAt'] })
@Index({ name: 'catalog_topics', properties: ['topics'] })
@Index({ name: 'catalog_search_pending', properties: ['searchPending', 'id'] })
@Index({ name: CATALOG_FEED, properties: ['feedChangedAt', 'id'] })
@Index({ name: 'catalog_feed_pending', properties: ['feedPending', 'feedChangedAt'] })
@Index({
  name: 'catalog_feed_removed',
  properties: ['feedChangedAt'],
  options: { partialFilterExpression: { visible: false } },
})
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

  /** What only its page shows; absent in entries of earlier releases. */
  @Property({ type: 'json', nullable: true })
  page: CoursePageText | null = null;

  /** Whether any publication has sections that do not open at once; learners stay on theirs, so this stays too. */
  @Property({ type: 'boolean', nullable: true })
  isGated: boolean | null = null;

  @Property({ type: 'json', nullable: true })
  topics: readonly string[] | null = null;

  /** An image of its instructor, which is public while the course is visible. */
  @Property({ type: 'string', nullable: true })
  coverId: string | null = null;

  @Property({ type: 'json', nullable: true })
  cover: Picture | null = null;

  /** A video of its instructor, which is public while the course is visible. */
  @Property({ type: 'string', nullable: true })
  promoVideoId: string | null = null;

  @Property({ type: 'string' })
  instructorId!: string;

  /** Under whom it is found: its owner first, then those whom its page shows. Absent in entries of earlier releases. */
  @Property({ type: 'json', nullable: true })
  instructorIds: readonly string[] | null = null;

  /** Those who teach it with its owner; entries of earlier releases have none. */
  @Property({ type: 'json', nullable: true })
  coInstructors: readonly ListedInstructor[] | null = null;

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

  /** Null while the review service has not sent it. */
  @Property({ type: 'json', nullable: true })
  ratingHistogram: RatingHistogram | null = null;

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
  searchPending: EntryChange | null = null;

  /** Its place in the feed for partners; null before it has one, and once it has been removed for long. */
  @Property({ type: 'datetime', nullable: true })
  feedChangedAt: Date | null = null;

  /** Null when it has not changed since it took its place; entries of earlier releases have none. */
  @Property({ type: 'string', nullable: true })
  feedPending: EntryChange | null = null;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  constructor(publication: Publication, sales: readonly SaleWindow[], cover: Picture | null) {
    this.id = publication.courseId;
    this.slug = publication.slug;
    this.show(publication, sales, cover);
  }

  /** Shows a newer publication; ratings and learners stay. */
  show(publication: Publication, sales: readonly SaleWindow[], cover: Picture | null): void {
    const { details, listPrice, curriculum } = publication;
    this.visible = true;
    this.readdress(publication.slug);
    this.publication = publication.number;
    this.title = details.title;
    this.subtitle = details.subtitle;
    this.description = details.description;
    this.present(publication, cover);
    this.instructorId = publication.instructorId;
    this.nameInstructors();
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
    if (!publication.sections.every(opensAtOnce)) this.isGated = true;
    this.changed(EntryChange.shown);
  }

  private changed(what: EntryChange): void {
    this.searchRevision = (this.searchRevision ?? 0) + 1;
    if (this.searchPending !== EntryChange.shown) this.searchPending = what;
    // Of a course that is not public, partners learn nothing but that.
    if (this.visible && this.feedPending !== EntryChange.shown) this.feedPending = what;
  }

  /** Takes the sales that run or are planned. */
  reprice(sales: readonly SaleWindow[], now: Date): void {
    const { price, changesAt } = priceAt({ listPrice: this.listPrice, sales }, now);
    this.sales = sales;
    this.priceMinor = price.amountMinor;
    this.priceChangesAt = changesAt;
    this.changed(EntryChange.shown);
  }

  private present({ details, curriculum }: Publication, cover: Picture | null): void {
    const { objectives, requirements, audience, topics, ...rest } = presentationOf(details);
    const { prerequisiteCourseIds } = rest;
    const contents = contentsOf(curriculum);
    this.page = { objectives, requirements, audience, contents, prerequisiteCourseIds };
    this.topics = topics;
    this.coverId = rest.coverId;
    this.cover = cover;
    this.promoVideoId = rest.promoVideoId;
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
    if (isMoved) this.changed(EntryChange.shown);
    return isMoved;
  }

  /** Takes the present team of the course. */
  regroup({ members }: CourseTeam): void {
    this.coInstructors = members.map(({ instructorId, basisPoints, isVisible }) => ({
      ...{ instructorId, basisPoints, isVisible },
    }));
    this.nameInstructors();
  }

  private nameInstructors(): void {
    const before = this.instructorIds;
    this.instructorIds = shownInstructors(this);
    if (before?.join() !== this.instructorIds.join()) this.changed(EntryChange.shown);
  }

  hide(): void {
    this.changed(EntryChange.shown);
    this.visible = false;
  }

  /** Shows a rating unless a newer one is shown already. */
  rate(rating: RatingSummary, version: number): void {
    if (version <= this.ratingVersion) return;
    this.ratingVersion = version;
    this.ratingAverage = rating.average;
    this.ratingCount = rating.count;
    this.ratingHistogram = rating.histogram ?? null;
    this.changed(EntryChange.shown);
  }

  /** Nobody has two living enrollments in a course, so each that is new is one user more. */
  addLearner(): void {
    this.learners += 1;
    this.changed(EntryChange.counted);
  }

  removeLearner(): void {
    this.learners -= 1;
    this.changed(EntryChange.counted);
  }
}

/** Whom the page of a course shows, its owner first. */
export function shownInstructors({
  instructorId,
  coInstructors,
}: Pick<CatalogEntry, 'instructorId' | 'coInstructors'>): string[] {
  const shown = (coInstructors ?? []).filter(({ isVisible }) => isVisible);
  return [instructorId, ...shown.map((one) => one.instructorId)];
}
