import { IntersectionType } from '@nestjs/swagger';
import { COURSE_TEAM_MAX } from '@course-plateform/types/course';
import { RatingHistogram } from '@course-plateform/types/review';
import {
  BooleanField,
  DateTimeField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  TextListField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { PREREQUISITES_MAX } from '../course/course-presentation';
import { CourseSalesTextResponse } from '../course/course-presentation.dto';
import { PICTURE_SIZES_MAX, PictureSize } from '../media/media-picture';
import { CourseCard, RatingDto } from './catalog.dto';
import { CourseStructuredData } from './structured-data.dto';

/** How many courses a page recommends. */
export const RELATED_MAX = 6;

export class InstructorCard extends PublicProfile {
  @IntegerField({ description: 'How many published courses the instructor owns', example: 12 })
  courses!: number;

  @IntegerField({ description: 'How many users have access, all courses together', example: 5400 })
  learners!: number;

  @ObjectField(() => RatingDto, { description: 'How learners rate all courses together' })
  rating!: RatingDto;
}

export class LessonKindCount {
  @TextField({ max: 20, description: 'A kind of lesson', example: 'video' })
  kind!: string;

  @IntegerField({ min: 1, description: 'How many lessons of it there are', example: 30 })
  lessons!: number;
}

export class CourseContentsResponse {
  @IntegerField({ description: 'How long all videos take together, in seconds', example: 36_000 })
  videoSeconds!: number;

  @IntegerField({ description: 'Lessons to read', example: 4 })
  articles!: number;

  @IntegerField({ description: 'Documents, and files that come with lessons', example: 7 })
  downloads!: number;

  @IntegerField({ description: 'Lessons that test what was learned', example: 3 })
  quizzes!: number;

  @ListField(() => LessonKindCount, { maxItems: 20, description: 'All lessons, by their kind' })
  lessonsByKind!: LessonKindCount[];

  @TextListField({
    maxItems: 200,
    max: 35,
    description: 'The languages that lessons have captions in, as BCP 47 tags',
    example: ['en', 'fr'],
  })
  captionLanguages!: string[];

  @IntegerField({
    description:
      'How many sections open only some days after the enrollment, at a date, or after the sections before',
    example: 2,
  })
  laterSections!: number;
}

export class PromoVideo {
  @IdField({ description: 'The video; everyone gets a playback grant for it' })
  mediaId!: string;

  @NumberField({
    min: 0,
    max: 360_000,
    nullable: true,
    description: 'How long it lasts, in seconds; null when that is not known',
    example: 93.5,
  })
  durationSeconds!: number | null;

  @ListField(() => PictureSize, {
    maxItems: PICTURE_SIZES_MAX,
    description: 'A picture that stands for it, in several sizes; empty without one',
  })
  poster!: PictureSize[];
}

export class CourseResponse extends IntersectionType(CourseCard, CourseSalesTextResponse) {
  @TextField({
    max: 50_000,
    description: 'What the course is about, as sanitized HTML',
    example: '<p>Learn full-stack development.</p>',
  })
  description!: string;

  @ObjectField(() => PromoVideo, {
    nullable: true,
    description: 'A video about the course; null without one',
  })
  promoVideo!: PromoVideo | null;

  @ListField(() => InstructorCard, {
    maxItems: COURSE_TEAM_MAX + 1,
    description: 'Who teaches it, the owner first; empty while the user service is unavailable',
  })
  instructors!: InstructorCard[];

  @ObjectField(() => CourseContentsResponse, { description: 'What is inside' })
  contents!: CourseContentsResponse;

  @ObjectField(() => RatingHistogram, {
    nullable: true,
    description: 'How many reviews have how many stars; null while that is not known',
  })
  ratingHistogram!: RatingHistogram | null;

  @ListField(() => CourseCard, {
    maxItems: PREREQUISITES_MAX,
    description: 'Courses that learners should have completed, as far as they are published',
  })
  prerequisites!: CourseCard[];

  @ListField(() => CourseCard, {
    maxItems: RELATED_MAX,
    description: 'Courses of the same category, those with most topics in common first',
  })
  related!: CourseCard[];

  @DateTimeField({ description: 'When its contents were published last' })
  lastUpdatedAt!: string;

  @IntegerField({ min: 1, description: 'The number of the publication that is shown' })
  publication!: number;

  @BooleanField({ description: 'Whether it can be bought or taken now' })
  forSale!: boolean;

  @ObjectField(() => CourseStructuredData, {
    nullable: true,
    description:
      'The course for search engines, as JSON-LD of schema.org; null while it is not for sale. Put it into a script element of the type `application/ld+json`, with every `<` written as `\\u003c`',
  })
  structuredData!: CourseStructuredData | null;
}
