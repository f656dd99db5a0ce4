import { Injectable } from '@nestjs/common';
import type {
  CourseOffer,
  CurriculumLesson,
  InstructorShare,
  PublishedCurriculum,
} from '@course-plateform/types/course';
import { Clock } from '@course-plateform/common/kernel';
import { WHOLE_SHARE } from '../course/course-team';
import type { Publication } from '../course/publication.entity';
import { opensAtOnce, rulesOf } from '../course/section-rules';
import { priceAt } from '../price/price-schedule';
import type { Lesson } from '../lesson-kinds/lesson-kind';
import { LESSON_KINDS, isOpenToAll } from '../lesson-kinds/registry';
import type { CatalogCardRow } from './catalog-rows';
import { CatalogRepository } from './catalog.repository';

/** Serves requests about published courses. */
@Injectable()
export class OfferService {
  constructor(
    private readonly catalog: CatalogRepository,
    private readonly clock: Clock,
  ) {}

  /** The courses that were ever published, with what they cost now. */
  async offers(courseIds: readonly string[]): Promise<CourseOffer[]> {
    const rows = await this.catalog.many(courseIds);
    const now = this.clock.now();
    return rows.map((row) => toOffer(row, now));
  }

  /** The lessons of a publication, the newest when no number is given; null when there is none. */
  async curriculum(courseId: string, number?: number): Promise<PublishedCurriculum | null> {
    const publication = await this.catalog.publication(courseId, number);
    if (!publication) return null;
    return toPublishedCurriculum(publication);
  }
}

function toPublishedCurriculum(publication: Publication): PublishedCurriculum {
  const { courseId, number, details, instructorId, sections } = publication;
  return {
    ...{ courseId, publication: number, title: details.title, instructorId },
    lessons: sections.flatMap(({ id, lessons }) =>
      lessons.map((one) => toCurriculumLesson(id, one)),
    ),
    sections: sections
      .filter((section) => !opensAtOnce(section))
      .map((section) => ({ sectionId: section.id, ...rulesOf(section) })),
  };
}

function toCurriculumLesson(sectionId: string, lesson: Lesson): CurriculumLesson {
  const { id, title, kind } = lesson;
  return {
    ...{ lessonId: id, sectionId, title, kind },
    quizId: LESSON_KINDS.of(lesson).completedBy(lesson),
    ...(isOpenToAll(lesson) ? { isPreview: true } : {}),
  };
}

function toOffer(row: CatalogCardRow, now: Date): CourseOffer {
  const { price, saleEndsAt } = priceAt(row, now);
  return {
    courseId: row._id,
    title: row.title,
    slug: row.slug,
    instructorId: row.instructorId,
    instructors: sharesOf(row),
    forSale: row.visible,
    publication: row.publication,
    listPrice: row.listPrice,
    price,
    saleEndsAt: saleEndsAt?.toISOString() ?? null,
  };
}

/** The owner has what the others leave. */
function sharesOf({ instructorId, coInstructors }: CatalogCardRow): InstructorShare[] {
  const others = (coInstructors ?? []).map((one) => ({
    ...{ instructorId: one.instructorId, basisPoints: one.basisPoints },
  }));
  const basisPoints = others.reduce((left, one) => left - one.basisPoints, WHOLE_SHARE);
  return [{ instructorId, basisPoints }, ...others];
}
