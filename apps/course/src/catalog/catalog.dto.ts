import { IntersectionType } from '@nestjs/swagger';
import { PageOf, PageQuery } from '@course-plateform/common/http';
import { CategorySummary } from '@course-plateform/types/category';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  NumberField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { CourseLevel } from '../course/course.entity';
import { presentationOf } from '../course/course-presentation';
import { COMPLETION, WELCOME } from '../course/course-presentation.dto';
import type { Publication } from '../course/publication.entity';
import { OutlineLesson, toOutlineLesson } from '../lesson-kinds/lesson.dto';
import { PICTURE_SIZES_MAX, PictureSize } from '../media/media-picture';
import { CatalogFilterDto, CatalogSort } from './catalog-filter.dto';

export class CatalogQuery extends IntersectionType(PageQuery, CatalogFilterDto) {
  @EnumField(CatalogSort, 'CatalogSort', {
    optional: true,
    example: 'newest',
    description: 'The order of the list; `relevance` when there is a `q`, else `newest`',
  })
  sort?: CatalogSort;
}

export class RatingDto {
  @NumberField({
    min: 0,
    max: 5,
    example: 4.6,
    description: 'Mean of all stars, to two decimals; 0 without reviews',
  })
  average!: number;

  @IntegerField({ example: 128, description: 'How many reviews there are' })
  count!: number;
}

export class CourseCard {
  @IdField()
  id!: string;

  @TextField({ example: 'complete-web-development', description: 'Names the course in addresses' })
  slug!: string;

  @TextField({ example: 'Complete Web Development', description: 'As in the newest publication' })
  title!: string;

  @TextField({
    nullable: true,
    description: 'One line below the title; null without one',
    example: 'From zero to production',
  })
  subtitle!: string | null;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'Who teaches it; null while the user service is unavailable',
  })
  instructor!: PublicProfile | null;

  @ObjectField(() => CategorySummary, {
    nullable: true,
    description: 'Where the catalog shows it; null while the category service is unavailable',
  })
  category!: CategorySummary | null;

  @EnumField(CourseLevel, 'CourseLevel', { description: 'For whom the course is made' })
  level!: CourseLevel;

  @TextField({ max: 6, example: 'en', description: 'The language it is taught in, a BCP 47 tag' })
  language!: string;

  @MoneyField({ description: 'The price now' })
  price!: MoneyDto;

  @MoneyField({ description: 'The price before any reduction' })
  listPrice!: MoneyDto;

  @DateTimeField({
    nullable: true,
    description: 'When the sale price does not hold any more; null without a sale',
  })
  saleEndsAt!: string | null;

  @ObjectField(() => RatingDto, { description: 'How learners rate it' })
  rating!: RatingDto;

  @ListField(() => PictureSize, {
    maxItems: PICTURE_SIZES_MAX,
    description: 'Its cover in several sizes and formats, the smallest first; empty without one',
  })
  cover!: PictureSize[];

  @IntegerField({ description: 'How many users have access to it', example: 1280 })
  learners!: number;

  @IntegerField({ description: 'How many lessons it has', example: 42 })
  lessonCount!: number;

  @IntegerField({ description: 'How long all lessons take together, in seconds', example: 36000 })
  durationSeconds!: number;

  @DateTimeField({ description: 'When it was published, or published again' })
  publishedAt!: string;
}

export class CoursePageResponse extends PageOf(CourseCard) {}

/** What an author says to learners alone. */
export class CourseMessages {
  @TextField(WELCOME)
  welcome!: string | null;

  @TextField(COMPLETION)
  completion!: string | null;
}

export class OutlineSection {
  @IdField()
  id!: string;

  @TextField({ description: 'The title of the section', example: 'Getting started' })
  title!: string;

  @ListField(() => OutlineLesson, { description: 'In their order, without their content' })
  lessons!: OutlineLesson[];
}

export class CurriculumResponse {
  @IdField({ description: 'The course' })
  courseId!: string;

  @IntegerField({
    min: 1,
    description: 'The number of the publication: the one you are enrolled in, else the newest',
  })
  publication!: number;

  @IntegerField({ description: 'How long all lessons take together, in seconds', example: 36000 })
  durationSeconds!: number;

  @ListField(() => OutlineSection, { description: 'In their order' })
  sections!: OutlineSection[];

  @ObjectField(() => CourseMessages, {
    nullable: true,
    description: 'What the author says to learners; null for everyone else',
  })
  messages!: CourseMessages | null;
}

/** The outline of a publication: everything but the content. @param isLearner of the course, or its author */
export function toCurriculumResponse(
  publication: Publication,
  isLearner: boolean,
): CurriculumResponse {
  const { welcomeMessage, completionMessage } = presentationOf(publication.details);
  const lessons = publication.curriculum.lessons;
  return {
    courseId: publication.courseId,
    publication: publication.number,
    durationSeconds: lessons.reduce((sum, lesson) => sum + lesson.durationSeconds, 0),
    sections: publication.sections.map((section) => ({
      id: section.id,
      title: section.title,
      lessons: section.lessons.map(toOutlineLesson),
    })),
    messages: isLearner ? { welcome: welcomeMessage, completion: completionMessage } : null,
  };
}
