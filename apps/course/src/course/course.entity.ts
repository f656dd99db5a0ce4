import { Entity, Enum, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import {
  Money,
  type MoneyValue,
  type Transitions,
  transition,
} from '@course-plateform/common/kernel';
import { Aggregate, type Changes, applyChanges } from '@course-plateform/common/persistence';
import { CourseStatus } from '@course-plateform/types/course';
import { describeEnum } from '@course-plateform/types/platform';
import { CourseHasEnrollments, CourseInReview, CourseRetired } from './course.errors';
import { type CoursePresentation, presentedMediaIds } from './course-presentation';
import { type CoInstructor, CourseTeam } from './course-team';
import { Curriculum, type Section } from './curriculum';

/** The index that keeps slugs apart. */
export const SLUG_UNIQUE = 'course_slug_unique';
/** The index that keeps a slug from everybody else while it leads to the course that had it. */
export const ADDRESS_UNIQUE = 'course_addresses_unique';

/** Segments below `/courses` that are routes of their own, now or as the contract plans them. */
export const RESERVED_SLUGS = ['mine', 'suggestions'] as const;

/** How many slugs, the present one included, lead to a course. */
const ADDRESSES_MAX = 20;

export enum CourseLevel {
  beginner = 'beginner',
  intermediate = 'intermediate',
  expert = 'expert',
  all = 'all',
}

describeEnum(CourseLevel, {
  beginner: 'Needs no prior knowledge',
  intermediate: 'Builds on the basics of the subject',
  expert: 'For those who work in the subject already',
  all: 'For everybody, whatever they know',
});

/** What the author says about the course, besides its contents. */
export interface CourseDetails extends Partial<CoursePresentation> {
  readonly title: string;
  readonly subtitle: string | null;
  /** Sanitised HTML. */
  readonly description: string;
  readonly categoryId: string | null;
  readonly level: CourseLevel;
  /** BCP 47. */
  readonly language: string;
}

/** What an author makes of a course: the part that drafts and publications have in common. */
export interface CourseContent {
  readonly slug: string;
  readonly details: CourseDetails;
  readonly listPrice: MoneyValue;
  readonly sections: readonly Section[];
}

const { draft, inReview, approved, published, unpublished, archived } = CourseStatus;

const TRANSITIONS: Transitions<CourseStatus> = {
  [draft]: [inReview],
  [inReview]: [approved, draft],
  [approved]: [published, draft],
  [published]: [published, unpublished],
  [unpublished]: [published, archived],
  [archived]: [unpublished],
};

/** A published course becomes unpublished too, but not by being restored. */
const RESTORATIONS: Transitions<CourseStatus> = {
  ...{ [draft]: [], [inReview]: [], [approved]: [], [published]: [], [unpublished]: [] },
  [archived]: [unpublished],
};

/** A course as its author works on it. What learners see is a publication of it. */
@Entity({ collection: 'course' })
@Unique({ name: SLUG_UNIQUE, properties: ['slug'] })
@Unique({
  name: ADDRESS_UNIQUE,
  properties: ['addresses'],
  // Courses from before have none until their slug changes.
  options: { partialFilterExpression: { addresses: { $type: 'string' } } },
})
@Index({ name: 'course_instructor_id', properties: ['instructorId', 'id'] })
@Index({ name: 'course_instructor_id_status', properties: ['instructorId', 'status', 'id'] })
@Index({
  name: 'course_team_instructor_id',
  properties: ['coInstructors.instructorId', 'id'] as never,
})
@Index({ name: 'course_category_id', properties: ['details.categoryId', 'status'] as never })
export class Course extends Aggregate {
  @Property({ type: 'string' })
  readonly instructorId: string;

  @Property({ type: 'string' })
  slug: string;

  /** Its slug, and those it was published under before. */
  @Property({ type: 'json', nullable: true })
  addresses?: readonly string[] | null;

  @Enum({ items: () => CourseStatus, type: 'string' })
  status: CourseStatus = CourseStatus.draft;

  @Property({ type: 'json' })
  details: CourseDetails;

  @Property({ type: 'json' })
  listPrice: MoneyValue;

  @Property({ type: 'json' })
  sections: readonly Section[] = [];

  /** Those who teach it with its owner; drafts of earlier releases have none. */
  @Property({ type: 'json', nullable: true })
  coInstructors?: readonly CoInstructor[] | null;

  /** The number of the newest publication; 0 before the first. */
  @Property({ type: 'integer' })
  publication: number = 0;

  /** True once its instructor was erased. */
  @Property({ type: 'boolean', nullable: true })
  isRetired?: boolean | null;

  constructor(course: {
    instructorId: string;
    slug: string;
    details: CourseDetails;
    listPrice: Money;
    now: Date;
  }) {
    super(course.now);
    this.instructorId = course.instructorId;
    this.slug = course.slug;
    this.addresses = [course.slug];
    this.details = course.details;
    this.listPrice = course.listPrice.toJSON();
  }

  get team(): CourseTeam {
    return new CourseTeam(this.instructorId, this.coInstructors ?? []);
  }

  get curriculum(): Curriculum {
    return new Curriculum(this.sections);
  }

  /** The files that the draft contains, in lessons and on its page, each once. */
  get mediaIds(): string[] {
    return [...new Set([...this.curriculum.mediaIds, ...presentedMediaIds(this.details)])];
  }

  /** @throws CourseInReview */
  edit(change: Partial<CourseDetails>, now: Date): void {
    this.editContent({ details: { ...this.details, ...change } }, now);
  }

  /**
   * Files it elsewhere, in any state: a category was replaced by another one, and nothing of the course has changed. It
   * counts as a change also when only its page moves, whose event needs a version of its own.
   */
  refile(categoryId: string | null, now: Date): void {
    this.details = { ...this.details, categoryId };
    this.updatedAt = now;
  }

  /** Takes another team, in any state: who teaches a course is no part of what is reviewed and published. */
  regroup({ members }: CourseTeam, now: Date): void {
    applyChanges<Course>(this, { coInstructors: members }, now);
  }

  /** Takes another slug, with the next publication. Those it was published under stay its own. @throws CourseInReview */
  readdress(slug: string, now: Date): void {
    if (slug === this.slug) return;
    const kept = this.wasPublished ? (this.addresses ?? [this.slug]) : [];
    const addresses = [...kept.filter((one) => one !== slug), slug].slice(-ADDRESSES_MAX);
    this.editContent({ slug, addresses }, now);
  }

  /** @throws CourseInReview */
  setPrice(price: Money, now: Date): void {
    this.assertNotInReview();
    applyChanges<Course>(this, { listPrice: price.toJSON() }, now);
  }

  /** @throws CourseInReview */
  rearrange(curriculum: Curriculum, now: Date): void {
    this.editContent({ sections: curriculum.sections }, now);
  }

  /** @throws TransitionNotAllowed */
  submit(now: Date): void {
    this.transitionTo(CourseStatus.inReview, now);
  }

  /** @throws TransitionNotAllowed */
  approve(now: Date): void {
    this.transitionTo(CourseStatus.approved, now);
  }

  /** @throws TransitionNotAllowed */
  reject(now: Date): void {
    this.transitionTo(CourseStatus.draft, now);
  }

  /** Takes the next publication number. @throws TransitionNotAllowed */
  publish(now: Date): number {
    this.transitionTo(CourseStatus.published, now);
    this.publication += 1;
    return this.publication;
  }

  /** @throws TransitionNotAllowed */
  unpublish(now: Date): void {
    this.transitionTo(CourseStatus.unpublished, now);
  }

  /** @throws TransitionNotAllowed when it was never published, or is archived */
  archive(now: Date): void {
    if (this.status === CourseStatus.published) this.transitionTo(CourseStatus.unpublished, now);
    this.transitionTo(CourseStatus.archived, now);
  }

  /** Archives a published course for good, because its instructor was erased. */
  retire(now: Date): void {
    if (this.status !== CourseStatus.archived) this.archive(now);
    applyChanges<Course>(this, { isRetired: true }, now);
  }

  /** Brings it back from the archive, unpublished. @throws TransitionNotAllowed; CourseRetired */
  restore(now: Date): void {
    if (this.isRetired) throw new CourseRetired();
    this.status = transition(RESTORATIONS, this.status, CourseStatus.unpublished);
    this.updatedAt = now;
  }

  /** Takes the content of an earlier publication. Where it is filed and what it costs are not part of that. @throws CourseInReview */
  rollBack({ details, sections }: CourseContent, now: Date): void {
    const { categoryId } = this.details;
    this.editContent({ details: { ...details, categoryId }, sections }, now);
  }

  get wasPublished(): boolean {
    return this.publication > 0;
  }

  /** @throws CourseHasEnrollments once it was published: a user may have it */
  assertDeletable(): void {
    if (this.wasPublished) throw new CourseHasEnrollments();
  }

  private transitionTo(status: CourseStatus, now: Date): void {
    this.status = transition(TRANSITIONS, this.status, status);
    this.updatedAt = now;
  }

  /** An approval is for what was reviewed: whoever changes it afterwards starts again. */
  private editContent(changes: Changes<Course>, now: Date): void {
    this.assertNotInReview();
    const isChanged = applyChanges<Course>(this, changes, now);
    if (isChanged && this.status === CourseStatus.approved)
      this.transitionTo(CourseStatus.draft, now);
  }

  private assertNotInReview(): void {
    if (this.status === CourseStatus.inReview) throw new CourseInReview();
  }
}
