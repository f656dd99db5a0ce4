import { IdField, IdListField, TextField, TextListField } from '@course-plateform/types/platform';
import { TOPICS_MAX, TOPIC_MAX } from '../topic/topic-name';
import {
  type CoursePresentation,
  LINES_MAX,
  LINE_MAX,
  MESSAGE_MAX,
  PREREQUISITES_MAX,
  presentationOf,
} from './course-presentation';

const LINES = { max: LINE_MAX, maxItems: LINES_MAX };
const MESSAGE = { max: MESSAGE_MAX, nullable: true };
export const OBJECTIVES = {
  ...LINES,
  example: ['Build a website with HTML and CSS'],
  description: 'What learners will be able to do, one line each',
};
export const REQUIREMENTS = {
  ...LINES,
  example: ['A computer with a browser'],
  description: 'What learners should know or have, one line each',
};
export const AUDIENCE = {
  ...LINES,
  example: ['Beginners who want to build websites'],
  description: 'For whom the course is, one line each',
};
const TOPICS = { max: TOPIC_MAX, maxItems: TOPICS_MAX, example: ['javascript', 'web development'] };
export const WELCOME = {
  ...MESSAGE,
  example: 'Welcome! Begin with the first section.',
  description: 'What its learners read first, as plain text; null for none',
};
export const COMPLETION = {
  ...MESSAGE,
  example: 'Well done! Show us what you have built.',
  description: 'What its learners read at the end, as plain text; null for none',
};

/** What sells a course, as its author writes it. */
export class CoursePresentationDto {
  @TextListField({ ...OBJECTIVES, optional: true })
  objectives?: string[];

  @TextListField({ ...REQUIREMENTS, optional: true })
  requirements?: string[];

  @TextListField({ ...AUDIENCE, optional: true })
  audience?: string[];

  @IdListField({
    maxItems: PREREQUISITES_MAX,
    optional: true,
    description:
      'Other published courses that learners should have completed, which its page shows; they are advice, and are required neither to buy nor to learn it',
  })
  prerequisiteCourseIds?: string[];

  @TextListField({
    ...TOPICS,
    optional: true,
    description: 'What it is about, in free words; a synonym is stored as the topic it leads to',
  })
  topics?: string[];

  @TextField({ ...WELCOME, optional: true })
  welcomeMessage?: string | null;

  @TextField({ ...COMPLETION, optional: true })
  completionMessage?: string | null;

  @IdField({
    optional: true,
    nullable: true,
    description: 'An image of yours that is ready; null for no cover',
  })
  coverId?: string | null;

  @IdField({
    optional: true,
    nullable: true,
    description: 'A video of yours that is ready, which plays for everyone; null for none',
  })
  promoVideoId?: string | null;
}

/** What everyone may read of it. */
export class CourseSalesTextResponse {
  @TextListField(OBJECTIVES)
  objectives!: string[];

  @TextListField(REQUIREMENTS)
  requirements!: string[];

  @TextListField(AUDIENCE)
  audience!: string[];

  @TextListField({ ...TOPICS, description: 'What it is about, by the names of topics' })
  topics!: string[];
}

/** What sells a course, as its author reads it. */
export class CoursePresentationResponse extends CourseSalesTextResponse {
  @IdListField({
    maxItems: PREREQUISITES_MAX,
    description: 'Other courses that learners should have completed',
  })
  prerequisiteCourseIds!: string[];

  @TextField(WELCOME)
  welcomeMessage!: string | null;

  @TextField(COMPLETION)
  completionMessage!: string | null;

  @IdField({ nullable: true, description: 'The image of its cover; null without one' })
  coverId!: string | null;

  @IdField({ nullable: true, description: 'The video on its page; null without one' })
  promoVideoId!: string | null;
}

export function toSalesText(details: Partial<CoursePresentation>): CourseSalesTextResponse {
  const { objectives, requirements, audience, topics } = presentationOf(details);
  return {
    objectives: [...objectives],
    requirements: [...requirements],
    audience: [...audience],
    topics: [...topics],
  };
}

export function toPresentation(details: Partial<CoursePresentation>): CoursePresentationResponse {
  const { prerequisiteCourseIds, ...rest } = presentationOf(details);
  const { welcomeMessage, completionMessage, coverId, promoVideoId } = rest;
  return {
    ...toSalesText(details),
    prerequisiteCourseIds: [...prerequisiteCourseIds],
    ...{ welcomeMessage, completionMessage, coverId, promoVideoId },
  };
}
