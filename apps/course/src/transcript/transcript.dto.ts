import { IdField, ListField, NumberField, TextField } from '@course-plateform/types/platform';

/** As many as a user looks through. */
export const MATCHES_MAX = 100;

export class TranscriptSearchQuery {
  @TextField({
    max: 200,
    fromQuery: true,
    example: 'request',
    description:
      'Words that are said in one breath, in any order; each may be the beginning of a longer word',
  })
  q!: string;

  @TextField({
    max: 35,
    optional: true,
    fromQuery: true,
    example: 'en',
    description: 'Only captions in this language, a BCP 47 tag; all when left out',
  })
  language?: string;
}

export class TranscriptMatchResponse {
  @IdField({ description: 'The lesson in which it is said' })
  lessonId!: string;

  @TextField({
    max: 120,
    description: 'The title of the lesson',
    example: 'How the web works',
  })
  lessonTitle!: string;

  @TextField({ max: 35, description: 'The language, a BCP 47 tag', example: 'en' })
  language!: string;

  @NumberField({
    min: 0,
    max: 172_800,
    description: 'Where to begin playing, in seconds',
    example: 12.5,
  })
  startSeconds!: number;

  @NumberField({
    min: 0,
    max: 172_800,
    description: 'Where the text ends, in seconds',
    example: 15,
  })
  endSeconds!: number;

  @TextField({
    max: 1000,
    description: 'What is said there, as plain text',
    example: 'It begins with a request.',
  })
  text!: string;
}

export class TranscriptMatchListResponse {
  @ListField(() => TranscriptMatchResponse, {
    maxItems: MATCHES_MAX,
    description: 'In the order of the course; the first hundred of them',
  })
  items!: TranscriptMatchResponse[];
}
