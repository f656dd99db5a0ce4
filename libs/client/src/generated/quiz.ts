// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { ProblemOf } from '../problem';
export interface paths {
  '/api/v1/attempts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one of your attempts
     * @description With its questions, the answers saved so far and its deadline.
     */
    get: operations['getAttempt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/attempts/{id}/answers/{questionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Save an answer
     * @description It can be changed until the attempt is submitted or its deadline passes.
     */
    put: operations['saveAnswer'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/attempts/{id}/result': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the result of an attempt
     * @description Score and pass or fail, and as much feedback on each question as its author allows.
     */
    get: operations['getAttemptResult'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/attempts/{id}/submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Submit an attempt
     * @description Grades the saved answers, once. Passing completes the lesson that the quiz belongs to.
     */
    post: operations['submitAttempt'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quizzes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a quiz
     * @description For a course that you teach. Learners do not see it before it is published.
     */
    post: operations['createQuiz'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quizzes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a quiz with its answer key
     * @description The draft, for its author. The `ETag` is the version for `If-Match`.
     */
    get: operations['getQuiz'];
    put?: never;
    post?: never;
    /**
     * Delete a quiz draft
     * @description Only a quiz that was never published can be deleted.
     */
    delete: operations['deleteQuiz'];
    options?: never;
    head?: never;
    /**
     * Update a quiz
     * @description Its title, time limit, attempts, pass mark and feedback. JSON Merge Patch (RFC 7396): what is left out stays, null removes. Takes effect with the next publication.
     */
    patch: operations['updateQuiz'];
    trace?: never;
  };
  '/api/v1/quizzes/{id}/attempts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a quiz attempt
     * @description Returns the questions without any hint at their answers. The server sets the deadline; an attempt whose deadline passes is submitted with the answers saved until then. Only one attempt can be in progress.
     */
    post: operations['startAttempt'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quizzes/{id}/publications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Publish a quiz
     * @description Makes an immutable version of the draft, which new attempts use. Attempts in progress keep the version they started with. A quiz needs a question and a pass mark that can be reached.
     */
    post: operations['publishQuiz'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quizzes/{id}/question-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Reorder the questions of a quiz
     * @description Takes all questions, each exactly once, in the new order.
     */
    put: operations['orderQuestions'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quizzes/{id}/questions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a question to a quiz
     * @description The question is added at the end. Its `kind` decides which other fields it has.
     */
    post: operations['addQuestion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quizzes/{id}/questions/{questionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a question
     * @description Takes effect with the next publication.
     */
    delete: operations['removeQuestion'];
    options?: never;
    head?: never;
    /**
     * Replace a question
     * @description Takes effect with the next publication.
     */
    patch: operations['updateQuestion'];
    trace?: never;
  };
  '/api/v1/quizzes/{id}/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the rules of a quiz
     * @description Number of questions, pass mark, time limit and the attempts that you have left, for learners of its course.
     */
    get: operations['getQuizSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AnswerDto: components['schemas']['ChoiceAnswerDto'] | components['schemas']['ChoicesAnswerDto'];
    AttemptResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /**
       * Format: date-time
       * @description What is saved by then is submitted
       * @example 2026-01-31T12:00:00.000Z
       */
      deadlineAt: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description The how-many-th of this learner
       * @example 1
       */
      number: number;
      /** @description In the order of this attempt */
      questions: components['schemas']['QuestionResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      quizId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      startedAt: string;
      /** @example in_progress */
      status: components['schemas']['AttemptStatus'];
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      submittedAt: string | null;
      /** @example HTML basics */
      title: string;
      /**
       * @description The ETag of the attempt
       * @example 1
       */
      version: number;
    };
    AttemptResultResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      attemptId: string;
      /** @example 1 */
      maxScore: number;
      /** @example true */
      passed: boolean;
      /** @example 70 */
      passPercent: number;
      /** @description In the order of the attempt; empty when the quiz tells the score only */
      questions: components['schemas']['QuestionResultResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      quizId: string;
      /**
       * @description The points of all questions together
       * @example 2.5
       */
      score: number;
      /** @example 80 */
      scorePercent: number;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      submittedAt: string;
    };
    /** @enum {string} */
    AttemptStatus: 'in_progress' | 'submitted';
    AuthoredChoiceResponse: {
      /** @example true */
      correct: boolean;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      text: string;
    };
    AuthoredMultipleChoiceResponse: {
      choices: components['schemas']['AuthoredChoiceResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'multiple_choice';
      /** @example 1 */
      points: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    AuthoredQuestionResponse:
      | components['schemas']['AuthoredSingleChoiceResponse']
      | components['schemas']['AuthoredMultipleChoiceResponse']
      | components['schemas']['AuthoredTrueFalseResponse'];
    AuthoredSingleChoiceResponse: {
      choices: components['schemas']['AuthoredChoiceResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'single_choice';
      /** @example 1 */
      points: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    AuthoredTrueFalseResponse: {
      choices: components['schemas']['AuthoredChoiceResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'true_false';
      /** @example 1 */
      points: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    ChoiceAnswerDto: {
      /**
       * Format: uuid
       * @description One of the choices; null takes the answer back
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      choiceId: string | null;
    };
    ChoiceDto: {
      /** @example true */
      correct: boolean;
      /** @example HyperText Markup Language */
      text: string;
    };
    ChoiceQuestionUpdateDto: {
      choices?: components['schemas']['ChoiceDto'][];
      /**
       * @description A new question is worth 1 unless this says otherwise
       * @example 1
       */
      points?: number;
      /** @example What does HTML stand for? */
      text?: string;
    };
    ChoiceResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /** @example HyperText Markup Language */
      text: string;
    };
    ChoicesAnswerDto: {
      /**
       * @description Some of the choices; none takes the answer back
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a8057"
       *     ]
       */
      choiceIds: string[];
    };
    FieldError: {
      /** @example field.is_email */
      code: string;
      detail: string;
      /** @description JSON pointer into the body, or the name of a parameter */
      pointer: string;
    };
    MultipleChoiceCreateDto: {
      /** @description At least one is correct */
      choices: components['schemas']['ChoiceDto'][];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'multiple_choice';
      /**
       * @description A new question is worth 1 unless this says otherwise
       * @example 1
       */
      points?: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    MultipleChoiceResponse: {
      choices: components['schemas']['ChoiceResponse'][];
      /**
       * @description What the learner has chosen so far
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a8057"
       *     ]
       */
      chosenIds: string[];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'multiple_choice';
      /** @example 1 */
      points: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    /** @description RFC 9457 problem with a stable code; some codes add members of their own */
    Problem: {
      code: string;
      detail: string;
      errors?: components['schemas']['FieldError'][];
      /** Format: uri-reference */
      instance?: string;
      status: number;
      title: string;
      traceId?: string;
      /** Format: uri-reference */
      type: string;
    } & {
      [key: string]: unknown;
    };
    QuestionCreateDto:
      | components['schemas']['SingleChoiceCreateDto']
      | components['schemas']['MultipleChoiceCreateDto']
      | components['schemas']['TrueFalseCreateDto'];
    QuestionOrderDto: {
      /**
       * @description Every question exactly once
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a8057"
       *     ]
       */
      questionIds: string[];
    };
    QuestionResponse:
      | components['schemas']['SingleChoiceResponse']
      | components['schemas']['MultipleChoiceResponse']
      | components['schemas']['TrueFalseResponse'];
    QuestionResultResponse: {
      /** @example 0 */
      maxPoints: number;
      /**
       * @description At most two decimals; a part is rounded down
       * @example 2.5
       */
      points: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      questionId: string;
      /**
       * @description Whether it has earned all its points
       * @example true
       */
      right: boolean;
    };
    QuestionUpdateDto:
      | components['schemas']['ChoiceQuestionUpdateDto']
      | components['schemas']['TrueFalseUpdateDto'];
    QuizCreateDto: {
      /**
       * Format: uuid
       * @description A course of yours
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      settings: components['schemas']['QuizSettingsDto'];
      /** @example HTML basics */
      title: string;
    };
    /**
     * @description Whether a result tells which questions were right, or the score only
     * @enum {string}
     */
    QuizFeedback: 'questions' | 'score';
    QuizPublicationResponse: {
      /** @example 1 */
      maxScore: number;
      /** @example 1 */
      number: number;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /** @example 1 */
      questionCount: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      quizId: string;
    };
    QuizResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description The newest one; null before the first
       * @example 1
       */
      publication: number | null;
      /** @description In their order */
      questions: components['schemas']['AuthoredQuestionResponse'][];
      settings: components['schemas']['QuizSettingsResponse'];
      /** @example HTML basics */
      title: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description The ETag of the quiz and all its questions
       * @example 1
       */
      version: number;
    };
    QuizSettingsDto: {
      /**
       * @description Null, the default of a new quiz: any number
       * @example 3
       */
      attemptsAllowed?: number | null;
      /**
       * @description Whether a result tells which questions were right, or the score only
       * @example questions
       */
      feedback?: components['schemas']['QuizFeedback'];
      /** @example 70 */
      passPercent: number;
      /**
       * @description Questions and choices in a new order each time
       * @example true
       */
      shuffle?: boolean;
      /**
       * @description Null, the default of a new quiz: no limit
       * @example 600
       */
      timeLimitSeconds?: number | null;
    };
    QuizSettingsResponse: {
      /** @example 3 */
      attemptsAllowed: number | null;
      /** @example questions */
      feedback: components['schemas']['QuizFeedback'];
      /** @example 70 */
      passPercent: number;
      /** @example true */
      shuffle: boolean;
      /** @example 600 */
      timeLimitSeconds: number | null;
    };
    QuizSettingsUpdateDto: {
      /**
       * @description Null, the default of a new quiz: any number
       * @example 3
       */
      attemptsAllowed?: number | null;
      /**
       * @description Whether a result tells which questions were right, or the score only
       * @example questions
       */
      feedback?: components['schemas']['QuizFeedback'];
      /** @example 70 */
      passPercent?: number;
      /**
       * @description Questions and choices in a new order each time
       * @example true
       */
      shuffle?: boolean;
      /**
       * @description Null, the default of a new quiz: no limit
       * @example 600
       */
      timeLimitSeconds?: number | null;
    };
    QuizSummaryResponse: {
      /**
       * @description Null: any number
       * @example 3
       */
      attemptsAllowed: number | null;
      /**
       * @description How many the learner has begun
       * @example 0
       */
      attemptsUsed: number;
      /**
       * @description Null before the first result
       * @example 0
       */
      bestScorePercent: number | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /** @example 1 */
      maxScore: number;
      /**
       * Format: uuid
       * @description The attempt that is under way
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      openAttemptId: string | null;
      /**
       * @description Whether an attempt has passed
       * @example true
       */
      passed: boolean;
      /** @example 70 */
      passPercent: number;
      /** @example 1 */
      questionCount: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      quizId: string;
      /** @example 600 */
      timeLimitSeconds: number | null;
      /** @example HTML basics */
      title: string;
    };
    QuizUpdateDto: {
      settings?: components['schemas']['QuizSettingsUpdateDto'];
      /** @example HTML basics */
      title?: string;
    };
    SingleChoiceCreateDto: {
      /** @description Exactly one is correct */
      choices: components['schemas']['ChoiceDto'][];
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'single_choice';
      /**
       * @description A new question is worth 1 unless this says otherwise
       * @example 1
       */
      points?: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    SingleChoiceResponse: {
      choices: components['schemas']['ChoiceResponse'][];
      /**
       * Format: uuid
       * @description What the learner has chosen so far
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      chosenId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'single_choice';
      /** @example 1 */
      points: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    TrueFalseCreateDto: {
      /**
       * @description Whether the statement is true
       * @example true
       */
      correct: boolean;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'true_false';
      /**
       * @description A new question is worth 1 unless this says otherwise
       * @example 1
       */
      points?: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    TrueFalseResponse: {
      choices: components['schemas']['ChoiceResponse'][];
      /**
       * Format: uuid
       * @description What the learner has chosen so far
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      chosenId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: 'true_false';
      /** @example 1 */
      points: number;
      /** @example What does HTML stand for? */
      text: string;
    };
    TrueFalseUpdateDto: {
      /**
       * @description Whether the statement is true
       * @example true
       */
      correct?: boolean;
      /**
       * @description A new question is worth 1 unless this says otherwise
       * @example 1
       */
      points?: number;
      /** @example What does HTML stand for? */
      text?: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getAttempt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get one of your attempts */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResponse'];
        };
      };
      /** @description You have the present version */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'request.malformed' | 'request.query_invalid' | 'request.rejected'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `attempt.not_found`: Attempt not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  saveAnswer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        questionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AnswerDto'];
      };
    };
    responses: {
      /** @description Save an answer */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResponse'];
        };
      };
      /** @description `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'request.malformed' | 'request.query_invalid' | 'request.rejected' | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `attempt.not_found`: Attempt not found; `attempt.question_not_found`: Question not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.not_found' | 'attempt.question_not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `attempt.submitted`: Attempt already submitted */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.submitted'>;
        };
      };
      /** @description `attempt.time_up`: Deadline passed */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.time_up'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `attempt.answer_invalid`: Invalid answer; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.answer_invalid' | 'request.invalid'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  getAttemptResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get the result of an attempt */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResultResponse'];
        };
      };
      /** @description You have the present version */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'request.malformed' | 'request.query_invalid' | 'request.rejected'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `attempt.not_found`: Attempt not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `attempt.not_submitted`: Attempt in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.not_submitted'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  submitAttempt: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Submit an attempt */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResultResponse'];
        };
      };
      /** @description `idempotency.key_missing`: Idempotency-Key required; `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'idempotency.key_missing'
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `attempt.not_found`: Attempt not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `attempt.submitted`: Attempt already submitted; `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'attempt.submitted' | 'idempotency.in_progress'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `idempotency.key_reused`: Idempotency-Key reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'idempotency.key_reused'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  createQuiz: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first answer and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuizCreateDto'];
      };
    };
    responses: {
      /** @description Create a quiz */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.course_not_found`: Course not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.course_not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'idempotency.in_progress'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `idempotency.key_reused`: Idempotency-Key reused; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'idempotency.key_reused' | 'request.invalid'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  getQuiz: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a quiz with its answer key */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description You have the present version */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'request.malformed' | 'request.query_invalid' | 'request.rejected'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  deleteQuiz: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Delete a quiz draft */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `quiz.published`: Quiz already published */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.published'>;
        };
      };
      /** @description `request.precondition_failed`: Resource changed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.precondition_failed'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `request.if_match_missing`: If-Match required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.if_match_missing'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  updateQuiz: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuizUpdateDto'];
      };
    };
    responses: {
      /** @description Update a quiz */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `request.precondition_failed`: Resource changed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.precondition_failed'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.invalid'>;
        };
      };
      /** @description `request.if_match_missing`: If-Match required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.if_match_missing'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  startAttempt: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Start a quiz attempt */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResponse'];
        };
      };
      /** @description `idempotency.key_missing`: Idempotency-Key required; `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'idempotency.key_missing'
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `attempt.in_progress`: Attempt in progress; `attempt.none_left`: No attempts left; `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'attempt.in_progress' | 'attempt.none_left' | 'idempotency.in_progress'
          >;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `idempotency.key_reused`: Idempotency-Key reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'idempotency.key_reused'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  publishQuiz: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first answer and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Publish a quiz */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizPublicationResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'idempotency.in_progress'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `idempotency.key_reused`: Idempotency-Key reused; `quiz.no_questions`: No questions; `quiz.pass_mark_unreachable`: Pass mark out of reach */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'idempotency.key_reused' | 'quiz.no_questions' | 'quiz.pass_mark_unreachable'
          >;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  orderQuestions: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuestionOrderDto'];
      };
    };
    responses: {
      /** @description Reorder the questions of a quiz */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `request.precondition_failed`: Resource changed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.precondition_failed'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `quiz.question_order_invalid`: Incomplete order; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.question_order_invalid' | 'request.invalid'>;
        };
      };
      /** @description `request.if_match_missing`: If-Match required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.if_match_missing'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  addQuestion: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first answer and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuestionCreateDto'];
      };
    };
    responses: {
      /** @description Add a question to a quiz */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'idempotency.in_progress'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `idempotency.key_reused`: Idempotency-Key reused; `quiz.question_invalid`: Invalid question; `quiz.too_many_questions`: Too many questions; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'idempotency.key_reused'
            | 'quiz.question_invalid'
            | 'quiz.too_many_questions'
            | 'request.invalid'
          >;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  removeQuestion: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        id: string;
        questionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Remove a question */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found; `quiz.question_not_found`: Question not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found' | 'quiz.question_not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `request.precondition_failed`: Resource changed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.precondition_failed'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `request.if_match_missing`: If-Match required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.if_match_missing'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  updateQuestion: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        id: string;
        questionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuestionUpdateDto'];
      };
    };
    responses: {
      /** @description Replace a question */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      /** @description `request.header_invalid`: Invalid header; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected; `request.too_deep`: Request too deep */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.header_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
            | 'request.too_deep'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found; `quiz.question_not_found`: Question not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found' | 'quiz.question_not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `request.precondition_failed`: Resource changed */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.precondition_failed'>;
        };
      };
      /** @description `request.too_large`: Request too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_large'>;
        };
      };
      /** @description `request.unsupported_media_type`: Unsupported media type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.unsupported_media_type'>;
        };
      };
      /** @description `quiz.question_invalid`: Invalid question; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.question_invalid' | 'request.invalid'>;
        };
      };
      /** @description `request.if_match_missing`: If-Match required */
      428: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.if_match_missing'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
  getQuizSummary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get the rules of a quiz */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizSummaryResponse'];
        };
      };
      /** @description You have the present version */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'request.malformed' | 'request.query_invalid' | 'request.rejected'
          >;
        };
      };
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token; `auth.token_missing`: Access token missing */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.token_expired' | 'auth.token_invalid' | 'auth.token_missing'
          >;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.email_unverified' | 'auth.forbidden'>;
        };
      };
      /** @description `quiz.not_found`: Quiz not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'quiz.not_found'>;
        };
      };
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `rate_limit.exceeded`: Too many requests */
      429: {
        headers: {
          /** @description What is left, and the seconds until it is counted anew; also on other answers (draft-ietf-httpapi-ratelimit-headers) */
          RateLimit?: string;
          /** @description How many requests are allowed in how many seconds; also on other answers */
          'RateLimit-Policy'?: string;
          /** @description Seconds after which a new try makes sense */
          'Retry-After'?: number;
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'rate_limit.exceeded'>;
        };
      };
      /** @description `request.headers_too_large`: Headers too large */
      431: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.headers_too_large'>;
        };
      };
      /** @description `internal.error`: Internal error */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'internal.error'>;
        };
      };
      /** @description `neighbour.reply_invalid`: Invalid upstream response */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'neighbour.reply_invalid'>;
        };
      };
      /** @description `auth.keys_unavailable`: Token verification unavailable; `neighbour.unavailable`: Upstream service unavailable; `service.unavailable`: Service unavailable */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.keys_unavailable' | 'neighbour.unavailable' | 'service.unavailable'
          >;
        };
      };
    };
  };
}
