import { SectionRelease } from '@course-plateform/types/course';
import {
  BooleanField,
  DateTimeField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import type { SectionLock } from '@course-plateform/types/user-progress';
import { presentationOf } from '../course/course-presentation';
import { COMPLETION, WELCOME } from '../course/course-presentation.dto';
import type { Section } from '../course/curriculum';
import type { Publication } from '../course/publication.entity';
import { rulesOf } from '../course/section-rules';
import { OutlineLesson, toOutlineLesson } from '../lesson-kinds/lesson.dto';

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

  @ObjectField(() => SectionRelease, {
    nullable: true,
    description: 'When its lessons open to learners; null for at once',
  })
  release!: SectionRelease | null;

  @BooleanField({
    description:
      'Whether its lessons open only when all lessons of the sections before are completed',
  })
  requiresPrevious!: boolean;

  @BooleanField({
    description:
      'Whether you, a learner, cannot open its lessons yet, except previews and what you have completed; false for everyone else',
  })
  locked!: boolean;

  @DateTimeField({
    nullable: true,
    description: 'When its release opens it to you; null when it is not locked by one',
  })
  availableAt!: string | null;

  @IntegerField({
    description: 'How many lessons of the sections before you have to complete first',
    example: 0,
  })
  missingLessons!: number;

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

/** Who reads an outline. */
interface CurriculumReader {
  /** Of the course, or its author. */
  readonly isLearner: boolean;
  /** The sections that the reader cannot open yet. */
  readonly locks: readonly SectionLock[];
}

/** The outline of a publication: everything but the content. */
export function toCurriculumResponse(
  publication: Publication,
  { isLearner, locks }: CurriculumReader,
): CurriculumResponse {
  const { welcomeMessage, completionMessage } = presentationOf(publication.details);
  const lessons = publication.curriculum.lessons;
  return {
    courseId: publication.courseId,
    publication: publication.number,
    durationSeconds: lessons.reduce((sum, lesson) => sum + lesson.durationSeconds, 0),
    sections: publication.sections.map((section) => toOutlineSection(section, locks)),
    messages: isLearner ? { welcome: welcomeMessage, completion: completionMessage } : null,
  };
}

function toOutlineSection(section: Section, locks: readonly SectionLock[]): OutlineSection {
  const lock = locks.find(({ sectionId }) => sectionId === section.id);
  return {
    id: section.id,
    title: section.title,
    ...rulesOf(section),
    locked: lock !== undefined,
    availableAt: lock?.availableAt ?? null,
    missingLessons: lock?.missingLessons ?? 0,
    lessons: section.lessons.map(toOutlineLesson),
  };
}
