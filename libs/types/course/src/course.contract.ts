import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  EnumListField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  ObjectField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';

/** How many may teach a course with its owner. */
export const COURSE_TEAM_MAX = 20;

/** Where a course stands between its first draft and its end. */
export enum CourseStatus {
  draft = 'draft',
  inReview = 'in_review',
  approved = 'approved',
  published = 'published',
  unpublished = 'unpublished',
  archived = 'archived',
}

describeEnum(CourseStatus, {
  draft: 'Being written; only its instructor sees it',
  in_review: 'Submitted; waits for the decision of an admin',
  approved: 'May be published',
  published: 'In the catalog and for sale',
  unpublished: 'Not for sale any more; its learners keep access',
  archived: 'Retired for good; its learners keep access',
});

export class CourseIds {
  @IdListField({ maxItems: 100, description: 'The courses to describe' })
  courseIds!: string[];
}

/** What a co-instructor may do in a course. The owner may do all of it, and what has no right here. */
export enum CourseRight {
  manage = 'manage',
  captions = 'captions',
  questions = 'questions',
  reviews = 'reviews',
  finance = 'finance',
}

describeEnum(CourseRight, {
  manage: 'Change the content and the quizzes, submit, publish and unpublish, and see the learners',
  captions: 'Change the captions of lessons',
  questions: 'Respond to questions of learners in the name of the course',
  reviews: 'Respond to reviews in the name of the course',
  finance: 'See the shares of all instructors and the planned sale prices',
});

/** An instructor who teaches a course with its owner. */
export class CourseTeamMember {
  @IdField({ description: 'The co-instructor' })
  instructorId!: string;

  @EnumListField(CourseRight, {
    description: 'What the co-instructor may do; every member may read the draft',
  })
  rights!: CourseRight[];
}

/** Who a course belongs to, whatever state it is in. */
export class CourseOwnership {
  @IdField({ description: 'The course' })
  courseId!: string;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @ListField(() => CourseTeamMember, {
    optional: true,
    maxItems: COURSE_TEAM_MAX,
    description: 'Those who teach it with the owner; left out by releases without teams',
  })
  team?: CourseTeamMember[];

  @EnumField(CourseStatus, 'CourseStatus', { description: 'Where the course stands now' })
  status!: CourseStatus;
}

export class CourseOwnerships {
  @ListField(() => CourseOwnership, { description: 'Those that exist, in no particular order' })
  courses!: CourseOwnership[];
}

/** What one of the instructors of a course gets of their common share of a sale. */
export class InstructorShare {
  @IdField({ description: 'The owner or a co-instructor' })
  instructorId!: string;

  @IntegerField({
    min: 0,
    max: 10_000,
    description: 'Hundredths of a percent of what the instructors get; all together are 10,000',
  })
  basisPoints!: number;
}

/** What a shop needs of a published or formerly published course. */
export class CourseOffer {
  @IdField({ description: 'The course on offer' })
  courseId!: string;

  @TextField({ example: 'Complete Web Development', description: 'As in the newest publication' })
  title!: string;

  @TextField({ example: 'complete-web-development', description: 'Names the course in addresses' })
  slug!: string;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @ListField(() => InstructorShare, {
    optional: true,
    maxItems: COURSE_TEAM_MAX + 1,
    description:
      'All who teach it, the owner first, with their shares as they are now; left out, the owner alone does',
  })
  instructors?: InstructorShare[];

  @BooleanField({ description: 'Whether it can be bought or taken now' })
  forSale!: boolean;

  @IntegerField({ min: 1, description: 'The number of the newest publication' })
  publication!: number;

  @MoneyField({ description: 'The price before any reduction' })
  listPrice!: MoneyDto;

  @MoneyField({ description: 'The price now' })
  price!: MoneyDto;

  @DateTimeField({
    optional: true,
    nullable: true,
    description: 'When the sale price does not hold any more; null without a sale',
  })
  saleEndsAt?: string | null;
}

export class CourseOffers {
  @ListField(() => CourseOffer, { description: 'Those that were ever published' })
  courses!: CourseOffer[];
}

/** When the lessons of a section open: with both, at the later time. */
export class SectionRelease {
  @IntegerField({
    min: 0,
    max: 365,
    optional: true,
    example: 7,
    description: 'Days of 24 hours after the learner got access',
  })
  afterDays?: number;

  @DateTimeField({ optional: true, description: 'A date, the same for all learners' })
  at?: string;
}

