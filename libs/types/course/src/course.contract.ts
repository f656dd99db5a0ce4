import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';

/** Where a course stands between its first draft and its end. */
export enum CourseStatus {
  draft = 'draft',
  inReview = 'in_review',
  approved = 'approved',
  published = 'published',
  unpublished = 'unpublished',
  archived = 'archived',
}

export class CourseIds {
  @IdListField({ maxItems: 100 })
  courseIds!: string[];
}

/** Who a course belongs to, whatever state it is in. */
export class CourseOwnership {
  @IdField()
  courseId!: string;

  @IdField()
  instructorId!: string;

  @EnumField(CourseStatus, 'CourseStatus')
  status!: CourseStatus;
}

export class CourseOwnerships {
  @ListField(() => CourseOwnership)
  courses!: CourseOwnership[];
}

/** What a shop needs of a published or formerly published course. */
export class CourseOffer {
  @IdField()
  courseId!: string;

  @TextField({ example: 'Complete Web Development' })
  title!: string;

  @TextField({ example: 'complete-web-development' })
  slug!: string;

  @IdField()
  instructorId!: string;

  @BooleanField({ description: 'Whether it can be bought or taken now' })
  forSale!: boolean;

  @IntegerField({ min: 1, description: 'The number of the newest publication' })
  publication!: number;

  @MoneyField({ description: 'Before any reduction' })
  listPrice!: MoneyDto;

  @MoneyField({ description: 'What it costs now' })
  price!: MoneyDto;
}

export class CourseOffers {
  @ListField(() => CourseOffer, { description: 'Those that were ever published' })
  courses!: CourseOffer[];
}

export class CurriculumLesson {
  @IdField()
  lessonId!: string;

  @IdField()
  sectionId!: string;

  @TextField()
  title!: string;

  @TextField({ example: 'article', description: 'One of the kinds that the course service knows' })
  kind!: string;

  @IdField({ nullable: true, description: 'The quiz that completes it when it is passed' })
  quizId!: string | null;
}

export class CourseCurriculumGet {
  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, optional: true, description: 'The newest when left out' })
  publication?: number;
}

/** The lessons of one publication, in order. */
export class PublishedCurriculum {
  @IdField()
  courseId!: string;

  @IntegerField({ min: 1 })
  publication!: number;

  @TextField()
  title!: string;

  @IdField()
  instructorId!: string;

  @ListField(() => CurriculumLesson, { maxItems: 5000 })
  lessons!: CurriculumLesson[];
}

export class CourseCurriculumReply {
  @ObjectField(() => PublishedCurriculum, { nullable: true, description: 'Null when absent' })
  curriculum!: PublishedCurriculum | null;
}

export class CategoryIds {
  @IdListField({ maxItems: 1000 })
  categoryIds!: string[];
}

export class CategoryCourseCount {
  @IdField()
  categoryId!: string;

  @IntegerField({ description: 'Courses in any state but archived' })
  courses!: number;

  @IntegerField()
  published!: number;
}

export class CategoryCourseCounts {
  @ListField(() => CategoryCourseCount, { description: 'One for each category asked for' })
  counts!: CategoryCourseCount[];
}

/** Whose some courses are. */
export const courseOwnershipGetMany = rpcContract({
  subject: 'course.ownership.get-many',
  request: CourseIds,
  reply: CourseOwnerships,
  askedBy: ['quiz', 'user-progress'],
});

/** What some courses cost, and whether they can be had. */
export const courseOfferGetMany = rpcContract({
  subject: 'course.offer.get-many',
  request: CourseIds,
  reply: CourseOffers,
  askedBy: ['interaction', 'order', 'review', 'user-progress'],
});

/** The lessons of a publication. */
export const courseCurriculumGet = rpcContract({
  subject: 'course.curriculum.get',
  request: CourseCurriculumGet,
  reply: CourseCurriculumReply,
  askedBy: ['user-progress'],
});

/** How many courses are in some categories. */
export const courseCountByCategory = rpcContract({
  subject: 'course.course.count-by-category',
  request: CategoryIds,
  reply: CategoryCourseCounts,
  askedBy: ['category'],
});
