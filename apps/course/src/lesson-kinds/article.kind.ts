import { OmitType, PartialType } from '@nestjs/swagger';
import { defineMessage } from '@course-plateform/common/kernel';
import { IdField, KindField, TextField } from '@course-plateform/types/platform';
import { cleanHtml, plainText, visibleLength } from '../rich-text/rich-text';
import {
  type Lesson,
  LessonCreate,
  type LessonKind,
  LessonOutline,
  LessonView,
} from './lesson-kind';

const KIND = 'article';
const EMPTY = defineMessage('course.article_empty', 'Write the articles that are still empty.');
/** An adult reads non-fiction at 238 words a minute (Brysbaert 2019, doi 10.1016/j.jml.2019.104047). */
const WORDS_A_MINUTE = 240;
/** Finds words in scripts without spaces too. */
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });
const NO_QUIZ = 'Always null; kept from before lessons had kinds';

interface ArticleLesson extends Lesson {
  /** Sanitised HTML. */
  readonly article: string;
}

export class ArticleLessonCreateDto extends LessonCreate {
  @KindField(KIND)
  override kind!: typeof KIND;

  @TextField({
    max: 200_000,
    optional: true,
    example: '<p>It all begins with a request.</p>',
    description: 'The text of the lesson, as HTML; it is sanitized',
  })
  article?: string;
}

export class ArticleLessonUpdateDto extends PartialType(
  OmitType(ArticleLessonCreateDto, ['kind']),
  { skipNullProperties: false },
) {}

export class ArticleLessonResponse extends LessonView {
  @KindField(KIND)
  override kind!: typeof KIND;

  @TextField({
    min: 0,
    max: 200_000,
    description: 'The text of the lesson, as sanitized HTML',
    example: '<p>It all begins with a request.</p>',
  })
  article!: string;

  @IdField({ nullable: true, example: null, description: NO_QUIZ })
  quizId!: null;
}

export class ArticleLessonOutline extends LessonOutline {
  @KindField(KIND)
  override kind!: typeof KIND;

  @IdField({ nullable: true, example: null, description: NO_QUIZ })
  quizId!: null;
}

class ArticleKind implements LessonKind {
  readonly kind = KIND;
  readonly shapes = {
    create: ArticleLessonCreateDto,
    update: ArticleLessonUpdateDto,
    view: ArticleLessonResponse,
    outline: ArticleLessonOutline,
  };
  readonly takesCaptions = false;
  readonly canPreview = true;
  readonly check = {
    message: EMPTY,
    passes: (lessons: readonly ArticleLesson[]) =>
      Promise.resolve(lessons.every(({ article }) => visibleLength(plainText(article), 1) > 0)),
  };

  content({ article = '', durationSeconds }: ArticleLessonCreateDto) {
    const clean = cleanHtml(article);
    return { article: clean, durationSeconds: durationSeconds ?? readingSeconds(clean) };
  }

  edited({ article, durationSeconds }: ArticleLessonUpdateDto, lesson: ArticleLesson) {
    if (article === undefined) return {};
    const clean = cleanHtml(article);
    // A duration that was not chosen follows the text.
    const follows =
      durationSeconds === undefined && lesson.durationSeconds === readingSeconds(lesson.article);
    return { article: clean, ...(follows ? { durationSeconds: readingSeconds(clean) } : {}) };
  }

  view({ article }: ArticleLesson): Pick<ArticleLessonResponse, 'article' | 'quizId'> {
    return { article, quizId: null };
  }

  outline(): Pick<ArticleLessonOutline, 'quizId'> {
    return { quizId: null };
  }

  written({ article, durationSeconds }: ArticleLesson) {
    // One that is not written yet has no text, which a request leaves out.
    return { ...(article === '' ? {} : { article }), durationSeconds };
  }

  mediaIds(): readonly string[] {
    return [];
  }

  completedBy(): null {
    return null;
  }
}

/** A text to read. */
export const article = new ArticleKind();

/** How long a text takes to read, in whole seconds. */
function readingSeconds(html: string): number {
  const words = [...WORDS.segment(plainText(html))].filter(({ isWordLike }) => isWordLike);
  return Math.ceil((words.length / WORDS_A_MINUTE) * 60);
}
