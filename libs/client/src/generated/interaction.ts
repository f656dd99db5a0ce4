// Generated from the OpenAPI documents by `npm run generate`; do not edit.

import type { ProblemOf } from '../problem';
export interface paths {
  '/api/v1/cart': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your cart
     * @description At present prices. `changes` of an item says what is different from when it was added: its price, or that it is not for sale any more or already yours.
     */
    get: operations['getCart'];
    put?: never;
    post?: never;
    /**
     * Empty your cart
     * @description Removes all items. An empty cart stays empty.
     */
    delete: operations['deleteCart'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/cart/items/{courseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Add a course to your cart
     * @description A course that is in the cart already keeps its place, and its present price counts as seen. Your own courses and those you are enrolled in cannot be added, nor those that are not for sale.
     */
    put: operations['putCartItem'];
    post?: never;
    /**
     * Remove a course from your cart
     * @description A course that is not in the cart changes nothing.
     */
    delete: operations['deleteCartItem'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/wishlist': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your wishlist
     * @description At present prices, newest first.
     */
    get: operations['listWishes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/wishlist/{courseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Add a course to your wishlist
     * @description A course that is on it already keeps its place.
     */
    put: operations['putWish'];
    post?: never;
    /**
     * Remove a course from your wishlist
     * @description A course that is not on it changes nothing.
     */
    delete: operations['deleteWish'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/wishlist/{courseId}/cart-moves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move a course to your cart
     * @description Removes the course from your wishlist and adds it to your cart, both or neither.
     */
    post: operations['moveWishToCart'];
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
    CartResponse: {
      /**
       * @description How many of them can be bought
       * @example 0
       */
      buyable: number;
      /** @description In the order they were put in */
      items: components['schemas']['OfferItemResponse'][];
      /** @description Of what can be bought; null when that is nothing or in several currencies */
      total: components['schemas']['MoneyDto'] | null;
    };
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
    MoneyDto: {
      /**
       * @description In the minor unit of the currency: 1999 is 19.99 USD, or 1999 JPY.
       * @example 1999
       */
      amountMinor: number;
      /** @example USD */
      currency: string;
    };
    /** @enum {string} */
    OfferChangeKind: 'price_moved' | 'not_for_sale' | 'owned';
    OfferChangeResponse: {
      /** @example price_moved */
      kind: components['schemas']['OfferChangeKind'];
      /** @description Only with price_moved: what it cost then */
      previousPrice?: components['schemas']['MoneyDto'];
    };
    OfferItemResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      addedAt: string;
      /** @description What happened since it was put here */
      changes: components['schemas']['OfferChangeResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      courseId: string;
      /** @description Before any reduction; null when it cannot be bought */
      listPrice: components['schemas']['MoneyDto'] | null;
      /** @description What it costs now; null when it cannot be bought */
      price: components['schemas']['MoneyDto'] | null;
      /** @example complete-web-development */
      slug: string;
      /** @example Complete Web Development */
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
    WishlistPageResponse: {
      items: components['schemas']['OfferItemResponse'][];
      page: components['schemas']['CursorDto'];
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
  getCart: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Get your cart */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CartResponse'];
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
  deleteCart: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Empty your cart */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
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
  putCartItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Add a course to your cart */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferItemResponse'];
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
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `cart.already_owned`: Course already owned; `cart.full`: Cart full; `cart.own_course`: Your own course */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'cart.already_owned' | 'cart.full' | 'cart.own_course'
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
      /** @description `cart.not_for_sale`: Not for sale */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'cart.not_for_sale'>;
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
  deleteCartItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Remove a course from your cart */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
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
  listWishes: {
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
      /** @description List your wishlist */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WishlistPageResponse'];
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
  putWish: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Add a course to your wishlist */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferItemResponse'];
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
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
        };
      };
      /** @description `wishlist.already_owned`: Course already owned; `wishlist.own_course`: Your own course */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'wishlist.already_owned' | 'wishlist.own_course'>;
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
      /** @description `wishlist.not_for_sale`: Not for sale */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'wishlist.not_for_sale'>;
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
  deleteWish: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Remove a course from your wishlist */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description `request.too_slow`: Request too slow */
      408: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'request.too_slow'>;
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
  moveWishToCart: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first answer and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Move a course to your cart */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferItemResponse'];
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
      /** @description `wishlist.item_not_found`: Not on your wishlist */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'wishlist.item_not_found'>;
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
      /** @description `cart.already_owned`: Course already owned; `cart.full`: Cart full; `cart.own_course`: Your own course; `idempotency.in_progress`: Request in progress */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<
            'cart.already_owned' | 'cart.full' | 'cart.own_course' | 'idempotency.in_progress'
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
      /** @description `cart.not_for_sale`: Not for sale; `idempotency.key_reused`: Idempotency-Key reused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': ProblemOf<'cart.not_for_sale' | 'idempotency.key_reused'>;
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
