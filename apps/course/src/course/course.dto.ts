import { OmitType, PartialType } from '@nestjs/swagger';
import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { CourseStatus, SectionRelease } from '@course-plateform/types/course';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  ObjectField,
  SlugField,
  TextField,
  exampleId,
} from '@course-plateform/types/platform';
import { LessonResponse, toLessonResponse } from '../lesson-kinds/lesson.dto';
import { type Course, type CourseContent, CourseLevel, RESERVED_SLUGS } from './course.entity';
import {
  CoursePresentationDto,
  CoursePresentationResponse,
  toPresentation,
} from './course-presentation.dto';
import { rulesOf } from './section-rules';

const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;

export class CourseCreateDto extends CoursePresentationDto {
  @TextField({
    min: 3,
    max: 120,
    example: 'Complete Web Development',
    description: 'As the catalog will show it',
  })
  title!: string;

  @SlugField({
    optional: true,
    reserved: RESERVED_SLUGS,
    example: 'complete-web-development',
    description:
      'Names the course in addresses, unique on the platform; made from the title when left out',
  })
  slug?: string;

  @TextField({
    max: 200,
    optional: true,
    nullable: true,
    example: 'From zero to production',
    description: 'One line below the title; null for none',
  })
  subtitle?: string | null;

  @TextField({
    max: 50_000,
    optional: true,
    example: '<p>Learn full-stack development.</p>',
    description: 'What the course is about, as HTML; it is sanitized',
  })
  description?: string;

  @IdField({
    optional: true,
    nullable: true,
    description:
      'Where the catalog will show it; it has to exist before the course is published. Null for not yet',
  })
  categoryId?: string | null;

  @EnumField(CourseLevel, 'CourseLevel', {
    optional: true,
    description: 'For whom the course is made; `all` for a new course',
  })
  level?: CourseLevel;

  @TextField({
    max: 6,
    pattern: LANGUAGE,
    optional: true,
    example: 'en',
    description:
      'The language it is taught in, a BCP 47 tag such as `en` or `pt-BR`; `en` for a new course',
  })
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
    description:
      'Names the course in addresses, in force with the next publication; those before redirect to it (301)',
  })
  override slug?: string;
}

export class CoursePricingDto {
  @MoneyField({ description: 'The price before any reduction; 0 makes the course free' })
  listPrice!: MoneyDto;
}

export class SectionDto {
  @TextField({ max: 120, example: 'Getting started', description: 'As learners will see it' })
  title!: string;

  @ObjectField(() => SectionRelease, {
    optional: true,
    nullable: true,
    description:
      'When its lessons open: so many days after the enrollment, at a date, or at the later of both; null, or left out for a new section, for at once',
  })
  release?: SectionRelease | null;

  @BooleanField({
    optional: true,
    example: false,
    description:
      'Whether its lessons open only when all lessons of the sections before are completed',
  })
  requiresPrevious?: boolean;
}

export class SectionUpdateDto extends PartialType(SectionDto, { skipNullProperties: false }) {}

export class LessonMoveDto {
  @IdField({ description: 'The section it moves to' })
  sectionId!: string;

  @IntegerField({
    max: 10_000,
    example: 0,
    description: 'Its place in that section, counted from 0',
  })
  position!: number;
}

export class SectionOrderDto {
  @IdField({ description: 'A section of the course' })
  sectionId!: string;

  @ListField(() => LessonIdDto, { description: 'The lessons that the section will have, in order' })
  lessons!: LessonIdDto[];
}

export class LessonIdDto {
  @IdField()
  id!: string;
}

export class CurriculumOrderDto {
  @ListField(() => SectionOrderDto, {
    description: 'Every section and every lesson exactly once, in the new order',
  })
  sections!: SectionOrderDto[];
}

export class SectionResponse {
  @IdField()
  id!: string;

  @TextField({ max: 120, description: 'As learners will see it', example: 'Getting started' })
  title!: string;

  @ObjectField(() => SectionRelease, {
    nullable: true,
    description: 'When its lessons open; null for at once',
  })
  release!: SectionRelease | null;

  @BooleanField({
    description:
      'Whether its lessons open only when all lessons of the sections before are completed',
  })
  requiresPrevious!: boolean;

  @ListField(() => LessonResponse, { description: 'In their order, with their content' })
  lessons!: LessonResponse[];
}

/** What an author makes of a course, in a draft or in a publication. */
export class CourseContentResponse extends CoursePresentationResponse {
  @TextField({
    example: 'complete-web-development',
    description: 'Names the course in addresses, in force with the next publication',
  })
  slug!: string;

  @TextField({
    max: 120,
    description: 'As the catalog will show it',
    example: 'Complete Web Development',
  })
  title!: string;

  @TextField({
    max: 200,
    nullable: true,
    description: 'One line below the title; null without one',
    example: 'From zero to production',
  })
  subtitle!: string | null;

  @TextField({
    min: 0,
    max: 50_000,
    description: 'What the course is about, as sanitized HTML',
    example: '<p>Learn full-stack development.</p>',
  })
  description!: string;

  @TextField({
    max: 64,
    nullable: true,
    description: 'Where the catalog will show it; null until it is chosen',
    example: exampleId('categoryId'),
  })
  categoryId!: string | null;

  @EnumField(CourseLevel, 'CourseLevel', { description: 'For whom the course is made' })
  level!: CourseLevel;

  @TextField({ max: 6, example: 'en', description: 'The language it is taught in, a BCP 47 tag' })
  language!: string;

  @MoneyField({ description: 'The price before any reduction' })
  listPrice!: MoneyDto;

  @ListField(() => SectionResponse, { description: 'In their order, with all lessons' })
  sections!: SectionResponse[];
}

export class CourseDraftResponse extends CourseContentResponse {
  @IdField()
  id!: string;

  @EnumField(CourseStatus, 'CourseStatus', { description: 'Where the course stands' })
  status!: CourseStatus;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @IntegerField({ description: 'The number of the newest publication; 0 before the first' })
  publication!: number;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({
    min: 1,
    description: 'Counts the changes of the draft; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

export class MyCoursesQuery extends CursorQuery {
  @EnumField(CourseStatus, 'CourseStatus', {
    optional: true,
    example: 'draft',
    description: 'Only courses in this state',
  })
  status?: CourseStatus;
}

export class CourseDraftPageResponse extends CursorPageOf(CourseDraftResponse) {}

export function toCourseDraft(course: Course): CourseDraftResponse {
  return {
    id: course.id,
    status: course.status,
    instructorId: course.instructorId,
    ...toCourseContent(course),
    publication: course.publication,
    createdAt: course.createdAt.toISOString(),
    updatedAt: course.updatedAt.toISOString(),
    version: course.version,
  };
}

export function toCourseContent({
  slug,
  details,
  listPrice,
  sections,
}: CourseContent): CourseContentResponse {
  return {
    slug,
    ...details,
    ...toPresentation(details),
    listPrice: { ...listPrice },
    sections: sections.map((section) => ({
      id: section.id,
      title: section.title,
      ...rulesOf(section),
      lessons: section.lessons.map(toLessonResponse),
    })),
  };
}