/** A section whose lessons do not open to its learners at once. */
export class CurriculumSection {
  @IdField({ description: 'The section' })
  sectionId!: string;

  @ObjectField(() => SectionRelease, {
    nullable: true,
    description: 'When its lessons open; null for at once',
  })
  release!: SectionRelease | null;

  @BooleanField({ description: 'Whether all lessons of the sections before have to be completed' })
  requiresPrevious!: boolean;
}

export class CurriculumLesson {
  @IdField({ description: 'The lesson; it keeps its id from one publication to the next' })
  lessonId!: string;

  @IdField({ description: 'The section the lesson is in' })
  sectionId!: string;

  @TextField({ description: 'As in this publication', example: 'How the web works' })
  title!: string;

  @TextField({ example: 'article', description: 'One of the lesson kinds of the course service' })
  kind!: string;

  @IdField({
    nullable: true,
    description:
      'The quiz that completes the lesson when it is passed; null for a lesson that is marked complete by its learner',
  })
  quizId!: string | null;

  @BooleanField({
    optional: true,
    description: 'Whether everyone may open it, whatever holds for its section; left out when not',
  })
  isPreview?: boolean;
}

export class CourseCurriculumGet {
  @IdField({ description: 'The course' })
  courseId!: string;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'The number of a publication; the newest one when left out',
  })
  publication?: number;
}

/** The lessons of one publication, in order. */
export class PublishedCurriculum {
  @IdField({ description: 'The course' })
  courseId!: string;

  @IntegerField({ min: 1, description: 'The number of the publication' })
  publication!: number;

  @TextField({
    description: 'The title of the course in the publication',
    example: 'Complete Web Development',
  })
  title!: string;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @ListField(() => CurriculumLesson, {
    maxItems: 5000,
    description: 'All lessons, in the order of their sections',
  })
  lessons!: CurriculumLesson[];

  @ListField(() => CurriculumSection, {
    optional: true,
    description:
      'The sections that do not open at once; left out by releases that open all sections at once',
  })
  sections?: CurriculumSection[];
}

export class CourseCurriculumReply {
  @ObjectField(() => PublishedCurriculum, {
    nullable: true,
    description: 'Null when there is no such course or publication',
  })
  curriculum!: PublishedCurriculum | null;
}

export class CategoryIds {
  @IdListField({ maxItems: 1000, description: 'The categories to count' })
  categoryIds!: string[];
}

export class CategoryCourseCount {
  @IdField({ description: 'The category itself, without those below it' })
  categoryId!: string;

  @IntegerField({ description: 'Courses in any state but archived' })
  courses!: number;

  @IntegerField({ description: 'Those of them that the catalog shows' })
  published!: number;
}

export class CategoryCourseCounts {
  @ListField(() => CategoryCourseCount, { description: 'One for each requested category' })
  counts!: CategoryCourseCount[];
}

/** Whether a user owns a course or teaches it with its owner. */
export function teaches(
  { instructorId, instructors }: Pick<CourseOffer, 'instructorId' | 'instructors'>,
  userId: string,
): boolean {
  return instructorId === userId || (instructors ?? []).some((one) => one.instructorId === userId);
}

/** Whether a co-instructor has a right in a course; for its owner, ask for ownership. */
export function hasCourseRight(
  { team }: Pick<CourseOwnership, 'team'>,
  userId: string,
  right: CourseRight,
): boolean {
  return (team ?? []).some((one) => one.instructorId === userId && one.rights.includes(right));
}

/** Whose some courses are. */
export const courseOwnershipGetMany = rpcContract({
  subject: 'course.ownership.get-many',
  request: CourseIds,
  reply: CourseOwnerships,
  callers: ['order', 'quiz', 'user-progress'],
});

/** What some courses cost, and whether they can be had. */
export const courseOfferGetMany = rpcContract({
  subject: 'course.offer.get-many',
  request: CourseIds,
  reply: CourseOffers,
  callers: ['interaction', 'order', 'review', 'user-progress'],
});

/** The lessons of a publication. */
export const courseCurriculumGet = rpcContract({
  subject: 'course.curriculum.get',
  request: CourseCurriculumGet,
  reply: CourseCurriculumReply,
  callers: ['user-progress'],
});

/** How many courses are in some categories. */
export const courseCountByCategory = rpcContract({
  subject: 'course.course.count-by-category',
  request: CategoryIds,
  reply: CategoryCourseCounts,
  callers: ['category'],
});
