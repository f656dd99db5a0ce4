// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { ProblemOf } from '../problem';
export interface paths {
  '/api/v1/certificates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your certificates
     * @description Newest first. A certificate is issued when a course is completed, once for each course.
     */
    get: operations['listCertificates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/certificates/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one of your certificates
     * @description With the number by which anybody can verify it.
     */
    get: operations['getCertificate'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/verifications/{number}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Verify a certificate by its number
     * @description Returns the holder's name, the course and the date, or why the certificate is not valid. Case, spaces and the kind of hyphens in the number do not matter.
     */
    get: operations['verifyCertificate'];
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
    CertificatePageResponse: {
      items: components['schemas']['CertificateResponse'][];
      page: components['schemas']['CursorDto'];
    };
    CertificateResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string;
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
      /**
       * @description Null for a moment only
       * @example Ada Lovelace
       */
      holderName: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      issuedAt: string;
      /**
       * @description Whoever has it can verify
       * @example 7K3QX-0V9TN-4M2RD-PH8WZ-61CYB
       */
      number: string;
      /**
       * @description The publication that was completed
       * @example 1
       */
      publication: number;
      /** @example valid */
      status: components['schemas']['CertificateStatus'];
      /**
       * @description The ETag of the certificate
       * @example 1
       */
      version: number;
    };
    /** @enum {string} */
    CertificateStatus: 'valid' | 'superseded';
    CursorDto: {
      /** @example 20 */
      limit: number;
      /** @description Null on the last page */
      next: string | null;
    };
    FieldError: {
      /** @example field.is_email */
      code: string;
      detail: string;
      /** @description JSON pointer into the body, or the name of a parameter */
      pointer: string;
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
    VerificationResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string;
      /** @example Complete Web Development */
      courseTitle: string;
      /**
       * @description Null for a moment only
       * @example Ada Lovelace
       */
      holderName: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      issuedAt: string;
      /** @example 7K3QX-0V9TN-4M2RD-PH8WZ-61CYB */
      number: string;
      /**
       * @description Why it is not valid
       * @example valid
       */
      status: components['schemas']['CertificateStatus'];
      /** @example true */
      valid: boolean;
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
  listCertificates: {
    parameters: {
      query?: {
        /** @description From `page.next` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List your certificates */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CertificatePageResponse'];
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
  getCertificate: {
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
      /** @description Get one of your certificates */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CertificateResponse'];
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
      /** @description `certificate.not_found`: Certificate not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'certificate.not_found'>;
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
  verifyCertificate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description As it is printed */
        number: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Verify a certificate by its number */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VerificationResponse'];
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
      /** @description `auth.token_expired`: Access token expired; `auth.token_invalid`: Invalid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'auth.token_expired' | 'auth.token_invalid'>;
        };
      };
      /** @description `certificate.number_unknown`: Certificate not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'certificate.number_unknown'>;
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
