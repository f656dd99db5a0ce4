// Generated from the OpenAPI documents by `npm run generate`; do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description Invalid answer */
    'attempt.answer_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Attempt in progress */
    'attempt.in_progress': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description No attempts left */
    'attempt.none_left': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Attempt not found */
    'attempt.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Attempt in progress */
    'attempt.not_submitted': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Question not found */
    'attempt.question_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Attempt already submitted */
    'attempt.submitted': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Deadline passed */
    'attempt.time_up': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Account not found */
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
    /** @description E-mail address already in use */
    'auth.email_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description E-mail address not confirmed */
    'auth.email_unverified': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Permission missing */
    'auth.forbidden': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description E-mail address not verified */
    'auth.google_email_unverified': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Google sign-in unavailable */
    'auth.google_unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Sign-in failed */
    'auth.invalid_credentials': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Token verification unavailable */
    'auth.keys_unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Account already exists */
    'auth.link_required': {
      /** @enum {integer} */
      status: 409;
      linkTicket: string;
    };
    /** @description Code expired */
    'auth.oauth_code_over': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Google profile not usable */
    'auth.oauth_profile_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Redirect not allowed */
    'auth.oauth_redirect_refused': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Sign-in refused */
    'auth.oauth_refused': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Sign-in not started here */
    'auth.oauth_state_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Password too weak */
    'auth.password_refused': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Link expired */
    'auth.password_reset_over': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Session ended */
    'auth.refresh_invalid': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Token already refreshed */
    'auth.refresh_race': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Session ended for security */
    'auth.refresh_reused': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Key rotation too early */
    'auth.rotation_too_early': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Session not found */
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
    /** @description Access token missing */
    'auth.token_missing': {
      /** @enum {integer} */
      status: 401;
    };
    /** @description Too many attempts */
    'auth.too_many_attempts': {
      /** @enum {integer} */
      status: 429;
    };
    /** @description Link expired */
    'auth.verification_over': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Avatar not found */
    'avatar.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Too many pixels */
    'avatar.too_many_pixels': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Unsupported image format */
    'avatar.type_unsupported': {
      /** @enum {integer} */
      status: 415;
    };
    /** @description Image not readable */
    'avatar.unreadable': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Bank transfer not found */
    'bank_transfer.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Course already owned */
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
    /** @description Search text missing */
    'catalog.relevance_without_text': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Search timed out */
    'catalog.search_timeout': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Search unavailable */
    'catalog.search_unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Category below itself */
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
    /** @description Language not supported */
    'category.locale_unsupported': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Category moved */
    'category.moved': {
      /** @enum {integer} */
      status: 301;
    };
    /** @description Category not found */
    'category.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Incomplete order */
    'category.order_invalid': {
      /** @enum {integer} */
      status: 422;
      missing: string[];
      unknown: string[];
      doubled: string[];
    };
    /** @description Parent category not found */
    'category.parent_not_found': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Wrong category to reassign to */
    'category.reassign_target_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Slug already taken */
    'category.slug_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Category tree too deep */
    'category.too_deep': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Translation not found */
    'category.translation_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Certificate not found */
    'certificate.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Certificate not revoked */
    'certificate.not_revoked': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Certificate not found */
    'certificate.number_unknown': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Certificate revoked */
    'certificate.revoked': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Coupon code already taken */
    'coupon.code_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Course not found */
    'coupon.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Invalid coupon */
    'coupon.invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Coupon no longer usable */
    'coupon.lost': {
      /** @enum {integer} */
      status: 422;
      reason: string;
    };
    /** @description Coupon not found */
    'coupon.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Coupon not usable */
    'coupon.not_usable': {
      /** @enum {integer} */
      status: 422;
      reason: string;
    };
    /** @description Too many coupons this month */
    'coupon.quota_reached': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Access suspended */
    'course.access_disputed': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Not a language tag */
    'course.caption_locale_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Captions not found */
    'course.caption_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Too many captions */
    'course.captions_full': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Course already published */
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
    /** @description Already invited */
    'course.invitation_exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Invitation not found */
    'course.invitation_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Invitation no longer open */
    'course.invitation_over': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Lesson locked */
    'course.lesson_locked': {
      /** @enum {integer} */
      status: 403;
      availableAt?: string;
      missingLessons: number;
    };
    /** @description Lesson not found */
    'course.lesson_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Lesson without sound */
    'course.lesson_without_sound': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Link not allowed */
    'course.link_not_allowed': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Already an instructor of the course */
    'course.member_exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Co-instructor not found */
    'course.member_not_found': {
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
    /** @description Course not found */
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
    /** @description Invalid prerequisite */
    'course.prerequisite_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Sale prices in the way */
    'course.price_in_sale': {
      /** @enum {integer} */
      status: 409;
      sales: {
        /** Format: uuid */
        id: string;
        startsAt: string;
        endsAt: string;
      }[];
    };
    /** @description Price too high */
    'course.price_too_high': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Not ready to publish */
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
    /** @description Not one file or link */
    'course.resource_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Resource not found */
    'course.resource_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Too many resources */
    'course.resources_full': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Course retired */
    'course.retired': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Not your right */
    'course.right_missing': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Too many planned sales */
    'course.sale_limit': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Sale price not found */
    'course.sale_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Sale already over */
    'course.sale_over': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Sales overlap */
    'course.sale_overlap': {
      /** @enum {integer} */
      status: 409;
      sales: {
        /** Format: uuid */
        id: string;
        startsAt: string;
        endsAt: string;
      }[];
    };
    /** @description Invalid sale price */
    'course.sale_price_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Invalid time of a sale */
    'course.sale_window_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Section not found */
    'course.section_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Share too large */
    'course.shares_exceeded': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Shares do not add up */
    'course.shares_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Slug already taken */
    'course.slug_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Submission not found */
    'course.submission_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Too many instructors */
    'course.team_full': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Version of the course not found */
    'course.version_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Feed position expired */
    'course_feed.expired': {
      /** @enum {integer} */
      status: 410;
    };
    /** @description Archive too large */
    'course_import.archive_too_large': {
      /** @enum {integer} */
      status: 413;
    };
    /** @description Not a whole archive */
    'course_import.archive_unreadable': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Archive refused */
    'course_import.archive_unsafe': {
      /** @enum {integer} */
      status: 422;
      entry: string;
      reason: string;
    };
    /** @description Too many imports at a time */
    'course_import.busy': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Course cannot be imported */
    'course_import.invalid': {
      /** @enum {integer} */
      status: 422;
      errorsLeftOut?: number;
    };
    /** @description Files not processed in time */
    'course_import.timed_out': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Dead letter not found */
    'dead_letter.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Evidence refused */
    'dispute.evidence_refused': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Dispute not found */
    'dispute.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Dispute not open */
    'dispute.not_open': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Document not ready */
    'document.busy': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Course not found */
    'enrollment.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Access suspended */
    'enrollment.disputed': {
      /** @enum {integer} */
      status: 403;
      reason: string;
    };
    /** @description Enrollment ended */
    'enrollment.ended': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Already enrolled */
    'enrollment.exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Enrollment not found */
    'enrollment.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Your own course */
    'enrollment.own_course': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Course not free */
    'enrollment.payment_required': {
      /** @enum {integer} */
      status: 402;
    };
    /** @description Already up to date */
    'enrollment.up_to_date': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Batches not supported */
    'graphql.batch_refused': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Mutation sent with GET */
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
    /** @description Request in progress */
    'idempotency.in_progress': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Idempotency-Key required */
    'idempotency.key_missing': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Idempotency-Key reused */
    'idempotency.key_reused': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Response not replayable */
    'idempotency.not_replayable': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Last way to sign in */
    'identity.last_method': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Identity not found */
    'identity.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Application already open */
    'instructor_application.exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Application not found */
    'instructor_application.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description No application needed */
    'instructor_application.not_needed': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Reason missing */
    'instructor_application.reason_missing': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Internal error */
    'internal.error': {
      /** @enum {integer} */
      status: 500;
    };
    /** @description Invoice not found */
    'invoice.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Playback grant expired */
    'media.grant_expired': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Playback grant invalid */
    'media.grant_invalid': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description File in use */
    'media.in_use': {
      /** @enum {integer} */
      status: 409;
      courseIds: string[];
    };
    /** @description Not enrolled */
    'media.not_entitled': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Media not found */
    'media.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Storage quota exceeded */
    'media.quota_exceeded': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Range not satisfiable */
    'media.range_not_satisfiable': {
      /** @enum {integer} */
      status: 416;
    };
    /** @description File of the stream not found */
    'media.stream_file_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description File too large */
    'media.too_large': {
      /** @enum {integer} */
      status: 413;
    };
    /** @description File cannot be used here */
    'media.unusable': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Invalid upload header */
    'media_upload.header_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Incomplete form */
    'media_upload.incomplete': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Content-Length required */
    'media_upload.length_required': {
      /** @enum {integer} */
      status: 411;
    };
    /** @description Upload in use */
    'media_upload.locked': {
      /** @enum {integer} */
      status: 423;
    };
    /** @description Upload not found */
    'media_upload.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Wrong upload offset */
    'media_upload.offset_conflict': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description More than announced */
    'media_upload.too_long': {
      /** @enum {integer} */
      status: 413;
    };
    /** @description Protocol version not supported */
    'media_upload.version_unsupported': {
      /** @enum {integer} */
      status: 412;
    };
    /** @description Invalid amount of money */
    'money.invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Course already owned */
    'order.already_owned': {
      /** @enum {integer} */
      status: 409;
      courseIds: string[];
      /** Format: uuid */
      orderId?: string;
    };
    /** @description Order not found */
    'order.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Course already ordered */
    'order.open_exists': {
      /** @enum {integer} */
      status: 409;
      /** Format: uuid */
      orderId?: string;
    };
    /** @description Already paid */
    'payment.already_paid': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Invalid amount */
    'payment.amount_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Amount not supported */
    'payment.amount_not_supported': {
      /** @enum {integer} */
      status: 422;
      available: string[];
      reason: string;
    };
    /** @description Currency mismatch */
    'payment.currency_mismatch': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Receipt already recorded */
    'payment.duplicate_receipt': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Payment in progress */
    'payment.in_progress': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Payment method unavailable */
    'payment.method_unavailable': {
      /** @enum {integer} */
      status: 422;
      available: string[];
      reason?: string;
    };
    /** @description Order ended */
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
    /** @description Return address not allowed */
    'payment.return_url_not_allowed': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Too many attempts to pay */
    'payment.too_many_attempts': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Money cannot pay the order */
    'payment_review.not_applicable': {
      /** @enum {integer} */
      status: 409;
      reason: string;
    };
    /** @description Payment review not found */
    'payment_review.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Reason missing */
    'payment_review.reason_missing': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Invalid webhook signature */
    'payment_webhook.signature_invalid': {
      /** @enum {integer} */
      status: 400;
    };
    /** @description Bank reference already recorded */
    'payout.duplicate_bank_reference': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Payout not found */
    'payout.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Payout run not found */
    'payout_run.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description User not found */
    'profile.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Publication not found */
    'progress.curriculum_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Lesson locked */
    'progress.lesson_locked': {
      /** @enum {integer} */
      status: 403;
      availableAt?: string;
      missingLessons: number;
    };
    /** @description Lesson not found */
    'progress.lesson_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Quiz not passed */
    'progress.quiz_required': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Access suspended */
    'quiz.access_disputed': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Course not found */
    'quiz.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Lesson locked */
    'quiz.lesson_locked': {
      /** @enum {integer} */
      status: 403;
      availableAt?: string;
      missingLessons: number;
    };
    /** @description No questions */
    'quiz.no_questions': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Quiz not found */
    'quiz.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Pass mark out of reach */
    'quiz.pass_mark_unreachable': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Quiz already published */
    'quiz.published': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Invalid question */
    'quiz.question_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Question not found */
    'quiz.question_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Incomplete order */
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
    /** @description Quote not found */
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
      /** Format: uuid */
      orderId: string;
    };
    /** @description Too many requests */
    'rate_limit.exceeded': {
      /** @enum {integer} */
      status: 429;
    };
    /** @description Finding closed */
    'reconciliation.finding_closed': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Finding not found */
    'reconciliation.finding_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Line missing */
    'reconciliation.line_missing': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Reason missing */
    'reconciliation.reason_missing': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Invalid refund amount */
    'refund.amount_invalid': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Bank reference already recorded */
    'refund.duplicate_bank_reference': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Refund exceeds what remains */
    'refund.exceeds_remainder': {
      /** @enum {integer} */
      status: 409;
      remainingMinor: number;
    };
    /** @description Unknown order line */
    'refund.line_unknown': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Refund sent by the provider */
    'refund.not_by_hand': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Refund not found */
    'refund.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Not eligible for a refund */
    'refund_request.not_eligible': {
      /** @enum {integer} */
      status: 422;
      reasons: string[];
    };
    /** @description Refund request not found */
    'refund_request.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Refund already requested */
    'refund_request.open_exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Reason missing */
    'refund_request.reason_missing': {
      /** @enum {integer} */
      status: 422;
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
    /** @description If-Match required */
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
    /** @description Resource changed */
    'request.precondition_failed': {
      /** @enum {integer} */
      status: 412;
    };
    /** @description Invalid query parameters */
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
    /** @description Route not found */
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
    /** @description Access suspended */
    'review.access_disputed': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Course not found */
    'review.course_not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Course already reviewed */
    'review.exists': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Not enrolled */
    'review.not_enrolled': {
      /** @enum {integer} */
      status: 403;
    };
    /** @description Review not found */
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
    /** @description Service unavailable */
    'service.unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Invalid state transition */
    'state.transition_not_allowed': {
      /** @enum {integer} */
      status: 409;
      allowed: string[];
    };
    /** @description User not suspended */
    'suspension.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Your own account */
    'suspension.own_account': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description End in the past */
    'suspension.until_past': {
      /** @enum {integer} */
      status: 422;
    };
    /** @description Topic name already taken */
    'topic.name_taken': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Topic not found */
    'topic.not_found': {
      /** @enum {integer} */
      status: 404;
    };
    /** @description Invalid upstream response */
    'upstream.reply_invalid': {
      /** @enum {integer} */
      status: 502;
    };
    /** @description Upstream service unavailable */
    'upstream.unavailable': {
      /** @enum {integer} */
      status: 503;
    };
    /** @description Last administrator */
    'user.last_admin': {
      /** @enum {integer} */
      status: 409;
    };
    /** @description Course already owned */
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
