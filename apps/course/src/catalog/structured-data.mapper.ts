import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import type { PictureSize } from '../media/media-picture';
import { plainText } from '../rich-text/rich-text';
import type { CourseServiceSettings } from '../env';
import { coursePageUrl } from './course-address';
import type { RatingDto } from './catalog.dto';
import type { CourseStructuredData, StructuredRating } from './structured-data.dto';

/** What search engines are told of a course. */
export interface StructuredCourse {
  readonly slug: string;
  readonly title: string;
  /** Sanitised HTML. */
  readonly description: string;
  readonly language: string;
  readonly price: MoneyValue;
  readonly rating: RatingDto;
  readonly cover: readonly PictureSize[];
  readonly durationSeconds: number;
  /** Those that are known, its owner's first. */
  readonly instructorNames: readonly string[];
}

type Site = Pick<CourseServiceSettings, 'coursePageUrl' | 'courseProviderName'>;

/** Search engines show a few lines. */
const DESCRIPTION_MAX = 1000;

/** What begins like a tag, a comment or a declaration, with all up to its end. */
const MARKUP = /<[a-z/!?][^>]*>?/gi;

/**
 * A course in the words of schema.org, as Google's rich results for courses read them
 * (https://developers.google.com/search/docs/appearance/structured-data/course-info). No text in it has markup.
 */
export function toStructuredData(course: StructuredCourse, site: Site): CourseStructuredData {
  const { price, rating, instructorNames } = course;
  const url = coursePageUrl(site.coursePageUrl, course.slug);
  const picture = course.cover.findLast(({ type }) => type === 'image/jpeg');
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: withoutMarkup(course.title),
    description: shortened(withoutMarkup(plainText(course.description))),
    ...(url === null ? {} : { url }),
    inLanguage: course.language,
    image: picture ? [picture.url] : [],
    provider: { '@type': 'Organization', name: site.courseProviderName },
    offers: [
      {
        '@type': 'Offer',
        category: price.amountMinor === 0 ? 'Free' : 'Paid',
        price: Money.from(price).toDecimal(),
        priceCurrency: price.currency,
      },
    ],
    ...(rating.count === 0 ? {} : { aggregateRating: toRating(rating) }),
    hasCourseInstance: [
      {
        '@type': 'CourseInstance',
        courseMode: 'Online',
        courseWorkload: toDuration(course.durationSeconds),
        instructor: instructorNames.map((name) => ({
          ...{ '@type': 'Person' as const, name: withoutMarkup(name) },
        })),
      },
    ],
  };
}

/** The text of a `<script type="application/ld+json">` element: nothing in it can end the element. */
export function toScriptText(data: CourseStructuredData): string {
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
}

function toRating({ average, count }: RatingDto): StructuredRating {
  return {
    '@type': 'AggregateRating',
    ratingValue: average,
    ratingCount: count,
    bestRating: 5,
    worstRating: 1,
  };
}

/** In whole minutes, because no learner plans seconds; at least one. */
function toDuration(seconds: number): string {
  const minutes = Math.max(Math.round(seconds / 60), 1);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${String(hours)}H` : ''}${rest > 0 ? `${String(rest)}M` : ''}`;
}

/** A blank in place of each tag, so that what is left does not join to another one. */
function withoutMarkup(text: string): string {
  return text.replace(MARKUP, ' ').replace(/\s+/g, ' ').trim();
}

/** Cut between two words, where there are any. */
function shortened(text: string): string {
  if (text.length <= DESCRIPTION_MAX) return text;
  const cut = text.slice(0, DESCRIPTION_MAX);
  const end = cut.lastIndexOf(' ');
  return `${(end > 0 ? cut.slice(0, end) : cut).toWellFormed()}…`;
}
