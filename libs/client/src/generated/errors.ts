// Generated from the OpenAPI documents by `npm run generate`; do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description Not an answer to this question */
    'attempt.answer_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description An attempt is under way */
    'attempt.in_progress': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No attempts left */
    'attempt.none_left': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such attempt */
    'attempt.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Still under way */
    'attempt.not_submitted': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such question in this attempt */
    'attempt.question_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Submitted already */
    'attempt.submitted': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description The time is up */
    'attempt.time_up': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description No such account */
    'auth.account_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Account suspended */
    'auth.account_suspended': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Wrong password */
    'auth.current_password_wrong': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description E-mail address in use */
    'auth.email_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Confirm your e-mail address first */
    'auth.email_unverified': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Not allowed */
    'auth.forbidden': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description E-mail address not confirmed */
    'auth.google_email_unverified': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Signing in with Google is not possible */
    'auth.google_unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Sign-in failed */
    'auth.invalid_credentials': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Sign-in is not available at the moment */
    'auth.keys_unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description There is an account already */
    'auth.link_required': {
      /** @enum {integer} */
      status: 409;
      linkTicket: string;
    };
    /** @description Code no longer good */
    'auth.oauth_code_over': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Google profile not usable */
    'auth.oauth_profile_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Page not allowed */
    'auth.oauth_redirect_refused': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Not signed in */
    'auth.oauth_refused': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Signing in was not begun here */
    'auth.oauth_state_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Password not accepted */
    'auth.password_refused': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Link no longer good */
    'auth.password_reset_over': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Session over */
    'auth.refresh_invalid': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Refreshed already */
    'auth.refresh_race': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Session ended for safety */
    'auth.refresh_reused': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Too early for a rotation */
    'auth.rotation_too_early': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such session */
    'auth.session_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Access token expired */
    'auth.token_expired': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Invalid access token */
    'auth.token_invalid': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Sign in first */
    'auth.token_missing': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Too many attempts */
    'auth.too_many_attempts': {
      /** @enum {integer} */
      status: 429;
    };
    /** @description Link no longer good */
    'auth.verification_over': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description No such picture */
    'avatar.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Too many pixels */
    'avatar.too_many_pixels': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Not a picture */
    'avatar.type_unsupported': {
      /** @enum {integer} */
      status: 415;
    };
    /** @description Picture not readable */
    'avatar.unreadable': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description No such bank transfer */
    'bank_transfer.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Already yours */
    'cart.already_owned': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Cart full */
    'cart.full': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Not for sale */
    'cart.not_for_sale': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Your own course */
    'cart.own_course': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Nothing to be relevant to */
    'catalog.relevance_without_text': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Search took too long */
    'catalog.search_timeout': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description A category cannot be below itself */
    'category.cycle': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Category in use */
    'category.in_use': {
      /** @enum {integer} */
      status: 409;
      courses: number;
      children: number;
    };
    /** @description Category moved */
    'category.moved': {
      /** @enum {integer} */
      status: 301;
    };
    /** @description No such category */
    'category.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No such parent category */
    'category.parent_not_found': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Slug already taken */
    'category.slug_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Too deep */
    'category.too_deep': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description No such certificate */
    'certificate.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No certificate has this number */
    'certificate.number_unknown': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Course has been published */
    'course.has_enrollments': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description HTML too deep */
    'course.html_too_deep': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Course in review */
    'course.in_review': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such lesson */
    'course.lesson_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Course moved */
    'course.moved': {
      /** @enum {integer} */
      status: 301;
    };
    /** @description Not enrolled */
    'course.not_entitled': {
      /** @enum {integer} */
      status: 402;
    };
    /** @description No such course */
    'course.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Incomplete order */
    'course.order_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Your own course */
    'course.own_submission': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Price too high */
    'course.price_too_high': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Not ready to be published */
    'course.publish_checks_failed': {
      /** @enum {integer} */
      status: 422;
      checks: {
        code: string;
        passed: boolean;
        detail: string;
      }[];
    };
    /** @description Reason missing */
    'course.reason_missing': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description No such section */
    'course.section_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Slug already taken */
    'course.slug_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such submission */
    'course.submission_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No such dead letter */
    'dead_letter.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No such course */
    'enrollment.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description The enrolment has ended */
    'enrollment.ended': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Already enrolled */
    'enrollment.exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such enrolment */
    'enrollment.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Your own course */
    'enrollment.own_course': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Not a free course */
    'enrollment.payment_required': {
      /** @enum {integer} */
      status: 402;
    };
    /** @description Already the newest version */
    'enrollment.up_to_date': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description One query at a time */
    'graphql.batch_refused': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Mutations need POST */
    'graphql.method_not_allowed': {
      /** @enum {integer} */
      status: 405;
    };
    /** @description Invalid query */
    'graphql.query_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Query too costly */
    'graphql.query_too_costly': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Query too deep */
    'graphql.query_too_deep': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Query too large */
    'graphql.query_too_large': {
      /** @enum {integer} */
      status: 400;
      limit: string;
      max: number;
    };
    /** @description Invalid GraphQL request */
    'graphql.request_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Too many aliases */
    'graphql.too_many_aliases': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Invalid variable */
    'graphql.variable_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Still in progress */
    'idempotency.in_progress': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Idempotency-Key is required */
    'idempotency.key_missing': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Idempotency-Key used for something else */
    'idempotency.key_reused': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Response not replayable */
    'idempotency.not_replayable': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description The last way to sign in */
    'identity.last_method': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such identity */
    'identity.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Already applied */
    'instructor_application.exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such application */
    'instructor_application.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No application needed */
    'instructor_application.not_needed': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description A refusal needs a reason */
    'instructor_application.reason_missing': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Internal error */
    'internal.error': {
      /** @enum {integer} */
      status: 500;
    };
    /** @description Invalid amount of money */
    'money.invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description A part of the platform gave an unusable answer */
    'neighbour.reply_invalid': {
      /** @enum {integer} */
      status: 502;
    };
    /** @description A part of the platform is not available */
    'neighbour.unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Already yours */
    'order.already_owned': {
      /** @enum {integer} */
      status: 409;
      courseIds: string[];
      orderId?: string;
    };
    /** @description No such order */
    'order.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Already ordered */
    'order.open_exists': {
      /** @enum {integer} */
      status: 409;
      orderId?: string;
    };
    /** @description Already paid */
    'payment.already_paid': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Nothing received */
    'payment.amount_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Another currency */
    'payment.currency_mismatch': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Receipt counted already */
    'payment.duplicate_receipt': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description A payment is in progress */
    'payment.in_progress': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Way to pay not available */
    'payment.method_unavailable': {
      /** @enum {integer} */
      status: 422;
      available: string[];
      reason?: string;
    };
    /** @description The order is over */
    'payment.order_over': {
      /** @enum {integer} */
      status: 409;
      orderStatus: string;
    };
    /** @description Payment provider unavailable */
    'payment.provider_unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description No such person */
    'profile.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No such publication */
    'progress.curriculum_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No such lesson */
    'progress.lesson_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Pass the quiz */
    'progress.quiz_required': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No such course */
    'quiz.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No questions */
    'quiz.no_questions': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description No such quiz */
    'quiz.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Nobody can pass */
    'quiz.pass_mark_unreachable': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Learners know this quiz */
    'quiz.published': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Not a question of its kind */
    'quiz.question_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description No such question */
    'quiz.question_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Not a complete order */
    'quiz.question_order_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Too many questions */
    'quiz.too_many_questions': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Nothing to buy */
    'quote.empty': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Quote expired */
    'quote.expired': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Several currencies */
    'quote.mixed_currencies': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Not for sale */
    'quote.not_for_sale': {
      /** @enum {integer} */
      status: 422;
      courseIds: string[];
    };
    /** @description No such quote */
    'quote.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Your own course */
    'quote.own_course': {
      /** @enum {integer} */
      status: 409;
      courseIds: string[];
    };
    /** @description Quote already used */
    'quote.used': {
      /** @enum {integer} */
      status: 409;
      orderId: string;
    };
    /** @description Too many requests */
    'rate_limit.exceeded': {
      /** @enum {integer} */
      status: 429;
    };
    /** @description Invalid cursor */
    'request.cursor_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Invalid header */
    'request.header_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Headers too large */
    'request.headers_too_large': {
      /** @enum {integer} */
      status: 431;
    };
    /** @description If-Match is required */
    'request.if_match_missing': {
      /** @enum {integer} */
      status: 428;
    };
    /** @description Invalid request */
    'request.invalid': {
      /** @enum {integer} */
      status: 422;
      errorsLeftOut?: number;
    };
    /** @description Malformed request */
    'request.malformed': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Method not allowed */
    'request.method_not_allowed': {
      /** @enum {integer} */
      status: 405;
    };
    /** @description Changed in the meantime */
    'request.precondition_failed': {
      /** @enum {integer} */
      status: 412;
    };
    /** @description Invalid query */
    'request.query_invalid': {
      /** @enum {integer} */
      status: 400;
      errorsLeftOut?: number;
    };
    /** @description Request rejected */
    'request.rejected': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description No such route */
    'request.route_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Request too deep */
    'request.too_deep': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Request too large */
    'request.too_large': {
      /** @enum {integer} */
      status: 413;
    };
    /** @description Request too slow */
    'request.too_slow': {
      /** @enum {integer} */
      status: 408;
    };
    /** @description Unsupported media type */
    'request.unsupported_media_type': {
      /** @enum {integer} */
      status: 415;
    };
    /** @description No such course */
    'review.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Already reviewed */
    'review.exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Not enrolled */
    'review.not_enrolled': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description No such review */
    'review.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Your own course */
    'review.own_course': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Too early for a review */
    'review.too_early': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Temporarily unavailable */
    'service.unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Not possible in this state */
    'state.transition_not_allowed': {
      /** @enum {integer} */
      status: 409;
      allowed: string[];
    };
    /** @description Not suspended */
    'suspension.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Not yourself */
    'suspension.own_account': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Over already */
    'suspension.until_past': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description The last admin */
    'user.last_admin': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Already yours */
    'wishlist.already_owned': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Not on your wishlist */
    'wishlist.item_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Not for sale */
    'wishlist.not_for_sale': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Your own course */
    'wishlist.own_course': {
      /** @enum {integer} */
      status: 409;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

/** What is particular to the problems of each code. */
export type ErrorCatalog = components['schemas'];
