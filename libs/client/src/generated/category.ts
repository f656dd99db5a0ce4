// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { ProblemOf } from '../problem';
export interface paths {
  '/api/v1/categories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List all categories
     * @description All categories in the order of their names, or with `tree=true` nested. Each has the number of published courses in it.
     */
    get: operations['listCategories'];
    put?: never;
    /**
     * Create a category
     * @description Creates it at the top or under a parent, at most three levels deep. Its slug is unique among its siblings.
     */
    post: operations['createCategory'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categories/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a category
     * @description By its id or its slug, with the number of published courses in it. A slug that was replaced redirects (301).
     */
    get: operations['getCategory'];
    put?: never;
    post?: never;
    /**
     * Delete an empty category
     * @description Refused with counts while there are categories or courses in it.
     */
    delete: operations['deleteCategory'];
    options?: never;
    head?: never;
    /**
     * Update a category
     * @description Renames it, describes it anew, or moves it under another parent; an old slug redirects. JSON Merge Patch (RFC 7396): what is left out stays, null removes. A category cannot be moved below itself.
     */
    patch: operations['updateCategory'];
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    CategoryCreateDto: {
      /** @example Sites, servers, services. */
      description?: string | null;
      /** @example Web Development */
      name: string;
      /**
       * Format: uuid
       * @description Null for a root
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      parentId?: string | null;
      /**
       * @description Made from the name when left out
       * @example web-development
       */
      slug?: string;
    };
    CategoryListResponse: {
      items: components['schemas']['CategoryNode'][];
    };
    CategoryNode: {
      /** @description Only with tree=true */
      children?: components['schemas']['CategoryNode'][];
      /**
       * @description Published courses in it and in all below it
       * @example 0
       */
      courseCount: number;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /** @example Sites, servers, services. */
      description: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /** @example Web Development */
      name: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      parentId: string | null;
      /** @example web-development */
      slug: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description The ETag of the category
       * @example 1
       */
      version: number;
    };
    CategoryResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /** @example Sites, servers, services. */
      description: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      id: string;
      /** @example Web Development */
      name: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      parentId: string | null;
      /** @example web-development */
      slug: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description The ETag of the category
       * @example 1
       */
      version: number;
    };
    CategoryUpdateDto: {
      /** @example Sites, servers, services. */
      description?: string | null;
      /** @example Web Development */
      name?: string;
      /**
       * Format: uuid
       * @description Moves it; null makes it a root
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      parentId?: string | null;
      /**
       * @description The one before leads to it (301)
       * @example web-development
       */
      slug?: string;
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
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listCategories: {
    parameters: {
      query?: {
        /** @description Nested instead of flat */
        tree?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description List all categories */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryListResponse'];
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
  createCategory: {
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
        'application/json': components['schemas']['CategoryCreateDto'];
      };
    };
    responses: {
      /** @description Create a category */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryResponse'];
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
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `category.slug_taken`: Slug already taken; `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.slug_taken' | 'idempotency.in_progress'>;
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
      /** @description `category.parent_not_found`: Parent category not found; `category.too_deep`: Category tree too deep; `idempotency.key_reused`: Idempotency-Key reused; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            | 'category.parent_not_found'
            | 'category.too_deep'
            | 'idempotency.key_reused'
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
  getCategory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Its id or its slug */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get a category */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryResponse'];
        };
      };
      /** @description `category.moved`: Category moved */
      301: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.moved'>;
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
      /** @description `category.not_found`: Category not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.not_found'>;
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
  deleteCategory: {
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
      /** @description Delete an empty category */
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
      /** @description `category.not_found`: Category not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.not_found'>;
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
      /** @description `category.in_use`: Category in use */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.in_use'>;
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
  updateCategory: {
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
        'application/json': components['schemas']['CategoryUpdateDto'];
      };
    };
    responses: {
      /** @description Update a category */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryResponse'];
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
      /** @description `category.not_found`: Category not found */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.not_found'>;
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
      /** @description `category.slug_taken`: Slug already taken */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'category.slug_taken'>;
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
      /** @description `category.cycle`: Category below itself; `category.parent_not_found`: Parent category not found; `category.too_deep`: Category tree too deep; `request.invalid`: Invalid request */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'category.cycle' | 'category.parent_not_found' | 'category.too_deep' | 'request.invalid'
          >;
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
}
