import { Injectable } from '@nestjs/common';
import type {
  CourseOffer,
  InstructorShare,
  PublishedCurriculum,
} from '@course-plateform/types/course';
import { Clock } from '@course-plateform/common/kernel';
import { WHOLE_SHARE } from '../course/course-team';
import { priceAt } from '../price/price-schedule';
import { LESSON_KINDS } from '../lesson-kinds/registry';
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
    return {
      courseId,
      publication: publication.number,
      title: publication.details.title,
      instructorId: publication.instructorId,
      lessons: publication.sections.flatMap((section) =>
        section.lessons.map((lesson) => ({
          lessonId: lesson.id,
          sectionId: section.id,
          title: lesson.title,
          kind: lesson.kind,
          quizId: LESSON_KINDS.of(lesson).completedBy(lesson),
        })),
      ),
    };
  }
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
