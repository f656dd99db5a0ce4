// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { ProblemOf } from '../problem';
export interface paths {
  '/api/v1/course-rosters/{courseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the learners of a course
     * @description For its instructor and administrators, newest enrollments first.
     */
    get: operations['getCourseRoster'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your enrollments
     * @description Newest first, active, completed and ended ones.
     */
    get: operations['listEnrollments'];
    put?: never;
    /**
     * Enroll in a free course
     * @description Also resumes a course you left: a free one that is still free, or one you bought, whatever it costs now, with everything you had completed. Bought courses need no call: you are enrolled once their order is paid.
     */
    post: operations['createEnrollment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one of your enrollments
     * @description With its publication, percentage and state.
     */
    get: operations['getEnrollment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/lessons/{lessonId}/completion': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Mark a lesson complete
     * @description Repeating it changes nothing. With the last lesson the course is completed, once, and its certificate is issued. A lesson that is a quiz is completed by passing it.
     */
    put: operations['completeLesson'];
    post?: never;
    /**
     * Mark a lesson incomplete
     * @description Lowers your percentage. A completed course stays completed.
     */
    delete: operations['undoLesson'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your progress in a course
     * @description The percentage of the publication you are enrolled in, and the state of each lesson.
     */
    get: operations['getProgress'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/version-upgrades': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Preview the newest version of a course
     * @description The lessons that would be added and removed if you moved to the newest publication, and your percentage before and after. Nothing changes.
     */
    get: operations['previewVersionUpgrade'];
    put?: never;
    /**
     * Upgrade to the newest version
     * @description From now on you learn the newest publication. What you completed stays completed, and so does a completed course, even if there are new lessons.
     */
    post: operations['upgradeVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/enrollments/{id}/withdrawals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraw from a course
     * @description Ends your access without a refund. Your progress is kept, and you can come back to a course that you paid for.
     */
    post: operations['withdrawEnrollment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/learning-stats/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your learning statistics
     * @description How many courses you have, and how many courses, lessons and quizzes you have completed.
     */
    get: operations['getMyLearningStats'];
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
    ChangedLessonResponse: {
      /**
       * @description Whether you have completed it
       * @example true
       */
      completed: boolean;
      /**
       * @description As in the outline of the course
       * @example article
       */
      kind: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      lessonId: string;
      /** @example How the web works */
      title: string;
    };
    CursorDto: {
      /** @example 20 */
      limit: number;
      /** @description Null on the last page */
      next: string | null;
    };
    EnrollmentCreateDto: {
      /**
       * Format: uuid
       * @description A free course that is for sale, or one you bought and gave up
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
    };
    EnrollmentPageResponse: {
      items: components['schemas']['EnrollmentResponse'][];
      page: components['schemas']['CursorDto'];
    };
    EnrollmentResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      endedAt: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      enrolledAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /** @example 66.66 */
      percent: number;
      /**
       * @description The publication of the course that is learned
       * @example 1
       */
      publication: number;
      /** @example active */
      status: components['schemas']['EnrollmentStatus'];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      userId: string;
      /**
       * @description The ETag of the enrolment
       * @example 1
       */
      version: number;
    };
    /** @enum {string} */
    EnrollmentStatus: 'active' | 'completed' | 'ended';
    FieldError: {
      /** @example field.is_email */
      code: string;
      detail: string;
      /** @description JSON pointer into the body, or the name of a parameter */
      pointer: string;
    };
    LearningStatsResponse: {
      /**
       * @description Those of them that are completed
       * @example 0
       */
      completedCourses: number;
      /**
       * @description Lessons ticked off by hand
       * @example 0
       */
      completedLessons: number;
      /**
       * @description Courses the learner has access to
       * @example 0
       */
      courses: number;
      /**
       * @description Quizzes passed
       * @example 0
       */
      passedQuizzes: number;
    };
    LessonProgressResponse: {
      /** @example true */
      completed: boolean;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * @description As in the outline of the course
       * @example article
       */
      kind: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      lessonId: string;
      /**
       * Format: uuid
       * @description The quiz that completes a quiz lesson
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      quizId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      sectionId: string;
      /** @example How the web works */
      title: string;
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
    ProgressResponse: {
      /** @example 0 */
      completedLessons: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /** @example Complete Web Development */
      courseTitle: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      enrollmentId: string;
      /** @description In their order */
      lessons: components['schemas']['LessonProgressResponse'][];
      /** @example 66.66 */
      percent: number;
      /**
       * @description The publication the lessons are from
       * @example 1
       */
      publication: number;
      /** @example active */
      status: components['schemas']['EnrollmentStatus'];
      /** @example 0 */
      totalLessons: number;
    };
    VersionUpgradeResponse: {
      addedLessons: components['schemas']['ChangedLessonResponse'][];
      /**
       * @description Whether there is a newer publication than `fromPublication`
       * @example true
       */
      available: boolean;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      enrollmentId: string;
      /** @example 100 */
      fromPercent: number;
      /**
       * @description The publication before the upgrade
       * @example 1
       */
      fromPublication: number;
      removedLessons: components['schemas']['ChangedLessonResponse'][];
      /**
       * @description A completed enrollment stays completed
       * @example active
       */
      status: components['schemas']['EnrollmentStatus'];
      /** @example 80 */
      toPercent: number;
      /**
       * @description The newest publication
       * @example 1
       */
      toPublication: number;
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
  getCourseRoster: {
    parameters: {
      query?: {
        /** @description From `page.next` of the page before */
        cursor?: string;
        limit?: number;
        status?: components['schemas']['EnrollmentStatus'];
      };
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List the learners of a course */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentPageResponse'];
        };
      };
      /** @description You have the present version */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.cursor_invalid`: Invalid cursor; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.cursor_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
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
      /** @description `enrollment.course_not_found`: Course not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.course_not_found'>;
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
  listEnrollments: {
    parameters: {
      query?: {
        /** @description Only your enrollment in this course */
        courseId?: string;
        /** @description From `page.next` of the page before */
        cursor?: string;
        limit?: number;
        status?: components['schemas']['EnrollmentStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List your enrollments */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentPageResponse'];
        };
      };
      /** @description You have the present version */
      304: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `request.cursor_invalid`: Invalid cursor; `request.malformed`: Malformed request; `request.query_invalid`: Invalid query parameters; `request.rejected`: Request rejected */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'request.cursor_invalid'
            | 'request.malformed'
            | 'request.query_invalid'
            | 'request.rejected'
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
  createEnrollment: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EnrollmentCreateDto'];
      };
    };
    responses: {
      /** @description Enroll in a free course */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentResponse'];
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
      /** @description `enrollment.payment_required`: Course not free */
      402: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.payment_required'>;
        };
      };
      /** @description `auth.email_unverified`: E-mail address not confirmed; `auth.forbidden`: Permission missing; `enrollment.own_course`: Your own course */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'auth.email_unverified' | 'auth.forbidden' | 'enrollment.own_course'
          >;
        };
      };
      /** @description `enrollment.course_not_found`: Course not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.course_not_found'>;
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
      /** @description `enrollment.exists`: Already enrolled; `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.exists' | 'idempotency.in_progress'>;
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
  getEnrollment: {
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
      /** @description Get one of your enrollments */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.not_found'>;
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
  completeLesson: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Mark a lesson complete */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProgressResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found; `progress.curriculum_not_found`: Publication not found; `progress.lesson_not_found`: Lesson not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'enrollment.not_found' | 'progress.curriculum_not_found' | 'progress.lesson_not_found'
          >;
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
      /** @description `enrollment.ended`: Enrollment ended; `progress.quiz_required`: Quiz not passed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.ended' | 'progress.quiz_required'>;
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
  undoLesson: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Mark a lesson incomplete */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProgressResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found; `progress.curriculum_not_found`: Publication not found; `progress.lesson_not_found`: Lesson not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'enrollment.not_found' | 'progress.curriculum_not_found' | 'progress.lesson_not_found'
          >;
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
      /** @description `enrollment.ended`: Enrollment ended; `progress.quiz_required`: Quiz not passed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.ended' | 'progress.quiz_required'>;
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
  getProgress: {
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
      /** @description Get your progress in a course */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProgressResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found; `progress.curriculum_not_found`: Publication not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'enrollment.not_found' | 'progress.curriculum_not_found'
          >;
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
  previewVersionUpgrade: {
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
      /** @description Preview the newest version of a course */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VersionUpgradeResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found; `progress.curriculum_not_found`: Publication not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'enrollment.not_found' | 'progress.curriculum_not_found'
          >;
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
      /** @description `enrollment.ended`: Enrollment ended */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.ended'>;
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
  upgradeVersion: {
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
      /** @description Upgrade to the newest version */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VersionUpgradeResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found; `progress.curriculum_not_found`: Publication not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'enrollment.not_found' | 'progress.curriculum_not_found'
          >;
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
      /** @description `enrollment.ended`: Enrollment ended; `enrollment.up_to_date`: Already up to date; `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'enrollment.ended' | 'enrollment.up_to_date' | 'idempotency.in_progress'
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
  withdrawEnrollment: {
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
      /** @description Withdraw from a course */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentResponse'];
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
      /** @description `enrollment.not_found`: Enrollment not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'enrollment.not_found'>;
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
      /** @description `idempotency.in_progress`: Request in progress; `state.transition_not_allowed`: Invalid state transition */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'idempotency.in_progress' | 'state.transition_not_allowed'
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
  getMyLearningStats: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get your learning statistics */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningStatsResponse'];
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
