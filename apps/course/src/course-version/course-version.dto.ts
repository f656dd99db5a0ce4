import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { CourseStatus } from '@course-plateform/types/course';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  TextField,
  TextListField,
  describeEnum,
} from '@course-plateform/types/platform';
import { CourseContentResponse, toCourseContent } from '../course/course.dto';
import type { Publication } from '../course/publication.entity';
import { type ContentComparison, Difference } from './content-comparison';
import type { CourseChange } from './course-change.entity';
import type { CourseVersionRow } from './course-version-row';

describeEnum(Difference, {
  added: 'Only the later content has it',
  removed: 'Only the earlier content has it',
  changed: 'Both have it, and `fields` says what differs',
});

export class CourseVersionListQuery extends CursorQuery {}

export class CourseVersionResponse {
  @IntegerField({ min: 1, description: 'Counts the publications of the course, from 1' })
  number!: number;

  @TextField({
    max: 120,
    description: 'The title of the course in this publication',
    example: 'Complete Web Development',
  })
  title!: string;

  @IntegerField({ description: 'How many lessons it has', example: 24 })
  lessonCount!: number;

  @IntegerField({ description: 'How long its lessons take, in seconds', example: 7200 })
  durationSeconds!: number;

  @DateTimeField({ description: 'When it was published' })
  publishedAt!: string;
}

export class CourseVersionPageResponse extends CursorPageOf(CourseVersionResponse) {}

export class CourseVersionContentResponse extends CourseContentResponse {
  @IntegerField({ min: 1, description: 'Counts the publications of the course, from 1' })
  number!: number;

  @IdField({ description: 'The course of the publication' })
  courseId!: string;

  @DateTimeField({ description: 'When it was published' })
  publishedAt!: string;
}

export class SectionDifferenceResponse {
  @IdField({ description: 'The section, by the id that it keeps' })
  id!: string;

  @TextField({
    max: 120,
    description: 'Its title in the later content, or the last one',
    example: 'Getting started',
  })
  title!: string;

  @EnumField(Difference, 'Difference', { description: 'What became of it' })
  change!: Difference;

  @TextListField({
    description:
      'What differs in one that was changed: `title`, `release`, `requiresPrevious`. `position` is a new place among those that stayed',
    example: ['title'],
  })
  fields!: string[];
}

export class LessonDifferenceResponse {
  @IdField({ description: 'The lesson, by the id that it keeps' })
  id!: string;

  @TextField({
    max: 120,
    description: 'Its title in the later content, or the last one',
    example: 'How the web works',
  })
  title!: string;

  @TextField({ max: 20, description: 'The kind of lesson', example: 'article' })
  kind!: string;

  @EnumField(Difference, 'Difference', { description: 'What became of it' })
  change!: Difference;

  @TextListField({
    description:
      'What differs in one that was changed. `sectionId` is another section, and `position` a new place in the same one',
    example: ['title', 'article'],
  })
  fields!: string[];
}

export class CourseDifferencesResponse {
  @TextListField({
    description: 'The fields of the course itself that differ',
    example: ['title', 'listPrice'],
  })
  details!: string[];

  @ListField(() => SectionDifferenceResponse, { description: 'The sections that differ' })
  sections!: SectionDifferenceResponse[];

  @ListField(() => LessonDifferenceResponse, { description: 'The lessons that differ' })
  lessons!: LessonDifferenceResponse[];
}

export class CourseComparisonQuery {
  @IntegerField({
    min: 1,
    optional: true,
    fromQuery: true,
    example: 2,
    description: 'The number of the publication to compare with; the draft when left out',
  })
  with?: number;
}

export class CourseComparisonResponse extends CourseDifferencesResponse {
  @IntegerField({ min: 1, description: 'The publication that the comparison begins with' })
  number!: number;

  @IntegerField({
    min: 1,
    nullable: true,
    description: 'The publication that it is compared with; null for the draft',
    example: 2,
  })
  with!: number | null;
}

export class CourseChangeListQuery extends CursorQuery {}

export class CourseChangeResponse extends CourseDifferencesResponse {
  @IdField()
  id!: string;

  @IntegerField({ min: 1, description: 'The version of the draft with the change in it' })
  draftVersion!: number;

  @DateTimeField({ description: 'When it was made' })
  changedAt!: string;

  @IdField({
    nullable: true,
    description: 'The user who made it; null for what the platform did on its own',
  })
  changedBy!: string | null;

  @EnumField(CourseStatus, 'CourseStatus', {
    nullable: true,
    description: 'The state that it brought the course into; null when that stayed',
  })
  status!: CourseStatus | null;

  @IntegerField({
    min: 1,
    nullable: true,
    description: 'The number of the publication that it made; null when it made none',
    example: 1,
  })
  publication!: number | null;
}

export class CourseChangePageResponse extends CursorPageOf(CourseChangeResponse) {}

export function toCourseVersion(row: CourseVersionRow): CourseVersionResponse {
  return { ...row, publishedAt: row.publishedAt.toISOString() };
}

export function toCourseVersionContent(publication: Publication): CourseVersionContentResponse {
  const { number, courseId, publishedAt } = publication;
  return {
    ...{ number, courseId, publishedAt: publishedAt.toISOString() },
    ...toCourseContent(publication),
  };
}

export function toCourseChange(change: CourseChange): CourseChangeResponse {
  const { id, draftVersion, changedAt, changedBy, status, publication } = change;
  return {
    ...{ id, draftVersion, changedAt: changedAt.toISOString(), changedBy, status, publication },
    ...toDifferences(change.content),
  };
}

export function toDifferences(comparison: ContentComparison): CourseDifferencesResponse {
  const { details, sections, lessons } = comparison;
  return {
    details: [...details],
    sections: sections.map((section) => ({ ...section, fields: [...section.fields] })),
    lessons: lessons.map((lesson) => ({ ...lesson, fields: [...lesson.fields] })),
  };
}
