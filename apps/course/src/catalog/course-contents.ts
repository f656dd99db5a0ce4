import type { Curriculum } from '../course/curriculum';
import { opensAtOnce } from '../course/section-rules';
import { article } from '../lesson-kinds/article.kind';
import { document } from '../lesson-kinds/document.kind';
import { quiz } from '../lesson-kinds/quiz.kind';
import { video } from '../lesson-kinds/video.kind';

/** What is inside a course, in numbers. */
export interface CourseContents {
  readonly videoSeconds: number;
  readonly articles: number;
  /** Documents, and files that come with lessons. */
  readonly downloads: number;
  readonly quizzes: number;
  readonly lessonsByKind: readonly { readonly kind: string; readonly lessons: number }[];
  /** The languages that lessons have captions in, BCP 47. */
  readonly captionLanguages: readonly string[];
  /** How many sections do not open at once; absent in entries of earlier releases, whose sections all do. */
  readonly laterSections?: number;
}

/** Counts what is inside a course. */
export function contentsOf({ lessons, sections }: Curriculum): CourseContents {
  const byKind = new Map<string, number>();
  for (const { kind } of lessons) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  const countOf = ({ kind }: { readonly kind: string }): number => byKind.get(kind) ?? 0;
  const files = lessons.flatMap(({ resources = [] }) => resources).filter(({ mediaId }) => mediaId);
  const languages = lessons.flatMap(({ captions = [] }) => captions.map(({ locale }) => locale));
  return {
    videoSeconds: lessons
      .filter(({ kind }) => kind === video.kind)
      .reduce((sum, { durationSeconds }) => sum + durationSeconds, 0),
    articles: countOf(article),
    downloads: countOf(document) + files.length,
    quizzes: countOf(quiz),
    lessonsByKind: [...byKind].map(([kind, count]) => ({ kind, lessons: count })),
    captionLanguages: [...new Set(languages)].toSorted(),
    laterSections: sections.filter((section) => !opensAtOnce(section)).length,
  };
}
