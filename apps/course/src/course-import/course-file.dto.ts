import { OmitType } from '@nestjs/swagger';
import type { Class } from '@course-plateform/common/kernel';
import {
  BooleanField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  OneOf,
  TextField,
  UrlField,
} from '@course-plateform/types/platform';
import { CourseCreateDto, SectionDto } from '../course/course.dto';
import { CAPTIONS_MAX, RESOURCES_MAX } from '../lesson-kinds/lesson-attachments';
import type { LessonCreate } from '../lesson-kinds/lesson-kind';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import { MediaKind } from '../media/media-kind';

/** Sections have to be checked one by one: together they have more objects than one check takes. */
export const SECTIONS_MAX = 1000;
const MEDIA_MAX = 5000;

class CourseInFile extends OmitType(CourseCreateDto, ['slug', 'prerequisiteCourseIds']) {}

export class MediaInFileDto {
  @IdField({ description: 'Names it inside the archive alone' })
  id!: string;

  @EnumField(MediaKind, 'MediaKind', { description: 'What kind of file it is' })
  kind!: MediaKind;

  @TextField({ max: 255, description: 'For display only', example: 'Welcome.mp4' })
  name!: string;

  @TextField({
    ...{ min: 64, max: 64, pattern: /^[0-9a-f]{64}$/ },
    description: 'The SHA-256 of its content, which names its entry, in hexadecimal digits',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  sha256!: string;

  @IntegerField({ min: 1, description: 'Its size, in bytes', example: 1_048_576 })
  sizeBytes!: number;
}

/** What archives themselves say about a quiz; the rest is the quiz service's. */
export class QuizIdInFile {
  @IdField({ description: 'Names it inside the archive alone' })
  id!: string;
}

/** All of `course.json` but its sections and its quizzes. */
export class CourseFileHead {
  @TextField({
    max: 100,
    description: 'Says that this is a course',
    example: 'course-plateform.course',
  })
  format!: string;

  @IntegerField({ min: 1, description: 'The version of the format', example: 1 })
  version!: number;

  @ObjectField(() => CourseInFile, { description: 'What its author says about the course' })
  course!: CourseInFile;

  @ListField(() => MediaInFileDto, { maxItems: MEDIA_MAX, description: 'The files of the archive' })
  media!: MediaInFileDto[];
}

class CaptionInFile {
  @TextField({ max: 35, description: 'Its language, a BCP 47 tag', example: 'en' })
  locale!: string;

  @IdField({ description: 'Captions in `media`' })
  mediaId!: string;

  @BooleanField({ description: 'Whether players show it unless the learner chooses otherwise' })
  isDefault!: boolean;
}

class ResourceInFile {
  @TextField({ max: 120, description: 'What it is called', example: 'Slides' })
  title!: string;

  @IdField({ nullable: true, description: 'A file in `media`; null for a link' })
  mediaId!: string | null;

  @UrlField({ nullable: true, description: 'A page elsewhere; null for a file' })
  url!: string | null;
}

/** What lessons of every kind have in an archive, besides what makes one of their kind. */
export interface AttachedInFile {
  readonly captions: readonly CaptionInFile[];
  readonly resources: readonly ResourceInFile[];
}

/** A lesson of any kind is what makes a new one, with all that comes with it. */
const LessonInFile = OneOf(
  'LessonInFile',
  'kind',
  Object.fromEntries(
    Object.entries(LESSON_KINDS.shapesOf('create')).map(([kind, shape]) => [
      kind,
      withAttached(shape),
    ]),
  ),
);
export type LessonInFile = LessonCreate & AttachedInFile;

export class SectionInFile extends SectionDto {
  @ListField(() => LessonInFile, { description: 'In their order' })
  lessons!: LessonInFile[];
}

function withAttached(shape: Class<LessonCreate>): Class<LessonInFile> {
  class WithAttached extends shape {
    @ListField(() => CaptionInFile, { maxItems: CAPTIONS_MAX, description: 'What is said' })
    captions!: CaptionInFile[];

    @ListField(() => ResourceInFile, { maxItems: RESOURCES_MAX, description: 'What comes with it' })
    resources!: ResourceInFile[];
  }
  return WithAttached;
}
