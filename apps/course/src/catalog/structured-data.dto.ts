import {
  CurrencyField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  TextListField,
  UrlField,
} from '@course-plateform/types/platform';

/** The names with an at sign are those of JSON-LD, the others those of schema.org. */
export class StructuredOrganization {
  @TextField({ example: 'Organization', description: 'Always `Organization`' })
  '@type'!: string;

  @TextField({ example: 'Course Plateform', description: 'What the platform is called' })
  name!: string;
}

export class StructuredPerson {
  @TextField({ example: 'Person', description: 'Always `Person`' })
  '@type'!: string;

  @TextField({ max: 201, example: 'Ada Lovelace', description: 'First and last name' })
  name!: string;
}

export class StructuredOffer {
  @TextField({ example: 'Offer', description: 'Always `Offer`' })
  '@type'!: string;

  @TextField({ example: 'Paid', description: '`Free` or `Paid`' })
  category!: string;

  @NumberField({
    min: 0,
    max: 1_000_000_000_000,
    example: 19.99,
    description: 'The price now, in major units of the currency',
  })
  price!: number;

  @CurrencyField({ description: 'ISO 4217' })
  priceCurrency!: string;
}

export class StructuredRating {
  @TextField({ example: 'AggregateRating', description: 'Always `AggregateRating`' })
  '@type'!: string;

  @NumberField({ min: 1, max: 5, example: 4.6, description: 'Mean of all stars' })
  ratingValue!: number;

  @IntegerField({ min: 1, example: 128, description: 'How many reviews there are' })
  ratingCount!: number;

  @IntegerField({ min: 5, max: 5, example: 5, description: 'The most stars a review gives' })
  bestRating!: number;

  @IntegerField({ min: 1, max: 1, example: 1, description: 'The fewest stars a review gives' })
  worstRating!: number;
}

export class StructuredCourseInstance {
  @TextField({ example: 'CourseInstance', description: 'Always `CourseInstance`' })
  '@type'!: string;

  @TextField({ example: 'Online', description: 'Always `Online`' })
  courseMode!: string;

  @TextField({
    example: 'PT10H30M',
    description: 'How long all lessons take together, as an ISO 8601 duration',
  })
  courseWorkload!: string;

  @ListField(() => StructuredPerson, {
    maxItems: 10,
    description: 'Who teaches it; empty while the user service is unavailable',
  })
  instructor!: StructuredPerson[];
}

export class CourseStructuredData {
  @TextField({ example: 'https://schema.org', description: 'Always `https://schema.org`' })
  '@context'!: string;

  @TextField({ example: 'Course', description: 'Always `Course`' })
  '@type'!: string;

  @TextField({ example: 'Complete Web Development', description: 'The title without markup' })
  name!: string;

  @TextField({
    max: 1001,
    example: 'Learn full-stack development.',
    description: 'How the description begins, without markup',
  })
  description!: string;

  @UrlField({
    optional: true,
    example: 'https://example.com/courses/complete-web-development',
    description: 'The address of its page; left out when the platform has not said where that is',
  })
  url?: string;

  @TextField({ max: 35, example: 'en', description: 'The language it is taught in, BCP 47' })
  inLanguage!: string;

  @TextListField({
    maxItems: 1,
    max: 2000,
    example: [
      'https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/images/w1280.jpeg',
    ],
    description: 'The largest picture of its cover; empty without one',
  })
  image!: string[];

  @ObjectField(() => StructuredOrganization, { description: 'Who provides the course' })
  provider!: StructuredOrganization;

  @ListField(() => StructuredOffer, { minItems: 1, maxItems: 1, description: 'What it costs now' })
  offers!: StructuredOffer[];

  @ObjectField(() => StructuredRating, {
    optional: true,
    description: 'How learners rate it; left out without reviews',
  })
  aggregateRating?: StructuredRating;

  @ListField(() => StructuredCourseInstance, {
    minItems: 1,
    maxItems: 1,
    description: 'How it is taught',
  })
  hasCourseInstance!: StructuredCourseInstance[];
}
