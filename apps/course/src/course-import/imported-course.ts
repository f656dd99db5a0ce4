import {
  DomainError,
  type MoneyValue,
  defineMessage,
  newId,
} from '@course-plateform/common/kernel';
import {
  CaptionLocaleInvalid,
  LessonTakesNoCaptions,
  ResourceInvalid,
} from '../course/course.errors';
import { detailsOf } from '../course/course.service';
import type { CourseDetails } from '../course/course.entity';
import type { Section } from '../course/curriculum';
import { rulesIn } from '../course/section-rules';
import { listPriceOf } from '../course/list-price';
import type { CourseServiceSettings } from '../env';
import {
  type LessonCaption,
  type LessonResource,
  isCaptionLocale,
} from '../lesson-kinds/lesson-attachments';
import type { Lesson, LessonSources } from '../lesson-kinds/lesson-kind';
import { type LessonCreateDto, contentOf } from '../lesson-kinds/lesson.dto';
import { assertLinkAllowed } from '../lesson-kinds/link.kind';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import { MediaKind } from '../media/media-kind';
import { MediaUnusable } from '../media/media.errors';
import type { LessonInFile } from './course-file.dto';
import type { ImportErrors } from './import-errors';
import type { ImportedMedia } from './imported-media.service';
import type { CourseFile } from './read-course-file';

const UNUSED = defineMessage(
  'course_import.media_unused',
  'is a file that nothing in the course uses',
);
const QUIZ_UNUSED = defineMessage('course_import.quiz_unused', 'is a quiz of no lesson');
const LOCALE_REPEATED = defineMessage(
  'course_import.locale_repeated',
  'is the language of other captions of the lesson too',
);

/** A course as it will be stored, with ids of its own. */
export interface ImportedCourse {
  readonly details: CourseDetails;
  readonly listPrice: MoneyValue;
  readonly sections: readonly Section[];
  readonly quizzes: readonly ImportedQuiz[];
}

/** A quiz that is to be made for the course. */
export interface ImportedQuiz {
  readonly quizId: string;
  /** JSON, as the quiz service has found it right. */
  readonly content: string;
}

type Limits = Pick<
  CourseServiceSettings,
  'lessonLinkHosts' | 'coursePriceMaximumMinor' | 'courseCurrency'
>;

/** Makes a course of what an archive says, by the rules of all other courses. */
export class CourseAssembly {
  private readonly media: ReadonlyMap<string, ImportedMedia>;
  private readonly used = new Set<string>();
  private readonly quizIds = new Map<string, string>();
  private readonly sources: LessonSources;

  /** @param errors gets what is wrong with it */
  constructor(
    private readonly file: CourseFile,
    media: readonly ImportedMedia[],
    private readonly limits: Limits,
    private readonly errors: ImportErrors,
  ) {
    this.media = new Map(media.map((one) => [one.id, one]));
    this.sources = {
      media: (id, kind) => Promise.resolve(this.mediaOf(id, kind)),
      quizId: (named) => this.quizIdOf(named),
      linkHosts: limits.lessonLinkHosts,
    };
  }

  /** @returns undefined when something is wrong, which `errors` has then */
  async make(): Promise<ImportedCourse | undefined> {
    const details = await this.at('/course', () => this.details());
    const listPrice = await this.at('/course/price', () => {
      const free = { amountMinor: 0, currency: this.limits.courseCurrency };
      return listPriceOf(this.file.course.price ?? free, this.limits).toJSON();
    });
    const sections: Section[] = [];
    for (const [at, { title, lessons, ...rules }] of this.file.sections.entries()) {
      const made: Lesson[] = [];
      for (const [place, lesson] of lessons.entries()) {
        const pointer = `/sections/${at}/lessons/${place}`;
        const stored = await this.at(pointer, () => this.lesson(lesson, pointer));
        if (stored) made.push(stored);
      }
      sections.push({ id: newId(), title, ...rulesIn(rules), lessons: made });
    }
    this.assertAllUsed();
    return details && listPrice && this.errors.isEmpty
      ? { details, listPrice, sections, quizzes: this.quizzes() }
      : undefined;
  }

