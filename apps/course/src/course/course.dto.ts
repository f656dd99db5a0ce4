import { OmitType, PartialType } from '@nestjs/swagger';
import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { CourseStatus } from '@course-plateform/types/course';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  SlugField,
  TextField,
} from '@course-plateform/types/platform';
import { LessonResponse, toLessonResponse } from '../lesson-kinds/lesson.dto';
import { type Course, CourseLevel, RESERVED_SLUGS } from './course.entity';

const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;

export class CourseCreateDto {
  @TextField({ min: 3, max: 120, example: 'Complete Web Development' })
  title!: string;

  @SlugField({
    optional: true,
    reserved: RESERVED_SLUGS,
    example: 'complete-web-development',
    description: 'Made from the title when left out',
  })
  slug?: string;

  @TextField({ max: 200, optional: true, nullable: true, example: 'From zero to production' })
  subtitle?: string | null;

  @TextField({ max: 50_000, optional: true, example: '<p>Learn full-stack development.</p>' })
  description?: string;

  @IdField({ optional: true, nullable: true })
  categoryId?: string | null;

  @EnumField(CourseLevel, 'CourseLevel', { optional: true })
  level?: CourseLevel;

  @TextField({ max: 6, pattern: LANGUAGE, optional: true, example: 'en', description: 'BCP 47' })
  language?: string;

  @MoneyField({ optional: true, description: 'The list price; free when left out' })
  price?: MoneyDto;
}

export class CourseUpdateDto extends PartialType(OmitType(CourseCreateDto, ['price']), {
  skipNullProperties: false,
}) {
  @SlugField({
    optional: true,
    reserved: RESERVED_SLUGS,
    example: 'complete-web-development',
    description: 'In force with the next publication; those before lead to it (301)',
  })
  override slug?: string;
}

export class CoursePricingDto {
  @MoneyField({ description: 'The price without any reduction; 0 makes the course free' })
  listPrice!: MoneyDto;
}

export class SectionDto {
  @TextField({ max: 120, example: 'Getting started' })
  title!: string;
}

export class LessonMoveDto {
  @IdField({ description: 'Where it goes' })
  sectionId!: string;

  @IntegerField({ max: 10_000, example: 0, description: 'Its place in that section, from 0' })
  position!: number;
}

export class SectionOrderDto {
  @IdField()
  sectionId!: string;

  @ListField(() => LessonIdDto, { description: 'The lessons of the section, in order' })
  lessons!: LessonIdDto[];
}

export class LessonIdDto {
  @IdField()
  id!: string;
}

export class CurriculumOrderDto {
  @ListField(() => SectionOrderDto, { description: 'Every section and lesson exactly once' })
  sections!: SectionOrderDto[];
}

export class SectionResponse {
  @IdField()
  id!: string;

  @TextField({ max: 120 })
  title!: string;

  @ListField(() => LessonResponse)
  lessons!: LessonResponse[];
}

export class CourseDraftResponse {
  @IdField()
  id!: string;

  @TextField({ example: 'complete-web-development' })
  slug!: string;

  @EnumField(CourseStatus, 'CourseStatus')
  status!: CourseStatus;

  @IdField()
  instructorId!: string;

  @TextField({ max: 120 })
  title!: string;

  @TextField({ max: 200, nullable: true })
  subtitle!: string | null;

  @TextField({ min: 0, max: 50_000 })
  description!: string;

  @TextField({ max: 64, nullable: true, description: 'The id of a category' })
  categoryId!: string | null;

  @EnumField(CourseLevel, 'CourseLevel')
  level!: CourseLevel;

  @TextField({ max: 6, example: 'en' })
  language!: string;

  @MoneyField()
  listPrice!: MoneyDto;

  @ListField(() => SectionResponse)
  sections!: SectionResponse[];

  @IntegerField({ description: 'The number of the newest publication; 0 before the first' })
  publication!: number;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({ min: 1, description: 'The ETag of the draft' })
  version!: number;
}

export class MyCoursesQuery extends CursorQuery {
  @EnumField(CourseStatus, 'CourseStatus', { optional: true, example: 'draft' })
  status?: CourseStatus;
}

export class CourseDraftPage extends CursorPageOf(CourseDraftResponse) {}

export function toCourseDraft(course: Course): CourseDraftResponse {
  return {
    id: course.id,
    slug: course.slug,
    status: course.status,
    instructorId: course.instructorId,
    ...course.details,
    listPrice: { ...course.listPrice },
    sections: course.sections.map(({ id, title, lessons }) => ({
      id,
      title,
      lessons: lessons.map(toLessonResponse),
    })),
    publication: course.publication,
    createdAt: course.createdAt.toISOString(),
    updatedAt: course.updatedAt.toISOString(),
    version: course.version,
  };
}
