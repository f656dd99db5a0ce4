import type { RatingHistogram } from '@course-plateform/types/review';
import type { PublicProfile } from '@course-plateform/types/user';
import { toSalesText } from '../course/course-presentation.dto';
import { pictureOf, toPictureSizes } from '../media/media-picture';
import type { Media } from '../media/media.entity';
import type { CatalogRow } from './catalog-rows';
import type { CourseContents } from './course-contents';
import type {
  CourseContentsResponse,
  CourseResponse,
  InstructorCard,
  PromoVideo,
} from './course-page.dto';
import type { InstructorFigures } from './course-page.repository';

const NO_RATINGS: RatingHistogram = { one: 0, two: 0, three: 0, four: 0, five: 0 };

/** What only the page of a course says, but for what is stored elsewhere. */
export function toPageText(
  row: CatalogRow,
): Pick<
  CourseResponse,
  | 'description'
  | 'objectives'
  | 'requirements'
  | 'audience'
  | 'topics'
  | 'ratingHistogram'
  | 'lastUpdatedAt'
  | 'publication'
  | 'forSale'
> {
  return {
    description: row.description,
    ...toSalesText({ ...row.page, topics: row.topics ?? [] }),
    ratingHistogram: histogramOf(row),
    lastUpdatedAt: row.publishedAt.toISOString(),
    publication: row.publication,
    forSale: row.visible,
  };
}

/** How many reviews have how many stars; null while the review service has not sent it. */
export function histogramOf({ ratingCount, ratingHistogram }: CatalogRow): RatingHistogram | null {
  return ratingHistogram ?? (ratingCount === 0 ? NO_RATINGS : null);
}

export function toContents(contents: CourseContents): CourseContentsResponse {
  return {
    ...contents,
    lessonsByKind: contents.lessonsByKind.map(({ kind, lessons }) => ({ kind, lessons })),
    captionLanguages: [...contents.captionLanguages],
    laterSections: contents.laterSections ?? 0,
  };
}

export function toPromoVideo(media: Media, publicUrl: string): PromoVideo {
  return {
    mediaId: media.id,
    durationSeconds: media.properties?.durationSeconds ?? null,
    poster: toPictureSizes(pictureOf(media), publicUrl),
  };
}

const NO_FIGURES: InstructorFigures = { courses: 0, learners: 0, ratingCount: 0, ratingSum: 0 };

/** An instructor among courses: an average over all of them weighs each review alike. */
export function toInstructorCard(
  profile: PublicProfile,
  { courses, learners, ratingCount, ratingSum }: InstructorFigures = NO_FIGURES,
): InstructorCard {
  const average = ratingCount === 0 ? 0 : Math.round((ratingSum / ratingCount) * 100) / 100;
  return { ...profile, courses, learners, rating: { average, count: ratingCount } };
}
