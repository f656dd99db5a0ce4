import { newId } from '@course-plateform/common/kernel';
import type { Lesson, LessonContent } from '../lesson-kinds/lesson-kind';
import { mediaIdsOf } from '../lesson-kinds/registry';
import { CurriculumOrderInvalid, LessonNotFound, SectionNotFound } from './course.errors';
import type { SectionRules } from './section-rules';

/** A group of lessons, and when they open. */
export interface Section extends SectionRules {
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

/** What an author says about a section, besides its lessons. */
export type SectionContent = Omit<Section, 'id' | 'lessons'>;

/** The order in which sections and their lessons are to stand: every id exactly once. */
export type CurriculumOrder = readonly { sectionId: string; lessonIds: readonly string[] }[];

/** The table of contents of a course. A value: each change gives a new one, so that a snapshot stays what it was. */
export class Curriculum {
  constructor(readonly sections: readonly Section[]) {}

  get lessons(): readonly Lesson[] {
    return this.sections.flatMap((section) => section.lessons);
  }

  /** The files that its lessons contain, each once. */
  get mediaIds(): string[] {
    return [...new Set(this.lessons.flatMap(mediaIdsOf))];
  }

  /** @throws LessonNotFound */
  lesson(lessonId: string): Lesson {
    const lesson = this.lessons.find(({ id }) => id === lessonId);
    if (!lesson) throw new LessonNotFound();
    return lesson;
  }

  /** @throws LessonNotFound */
  sectionOf(lessonId: string): Section {
    const section = this.sections.find(({ lessons }) => lessons.some(({ id }) => id === lessonId));
    if (!section) throw new LessonNotFound();
    return section;
  }

  addSection(content: SectionContent): { curriculum: Curriculum; section: Section } {
    const section: Section = { id: newId(), ...content, lessons: [] };
    return { curriculum: new Curriculum([...this.sections, section]), section };
  }

  /** @throws SectionNotFound */
  editSection(sectionId: string, change: Partial<SectionContent>): Curriculum {
    return this.replaceSection(sectionId, (section) => ({ ...section, ...change }));
  }

  /** @throws SectionNotFound */
  removeSection(sectionId: string): Curriculum {
    this.section(sectionId);
    return new Curriculum(this.sections.filter(({ id }) => id !== sectionId));
  }

  /** @throws SectionNotFound */
  addLesson(sectionId: string, content: LessonContent): { curriculum: Curriculum; lesson: Lesson } {
    const lesson: Lesson = { id: newId(), ...content };
    const curriculum = this.replaceSection(sectionId, (section) => ({
      ...section,
      lessons: [...section.lessons, lesson],
    }));
    return { curriculum, lesson };
  }

  /** @throws LessonNotFound */
  editLesson(lessonId: string, change: Partial<LessonContent>): Curriculum {
    this.lesson(lessonId);
    return this.mapLessons((lesson) =>
      lesson.id === lessonId ? { ...lesson, ...change } : lesson,
    );
  }

  /** @throws LessonNotFound */
  removeLesson(lessonId: string): Curriculum {
    this.lesson(lessonId);
    return new Curriculum(
      this.sections.map((section) => ({
        ...section,
        lessons: section.lessons.filter(({ id }) => id !== lessonId),
      })),
    );
  }

  /**
   * Puts a lesson into a section at a place.
   * @param position from 0; beyond the end means the end
   * @throws LessonNotFound, SectionNotFound
   */
  moveLesson(lessonId: string, sectionId: string, position: number): Curriculum {
    const lesson = this.lesson(lessonId);
    return this.removeLesson(lessonId).replaceSection(sectionId, (section) => ({
      ...section,
      lessons: section.lessons.toSpliced(position, 0, lesson),
    }));
  }

  /** @throws CurriculumOrderInvalid unless the order names every section and lesson exactly once */
  reorder(order: CurriculumOrder): Curriculum {
    const sections = new Map(this.sections.map((section) => [section.id, section]));
    const lessons = new Map(this.lessons.map((lesson) => [lesson.id, lesson]));
    const reordered = order.map(({ sectionId, lessonIds }) => ({
      ...taken(sections, sectionId),
      lessons: lessonIds.map((id) => taken(lessons, id)),
    }));
    if (sections.size > 0 || lessons.size > 0) throw new CurriculumOrderInvalid();
    return new Curriculum(reordered);
  }

  private section(sectionId: string): Section {
    const section = this.sections.find(({ id }) => id === sectionId);
    if (!section) throw new SectionNotFound();
    return section;
  }

  private replaceSection(sectionId: string, change: (section: Section) => Section): Curriculum {
    this.section(sectionId);
    return new Curriculum(
      this.sections.map((section) => (section.id === sectionId ? change(section) : section)),
    );
  }

  private mapLessons(change: (lesson: Lesson) => Lesson): Curriculum {
    return new Curriculum(
      this.sections.map((section) => ({ ...section, lessons: section.lessons.map(change) })),
    );
  }
}

/** Takes an entry out of a map: the second time, or for another user, there is none. */
function taken<T>(entries: Map<string, T>, id: string): T {
  const entry = entries.get(id);
  if (!entry) throw new CurriculumOrderInvalid();
  entries.delete(id);
  return entry;
}