  private async details(): Promise<CourseDetails> {
    const { course } = this.file;
    const cover = await this.presented('coverId', MediaKind.image);
    const promo = await this.presented('promoVideoId', MediaKind.video);
    const { objectives, requirements, audience, topics, welcomeMessage, completionMessage } =
      course;
    return {
      ...detailsOf(course),
      ...{ objectives: objectives ?? [], requirements: requirements ?? [] },
      ...{ audience: audience ?? [], topics: topics ?? [] },
      ...{ welcomeMessage: welcomeMessage ?? null, completionMessage: completionMessage ?? null },
      ...{ coverId: cover, promoVideoId: promo },
    };
  }

  private async presented(
    field: 'coverId' | 'promoVideoId',
    kind: MediaKind,
  ): Promise<string | null> {
    const named = this.file.course[field];
    if (named == null) return null;
    return (await this.at(`/course/${field}`, () => this.mediaOf(named, kind).id)) ?? null;
  }

  private async lesson(lesson: LessonInFile, pointer: string): Promise<Lesson> {
    const content = await contentOf(lesson as LessonCreateDto, this.sources);
    const captions = await this.captions(lesson, pointer);
    const resources = await this.resources(lesson, pointer);
    return {
      ...{ id: newId(), ...content },
      ...(captions.length > 0 ? { captions } : {}),
      ...(resources.length > 0 ? { resources } : {}),
    };
  }

  private async captions(lesson: LessonInFile, pointer: string): Promise<LessonCaption[]> {
    const made: LessonCaption[] = [];
    for (const [at, { locale, mediaId, isDefault }] of lesson.captions.entries()) {
      const place = `${pointer}/captions/${at}`;
      if (made.some((one) => one.locale === locale)) {
        this.errors.add(`${place}/locale`, LOCALE_REPEATED);
      }
      await this.at(place, () => {
        if (!isCaptionLocale(locale)) throw new CaptionLocaleInvalid();
        if (!LESSON_KINDS.of(lesson).takesCaptions) throw new LessonTakesNoCaptions();
        const { id } = this.mediaOf(mediaId, MediaKind.caption);
        made.push({ locale, mediaId: id, isDefault });
      });
    }
    return made;
  }

  private async resources(lesson: LessonInFile, pointer: string): Promise<LessonResource[]> {
    const made: LessonResource[] = [];
    for (const [at, { title, mediaId, url }] of lesson.resources.entries()) {
      await this.at(`${pointer}/resources/${at}`, () => {
        if ((mediaId === null) === (url === null)) throw new ResourceInvalid();
        if (url !== null) assertLinkAllowed(url, this.limits.lessonLinkHosts);
        const stored = mediaId === null ? null : this.mediaOf(mediaId).id;
        made.push({ id: newId(), title, mediaId: stored, url });
      });
    }
    return made;
  }

  /** @throws MediaUnusable when the archive lists no such file of that kind */
  private mediaOf(mediaId: string, kind?: MediaKind): Pick<ImportedMedia, 'id' | 'properties'> {
    const found = this.media.get(mediaId);
    if (!found || found.kind !== (kind ?? found.kind)) {
      const kinds = kind ?? Object.values(MediaKind).join(', ');
      throw new MediaUnusable({ params: { mediaId, kinds } });
    }
    this.used.add(mediaId);
    return { id: found.newId, properties: found.properties };
  }

  private quizzes(): ImportedQuiz[] {
    return this.file.quizzes.map(({ id, content }) => ({ quizId: this.quizIdOf(id), content }));
  }

  /** Of a quiz that does not exist yet, and never does when it is not in the archive. */
  private quizIdOf(named: string): string {
    const quizId = this.quizIds.get(named) ?? newId();
    this.quizIds.set(named, quizId);
    return quizId;
  }

  private assertAllUsed(): void {
    // A lesson that is wrong may be the one that uses it.
    if (!this.errors.isEmpty) return;
    for (const [at, { id }] of this.file.media.entries()) {
      if (!this.used.has(id)) this.errors.add(`/media/${at}`, UNUSED);
    }
    for (const [at, { id }] of this.file.quizzes.entries()) {
      if (!this.quizIds.has(id)) this.errors.add(`/quizzes/${at}`, QUIZ_UNUSED);
    }
  }

  /** Notes what a rule says, and where. */
  private async at<T>(pointer: string, work: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.errors.addFailure(pointer, error);
      return undefined;
    }
  }
}
