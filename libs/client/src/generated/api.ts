// Generated from the OpenAPI documents by `npm run generate`; do not edit.

export interface paths {
  '/.well-known/jwks.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the public signing keys
     * @description The JSON Web Key Set (RFC 7517) with the public keys of access tokens: the current key, the next one and the previous one. Services and front ends verify tokens with it. It may be cached for as long as the response says; fetch it again when a token names an unknown key.
     */
    get: operations['getJwks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
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
  '/api/v1/auth/admin/users/{userId}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List a user's sessions
     * @description Every device on which the user is signed in, for administrators.
     */
    get: operations['listUserSessions'];
    put?: never;
    post?: never;
    /**
     * End all of a user's sessions
     * @description Signs the user out on every device. Their access tokens are refused within five seconds.
     */
    delete: operations['deleteUserSessions'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/audit-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List security events of all accounts
     * @description The audit trail that administrators search by user, kind and time, newest first.
     */
    get: operations['listAuditEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/email-verifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request an e-mail verification link
     * @description Mails a link that confirms your e-mail address and works once. The response is always 202; at most one mail is sent a minute, and none when the address is confirmed.
     */
    post: operations['requestEmailVerification'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/email-verifications/confirmations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm an e-mail address
     * @description Takes the secret from the mailed link. A secret that is expired or used is gone (410); request a new mail then.
     */
    post: operations['confirmEmail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/identities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your linked identities
     * @description What you can sign in with besides a password.
     */
    get: operations['listIdentities'];
    put?: never;
    /**
     * Link an identity and sign in
     * @description When Google confirms an e-mail address that already has an account, signing in ends with `auth.link_required` and a link ticket. The owner of the account exchanges the ticket and its password here; from then on both ways sign in to the same account.
     */
    post: operations['createIdentity'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/identities/{id}': {
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
     * Unlink an identity
     * @description It cannot be used to sign in any more. Your last way to sign in cannot be unlinked: choose a password first.
     */
    delete: operations['deleteIdentity'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oauth/exchanges': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Exchange a sign-in code for tokens
     * @description Takes the code from the fragment of the front end's page and returns tokens, as signing in with a password does.
     */
    post: operations['exchangeCode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oauth/google': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Start signing in with Google
     * @description Redirects the browser to Google. Afterward the browser comes back to the page in `redirect`, which must be of one of the front ends that the operator has allowed.
     */
    get: operations['startGoogle'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oauth/google/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Finish signing in with Google
     * @description Google redirects the browser here. It goes on to the front end's page, whose fragment holds a code that works once and for a minute, or an `error` with the code of a failure.
     */
    get: operations['endGoogle'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change your password
     * @description Needs the current password. Ends all your other sessions and mails you that the password has changed.
     */
    put: operations['changePassword'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password-resets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a password reset link
     * @description Mails a link with which a new password can be chosen. The response is always 202, whether an account has this address or not; at most one mail is sent a minute. Only the newest link works, once and for some minutes.
     */
    post: operations['requestPasswordReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password-resets/confirmations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reset a password
     * @description Takes the secret from the mailed link and the new password, and ends all sessions of the account. A password that is refused does not use the secret up.
     */
    post: operations['confirmPasswordReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Register an account
     * @description Creates an account with the learner role, creates its profile, signs the new user in and mails a link that confirms the e-mail address. E-mail addresses are unique whatever their case. The password needs 8 to 128 characters of three kinds, or 15 or more of any kind, must not contain the name or the e-mail address and must not be a common one.
     */
    post: operations['register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/security-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List security events of your account
     * @description Sign-ins, failed sign-ins, password changes, ended sessions and the like, newest first, each with its time, device and coarse location.
     */
    get: operations['listSecurityEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your sessions
     * @description Every device on which you are signed in, with its coarse location and the time it was last seen. The session of this request is marked.
     */
    get: operations['listSessions'];
    put?: never;
    /**
     * Sign in
     * @description Returns an access token for some minutes and a refresh token. A wrong password and an unknown e-mail address get the same response after the same time. Repeated failures slow down further tries of that account and that client.
     */
    post: operations['createSession'];
    /**
     * Sign out everywhere
     * @description Ends all your sessions, or with `keep=current` all but this one. Access tokens of ended sessions are refused within five seconds.
     */
    delete: operations['deleteSessions'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions/{id}': {
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
     * End one of your sessions
     * @description Signs another device out. Its access token is refused within five seconds.
     */
    delete: operations['deleteSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions/current': {
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
     * Sign out
     * @description Ends the session of this request. Its access token is refused within five seconds.
     */
    delete: operations['deleteCurrentSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/token-refreshes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refresh your tokens
     * @description Exchanges a refresh token for a new access token and a new refresh token. Each refresh token works once. If a replaced token comes back, the session ends and its owner gets a mail, because it may have been stolen; within seconds of the exchange it is only a conflict, so that two tabs do not sign each other out.
     */
    post: operations['refreshTokens'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bank-transfers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List bank transfers
     * @description Payments by bank transfer with what has been received for them, newest first, for those who confirm receipts.
     */
    get: operations['listBankTransfers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/bank-transfers/{id}/confirmations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm a received bank transfer
     * @description Records an amount and its bank reference, which counts once. The whole amount pays the order and starts the enrollment. Too little waits for the rest, a surplus is recorded, and what arrives after the order has ended needs a review.
     */
    post: operations['confirmBankTransfer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/billing-details': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your billing details
     * @description What your next invoices say about you. All is null as long as nothing is saved.
     */
    get: operations['getBillingDetails'];
    /**
     * Save your billing details
     * @description Replaces all of them. An invoice takes them over when its order is paid, and never changes afterwards, so save them before you pay. The first time, `If-Match` is `"0"`.
     */
    put: operations['saveBillingDetails'];
    post?: never;
    /**
     * Delete your billing details
     * @description Invoices that are issued keep their copy, as the law wants.
     */
    delete: operations['deleteBillingDetails'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
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
  '/api/v1/categories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List all categories
     * @description All categories in the order of their names, or with `tree=true` nested, in the language of the request or else in the default one. Each has the number of published courses in it, and with all below it.
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
     * @description By its id or its slug, in the language of the request or else in the default one. A slug that was replaced redirects (301).
     */
    get: operations['getCategory'];
    put?: never;
    post?: never;
    /**
     * Delete a category
     * @description Refused with counts while there are categories or courses in it, unless `reassignTo` names the category that takes them over. That one then has its courses, the categories below it and its addresses at once (301); drafts and pages of courses follow within moments.
     */
    delete: operations['deleteCategory'];
    options?: never;
    head?: never;
    /**
     * Update a category
     * @description Renames it, describes it anew in the default language, or moves it under another parent; an old slug redirects. JSON Merge Patch (RFC 7396): what is left out stays, null removes. A category cannot be moved below itself.
     */
    patch: operations['updateCategory'];
    trace?: never;
  };
  '/api/v1/categories/{id}/translations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the translations of a category
     * @description Its name and description in every language it has them in. The item in the default language is what the category itself says.
     */
    get: operations['listCategoryTranslations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categories/{id}/translations/{locale}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Translate a category
     * @description Sets its name and description in one language, for callers whose `Accept-Language` selects it. Others see the texts in the default language, which the category itself has. The slug is the same in all languages. It is a change of the category: `If-Match` takes its `ETag`.
     */
    put: operations['putCategoryTranslation'];
    post?: never;
    /**
     * Remove a translation of a category
     * @description From then on callers with this language see the texts in the default language. It is a change of the category: `If-Match` takes its `ETag`.
     */
    delete: operations['deleteCategoryTranslation'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categories/{parentId}/children-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the order of child categories
     * @description The ids of the categories below one in their order, with its version.
     */
    get: operations['getChildrenOrder'];
    /**
     * Reorder the child categories
     * @description Takes every category right below this one exactly once, in the new order, which lists and trees follow. A category that is new or moved goes last.
     */
    put: operations['reorderChildren'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categories/children-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the order of top-level categories
     * @description The ids of the categories at the top in their order, with its version.
     */
    get: operations['getRootOrder'];
    /**
     * Reorder the top-level categories
     * @description Takes every category at the top exactly once, in the new order, which lists and trees follow. A new category goes last.
     */
    put: operations['reorderRoots'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
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
  '/api/v1/certificates/{id}/revocations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Revoke a certificate
     * @description With a reason that the holder reads. From then on its verification says that it is revoked. A refund of the course revokes the certificate by itself, and a new purchase restores it.
     */
    post: operations['revokeCertificate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/certificates/{id}/revocations/current': {
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
     * Restore a revoked certificate
     * @description It can be relied on again, whatever it was revoked for.
     */
    delete: operations['restoreCertificate'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/coupon-checks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Check whether a coupon can be used
     * @description For the courses in your cart or for a list of courses. Nothing is held: an order that is placed in the meantime may take the last use.
     */
    post: operations['checkCoupon'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/coupons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List coupons
     * @description Newest first: those of your own courses, or all for admins.
     */
    get: operations['listCoupons'];
    put?: never;
    /**
     * Create a coupon
     * @description Instructors create coupons for one of their courses or for all of them, so many per course and month (`COUPONS_PER_COURSE_MONTH`). Admins create them for any course and for the whole site. Its discount and its courses never change.
     */
    post: operations['createCoupon'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/coupons/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a coupon
     * @description With the number of its uses. Instructors get those of their own courses only.
     */
    get: operations['getCoupon'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update a coupon
     * @description Its period, its limits and its conditions. Quotes keep their prices; a lower limit ends no use. JSON Merge Patch (RFC 7396).
     */
    patch: operations['updateCoupon'];
    trace?: never;
  };
  '/api/v1/coupons/{id}/deactivations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Deactivate a coupon
     * @description For good. Orders that were placed with it keep their prices; quotes that are not ordered yet lose it.
     */
    post: operations['deactivateCoupon'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/coupons/batches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Generate coupons with random codes
     * @description All have the same terms; `totalLimit: 1` makes each code work once. Every code counts towards the monthly number of an instructor. Read the codes as CSV.
     */
    post: operations['createCouponBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/coupons/batches/{id}/codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download the codes of a batch
     * @description A CSV file with a header line. Cells that a spreadsheet would take for a formula begin with an apostrophe.
     */
    get: operations['getCouponBatchCodes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/course-feed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List changed courses
     * @description For partners who keep a copy of the catalog: published courses in the order in which they changed, and those that are public no longer. Read all pages once, store `resumeCursor`, and go on from there as often as you like: no change is missed. A course that changes again moves to the end, so it may come more than once. A new publication, price, sale, rating or category is a change; a new number of learners is one an hour at most; a new name of an instructor or a category is none. Removed courses are listed for 90 days by default; whoever has not read for longer gets 410 and reads all again. Needs the user and category services (503).
     */
    get: operations['listCourseFeed'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/course-imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Import a course
     * @description Makes a draft of yours with everything in the archive, or nothing: all of it is checked before anything is stored. Its files count against your quota and pass the same checks as uploads; recordings are converted afterwards. Its quizzes are drafts that follow within seconds and have to be published. A lesson that names a quiz which is not in the archive keeps its place, and has to be given one before the course is published. `dryRun=true` stores nothing, and returns what is wrong and what would be made.
     */
    post: operations['importCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/course-invitations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an invitation to teach a course
     * @description For the account whose confirmed e-mail address was invited.
     */
    get: operations['getCourseInvitation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/course-invitations/{id}/acceptances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation to teach a course
     * @description You become a co-instructor of the course with the rights and the share of the invitation.
     */
    post: operations['acceptCourseInvitation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/course-invitations/{id}/rejections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decline an invitation to teach a course
     * @description The owner can invite you again.
     */
    post: operations['rejectCourseInvitation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
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
  '/api/v1/course-submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List course submissions
     * @description Everything that was submitted, newest first; filter by `status` for what waits for a decision.
     */
    get: operations['listSubmissions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/course-submissions/{id}/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decide on a course submission
     * @description Approves the course, so that its author can publish it, or rejects it with a reason. You cannot decide on your own course.
     */
    post: operations['decideSubmission'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search published courses
     * @description The catalog, page by page: search by words, filters, facets and sort orders. Words are searched, and facets counted, in a database of their own; while it is unavailable, only those requests fail. Prices are compared within one currency. The names of instructors and categories are null while their service is unavailable.
     */
    get: operations['listCourses'];
    put?: never;
    /**
     * Create a course draft
     * @description Only its title is needed to begin. The draft is visible to you and administrators until it is published. Its slug is made from the title unless you choose one.
     */
    post: operations['createCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/curriculum-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Reorder the curriculum of a draft
     * @description Takes all sections with all their lessons, each exactly once, in the new order.
     */
    put: operations['reorderCurriculum'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/lessons/{lessonId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a lesson with its content
     * @description For learners, as in the publication they are enrolled in; for its author, as in the draft; for everybody, when it is a preview. Otherwise the course has to be bought first (402). A lesson whose section is not open yet is refused (403) with `availableAt` and `missingLessons`, unless you have completed it.
     */
    get: operations['getLesson'];
    put?: never;
    post?: never;
    /**
     * Remove a lesson from a draft
     * @description Learners keep it until the next publication, and its id is never used again.
     */
    delete: operations['removeLesson'];
    options?: never;
    head?: never;
    /**
     * Update a lesson of a draft
     * @description JSON Merge Patch (RFC 7396): what is left out stays, null removes. The kind of a lesson cannot change. Learners see the change with the next publication.
     */
    patch: operations['updateLesson'];
    trace?: never;
  };
  '/api/v1/courses/{courseId}/lessons/{lessonId}/captions/{locale}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the captions of a lesson
     * @description In one language, in place of those before. Learners see them with the next publication.
     */
    put: operations['setLessonCaptions'];
    post?: never;
    /**
     * Remove captions from a lesson
     * @description From the draft only: learners keep them until the next publication.
     */
    delete: operations['removeLessonCaptions'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/lessons/{lessonId}/moves': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move a lesson
     * @description To a position in its own section or another one. Moving it to where it is changes nothing.
     */
    post: operations['moveLesson'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/lessons/{lessonId}/resources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a resource to a lesson
     * @description A file for download, or a link, at the end of the others. Learners get files with a playback grant for the lesson.
     */
    post: operations['addLessonResource'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/lessons/{lessonId}/resources/{resourceId}': {
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
     * Remove a resource from a lesson
     * @description From the draft only: learners keep it until the next publication.
     */
    delete: operations['removeLessonResource'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/sections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a section to a draft
     * @description The section is added at the end. Its lessons open at once unless it has a `release` or `requiresPrevious`.
     */
    post: operations['addSection'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{courseId}/sections/{sectionId}': {
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
     * Remove a section and its lessons
     * @description From the draft only: learners keep them until the next publication.
     */
    delete: operations['removeSection'];
    options?: never;
    head?: never;
    /**
     * Update a section of a draft
     * @description Its title, and when its lessons open. What is left out stays, and a `release` of null opens them at once. Learners see the change with the next publication.
     */
    patch: operations['renameSection'];
    trace?: never;
  };
  '/api/v1/courses/{courseId}/sections/{sectionId}/lessons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a lesson to a section
     * @description The lesson is added at the end of the section. Its `kind` decides which other fields it has.
     */
    post: operations['addLesson'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a published course
     * @description All of the course page in one request, by id or slug: what it teaches, what is inside, who teaches it, cover and promo video, ratings, present price and related courses. A slug that was replaced redirects (301). An unpublished course stays visible to its learners.
     */
    get: operations['getCourse'];
    put?: never;
    post?: never;
    /**
     * Delete a course draft
     * @description Only a course that was never published can be deleted; unpublish others.
     */
    delete: operations['deleteCourse'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/archives': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Archive a course
     * @description Ends the sale of a course that was published, and takes it out of your way. Its learners keep their access. It can be restored.
     */
    post: operations['archiveCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the changes of a course draft
     * @description Who changed what and when, newest first, from the creation of the draft on.
     */
    get: operations['listCourseChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/clones': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Clone a course
     * @description Makes a draft with the details, sections, lessons, files and list price of the draft of another course. Its quizzes are copied too, a moment later, and have to be published before the course. Reviews, learners and sale prices stay with the other course.
     */
    post: operations['cloneCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/curriculum': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the curriculum of a course
     * @description Sections and lessons with their titles, kinds and durations, without their content. Learners get the publication they are enrolled in, and what its author says to them, others the newest one. Sections may open later: to learners, `locked` says whether one is closed now.
     */
    get: operations['getCurriculum'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/draft': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a course draft
     * @description Everything that its author edits: details, sections, lessons and price, as they will be published. The `ETag` is the version for `If-Match`.
     */
    get: operations['getCourseDraft'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update a course draft
     * @description JSON Merge Patch (RFC 7396): what is left out stays, null removes. The description may hold simple HTML, which is sanitized. A change takes an approval back; learners see it with the next publication.
     */
    patch: operations['updateCourseDraft'];
    trace?: never;
  };
  '/api/v1/courses/{id}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export a course
     * @description The draft as one ZIP archive: `course.json` with details, list price, sections and lessons, and in `media` each file as it was uploaded, named by its SHA-256. Quizzes are in it with their questions and keys, as their authors have written them last. It has nothing about learners, and no ids of the platform but that of its category. `POST /course-imports` takes it.
     */
    get: operations['exportCourse'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/pricing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the list price of a course
     * @description Zero makes the course free. The price takes effect with the next publication; orders that exist keep theirs. A sale price that runs or is planned has to go with it.
     */
    put: operations['setCoursePricing'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/publications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Publish a course
     * @description Makes an immutable publication of the approved draft and shows it in the catalog. Learners stay with the publication they are enrolled in until they upgrade.
     */
    post: operations['publishCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/publish-checks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what blocks publication
     * @description Each check that a course must pass before it can be submitted and published, with the result and a code.
     */
    get: operations['getPublishChecks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/restores': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Restore an archived course
     * @description The course is unpublished then, and can be published again.
     */
    post: operations['restoreCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/sale-prices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the sale prices of a course
     * @description Those that are planned, run or are over, the latest start first.
     */
    get: operations['listSalePrices'];
    put?: never;
    /**
     * Plan a sale price
     * @description From `startsAt` on, and until `endsAt`, the course costs the sale price wherever it is shown or sold; quotes that exist keep theirs. Sales of a course do not overlap, and how much they take off, how long they last and how far ahead they start has limits.
     */
    post: operations['createSalePrice'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/sale-prices/{saleId}': {
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
     * End or remove a sale price
     * @description A sale that runs ends now and stays in the list; one that has not begun is removed. One that is over stays for the record.
     */
    delete: operations['deleteSalePrice'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Submit a course for review
     * @description All publish checks must pass. The draft cannot change until an administrator has approved or rejected the submission.
     */
    post: operations['submitCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/team': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the team of a course
     * @description Its owner and co-instructors, with their rights. Shares are shown to the owner and to co-instructors with the right `finance`; open invitations to the owner alone.
     */
    get: operations['getCourseTeam'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/team/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Invite a co-instructor
     * @description Sends a mail with a link to the invitation, which the account with this confirmed address can accept. The response does not tell whether there is such an account.
     */
    post: operations['inviteCoInstructor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/team/invitations/{invitationId}': {
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
     * Revoke an invitation
     * @description The link in the mail leads nowhere from then on.
     */
    delete: operations['revokeCourseInvitation'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/team/members/{instructorId}': {
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
     * Remove a co-instructor, or leave
     * @description The owner removes any co-instructor, and each can leave. The share goes to the owner for orders placed from then on; files in the course stay in it.
     */
    delete: operations['removeCoInstructor'];
    options?: never;
    head?: never;
    /**
     * Change the rights of a co-instructor
     * @description JSON Merge Patch (RFC 7396): what is left out stays. It is in force at once.
     */
    patch: operations['updateCoInstructor'];
    trace?: never;
  };
  '/api/v1/courses/{id}/team/shares': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the shares of all instructors
     * @description Names the owner and every co-instructor once; together they have 10,000 basis points. Orders keep the shares that were in force when they were placed.
     */
    put: operations['setCourseShares'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/transcript-matches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search the transcripts of a course
     * @description Finds words in the captions of the lessons. For learners in the publication they are enrolled in, and for instructors in the draft. Case and accents make no difference.
     */
    get: operations['searchTranscripts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/unpublications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Unpublish a course
     * @description Takes the course out of the catalog and ends its sale. Its learners keep their access. It can be published again.
     */
    post: operations['unpublishCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the versions of a course
     * @description Its publications, newest first, without their content.
     */
    get: operations['listCourseVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/versions/{number}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a version of a course
     * @description Everything that was published with it. It never changes.
     */
    get: operations['getCourseVersion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/versions/{number}/comparisons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Compare two versions of a course
     * @description What was added, removed and changed from this version to the draft, or to the version in `with`. Sections and lessons keep their ids, so one that moved or has another title is still the same.
     */
    get: operations['compareCourseVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/{id}/versions/{number}/rollbacks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Roll a draft back to a version
     * @description The draft takes the details, sections and lessons of the version; what it has besides is lost. Slug, category and price stay. Learners see it with the next publication.
     */
    post: operations['rollBackCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/mine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the courses you teach
     * @description In all states, newest first.
     */
    get: operations['listMyCourses'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/courses/suggestions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Suggest courses while typing
     * @description Courses, topics, instructors and categories with a word that begins with what was typed, best first. A mistyped word is corrected when nothing begins with it.
     */
    get: operations['suggestCourses'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/disputes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List disputes
     * @description Newest first, with the deadline for evidence. While a dispute is open its buyer has no access to the courses, and its money cannot be refunded.
     */
    get: operations['listDisputes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/disputes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a dispute
     * @description With its state, deadline and fee.
     */
    get: operations['getDispute'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/disputes/{id}/evidence-pack': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the evidence for a dispute
     * @description What was sold and how it was used, receipts, and the sign-ins of the buyer with coarse places, as it would be sent now.
     */
    get: operations['getDisputeEvidence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/disputes/{id}/evidence-submissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Submit evidence for a dispute
     * @description Sends the evidence pack and your note to the bank, through the payment provider, once. Then the bank decides.
     */
    post: operations['submitDisputeEvidence'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/earnings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your earnings
     * @description Balances by currency. Your share of a sale is held until its refund window ends and available then; a refund takes its part back. Admins can read those of any instructor.
     */
    get: operations['getEarnings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/earnings/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List entries of your earnings
     * @description Everything that changed your balance, newest first: sales, refunds, disputes and payouts. Entries are only added; a correction is an entry of its own.
     */
    get: operations['listEarningEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/earnings/statements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your monthly statements
     * @description One for each calendar month (UTC) and currency with entries, newest first. It is made soon after the month has ended and never changes: a correction is in the month in which it is posted.
     */
    get: operations['listEarningStatements'];
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
     * @description Repeating it changes nothing. With the last lesson the course is completed, once, and its certificate is issued. A lesson that is a quiz is completed by passing it, and one whose section is not open yet cannot be completed.
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
  '/api/v1/instructor-applications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List instructor applications
     * @description Longest wait first, for administrators.
     */
    get: operations['listInstructorApplications'];
    put?: never;
    /**
     * Apply to become an instructor
     * @description An administrator decides on the application. Only one application can be open.
     */
    post: operations['createInstructorApplication'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/instructor-applications/{id}/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decide on an instructor application
     * @description Approves it, or rejects it with a reason. On approval the user becomes an instructor; tokens issued from then on carry the new role.
     */
    post: operations['decideInstructorApplication'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/instructor-applications/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your latest instructor application
     * @description With its state, and the reason when it was rejected.
     */
    get: operations['getMyInstructorApplication'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/instructors': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List instructors
     * @description By name, with their public profiles.
     */
    get: operations['listInstructors'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/instructors/{slug}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an instructor
     * @description The public profile by its slug.
     */
    get: operations['getInstructor'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invoices/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one of your invoices
     * @description With everything that the document says. It never changes: what goes back is on a credit note of its own.
     */
    get: operations['getInvoice'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invoices/{id}/document': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download an invoice as PDF
     * @description In your language (`Accept-Language`). The file is made to be kept (PDF/A-2a) and to be read by screen readers (PDF/UA-1).
     */
    get: operations['getInvoiceDocument'];
    put?: never;
    post?: never;
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
  '/api/v1/ledger/entries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List ledger entries
     * @description Newest first. Filters narrow one another: `account` with `currency` and a range of `postedAt` is the statement of an account, `orderId` everything that was posted about an order.
     */
    get: operations['listLedgerEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ledger/trial-balance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the trial balance
     * @description All debits and credits of each account. Every posting is balanced, so debits less credits of a currency are zero; anything else is a bug or a change by hand.
     */
    get: operations['getTrialBalance'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your media
     * @description In all states, newest first.
     */
    get: operations['listMedia'];
    put?: never;
    /**
     * Upload a small media file
     * @description In one request, which has to begin anew when the connection breaks; larger files are better sent to `/media-uploads`. The file is checked and processed after the response.
     */
    post: operations['uploadMedia'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media-uploads': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin a resumable upload
     * @description The creation request of tus 1.0. `Location` is the upload, whose last segment is the id of the media file; send the content there. Room in your quota is set aside at once. What is not sent within a day is removed.
     */
    post: operations['beginUpload'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media-uploads/{id}': {
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
     * Cancel an upload
     * @description Removes what has arrived. A file that has arrived whole is deleted as media.
     */
    delete: operations['cancelUpload'];
    options?: never;
    /**
     * Get how much has arrived
     * @description In `Upload-Offset`, of as many bytes as `Upload-Length` says.
     */
    head: operations['getUploadOffset'];
    /**
     * Send a part of an upload
     * @description What has arrived is kept when the connection breaks. After the last part the file is checked and processed; read its status from `GET /media/{id}`.
     */
    patch: operations['sendPart'];
    trace?: never;
  };
  '/api/v1/media-usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your storage usage
     * @description What your files use of your quota, and how large a file may be.
     */
    get: operations['getMediaUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a media file
     * @description What is known of it, not its content. An upload has the same id, from its first byte on.
     */
    get: operations['getMedia'];
    put?: never;
    post?: never;
    /**
     * Delete a media file
     * @description With all that was made of it. What it used of your quota is free again. A file that a draft or a publication contains cannot be deleted.
     */
    delete: operations['deleteMedia'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media/{id}/content': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the content of a file
     * @description At the address of a playback grant. Takes range requests (RFC 9110, 14), also with `If-Range`, and returns 206 for a part. May redirect (302) to the storage.
     */
    get: operations['getMediaContent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media/{id}/images/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an image of a course page
     * @description Covers, and pictures that stand for promo videos, at the addresses that courses in the catalog have. There for everyone while a published course shows it. It never changes: browsers may keep it for a year.
     */
    get: operations['getMediaImage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media/{id}/playback-grants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get addresses to play a file
     * @description They work for some minutes, without a token, for this file alone. Learners of the course may play what its lessons contain, everyone the previews and promo videos of published courses, and instructors their own files. Access is checked once a grant: after a refund, a withdrawal or a dispute there is no further one.
     */
    post: operations['createPlaybackGrant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/media/{id}/stream/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a file of a stream
     * @description Playlists and pieces (HLS, RFC 8216), from the address `streamUrl` of a playback grant on: what a playlist names carries the grant. Pieces take range requests, and may redirect (302) to the storage.
     */
    get: operations['getMediaStreamFile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your orders
     * @description Newest first.
     */
    get: operations['listOrders'];
    put?: never;
    /**
     * Place an order from a quote
     * @description Courses and prices are those of the quote, which works once. An order that costs nothing is paid at once; others wait for their payment until `dueAt` and expire then. The coupon of the quote is held by the order and used once it is paid; if it was used up or deactivated since the quote, the order is refused. A course that you own or have in another open order is refused.
     */
    post: operations['createOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one of your orders
     * @description With its lines, its payments and the history of its states.
     */
    get: operations['getOrder'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/cancellations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel an unpaid order
     * @description Its open payment is canceled too, and its courses can be ordered again at once. A paid order cannot be canceled.
     */
    post: operations['cancelOrder'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/invoices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the invoices of an order
     * @description Its invoice, and the credit and debit notes about it, oldest first. It is empty until the order is paid, and for an order that costs nothing.
     */
    get: operations['listOrderInvoices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a payment for an order
     * @description The amount is that of the order. By card (`stripe`) the response has what Stripe.js needs, or with `flow: hosted` the address of a page that takes the card. An open payment by the same method is returned again; one by another method is canceled first, at its provider too. Ownership of the courses is checked again before money is asked for.
     */
    post: operations['createPayment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/refund-eligibility': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Check whether an order can be refunded
     * @description What the refund policy says of each line, with the numbers it goes by. Requesting a refund and deciding on it follow the same rule.
     */
    get: operations['getRefundEligibility'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/refund-requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a refund of an order line
     * @description An admin decides on the request. It is refused when the refund policy does not allow a refund. You keep the course until the money has gone back.
     */
    post: operations['createRefundRequest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/refunds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refund an order line
     * @description Sends back all that remains of the line or a part of it, without a request and whatever the policy says. The refund is `pending` until its provider has confirmed it; a refund by bank transfer waits until you have recorded it. Only then the state of the order changes, and the course of a line that is refunded in full is lost.
     */
    post: operations['createRefund'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payment-methods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payment methods
     * @description Which methods are available for an amount, or in general, and why others are not. Starting a payment follows the same rule.
     */
    get: operations['listPaymentMethods'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payment-reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payment reviews
     * @description Money that came for an order which had ended or was paid in another way, or in another amount or currency than was asked for, newest first, with what has become of it.
     */
    get: operations['listPaymentReviews'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payment-reviews/{id}/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decide on a payment review
     * @description Pays the order with the money, sends it back, or keeps it with a reason; each can be decided once, and is written in the history of the order. To pay the order, the money must be enough, in its currency, and an order that has ended is reopened only while the buyer has none of its courses. A card is refunded by its provider; a bank transfer waits until you have recorded the refund.
     */
    post: operations['decidePaymentReview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payment-webhooks/stripe': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Receive an event from Stripe
     * @description For the webhook endpoint at Stripe. The event is stored before the response, each once, and handled right after, in whichever order events come. What is unsigned, too old or too large is refused, and nothing of it is stored.
     */
    post: operations['receiveStripeEvent'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payout-runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payout runs
     * @description Newest first.
     */
    get: operations['listPayoutRuns'];
    put?: never;
    /**
     * Start a payout run
     * @description Makes a payout of all that is available for each instructor and currency, if it reaches the minimum of the currency; less than that, and what is negative, is carried on. It goes on after the response: read the run until it is completed. Another run pays only what this one has not.
     */
    post: operations['startPayoutRun'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payout-runs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a payout run
     * @description With the number of payouts it has made.
     */
    get: operations['getPayoutRun'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payouts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List payouts
     * @description Newest first. You see your own, admins those of everybody.
     */
    get: operations['listPayouts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payouts/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a payout
     * @description One of yours, with its state. Admins can read all.
     */
    get: operations['getPayout'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payouts/{id}/confirmations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm a payout
     * @description Records that the bank has sent the money, with its reference, which counts once. With it the payout is paid.
     */
    post: operations['confirmPayout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payouts/{id}/failures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record a failed payout
     * @description Records that the money did not arrive, be it that it was not sent or that the bank has it back. The instructor is owed it again, and the next run pays it.
     */
    post: operations['failPayout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/permissions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List permissions
     * @description Every permission and the roles that hold it.
     */
    get: operations['listPermissions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/profiles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List public profiles by their ids
     * @description Name, picture and headline of up to a hundred users, for pages that show users of whom they know the ids, such as the roster of a course.
     */
    get: operations['listProfiles'];
    put?: never;
    post?: never;
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
     * @description Returns the questions without any hint at their answers. The server sets the deadline; an attempt whose deadline passes is submitted with the answers saved until then. Only one attempt can be in progress, and none can start while the section of the quiz is not open to you.
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
  '/api/v1/quotes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a price quote
     * @description For the courses in your cart or for a list of courses. Each line explains how its price came about. With `couponCode` the buyer pays the lower of the sale price and the list price less the coupon on each line, unless the coupon combines with sales. The prices are guaranteed until the quote expires, and an order is placed from the quote.
     */
    post: operations['createQuote'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/quotes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one of your quotes
     * @description With its lines, their explanations and the order that was placed from it.
     */
    get: operations['getQuote'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/rating-summaries/{courseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the rating of a course
     * @description The average, the number of its reviews and how many have how many stars, equal to a recount of the reviews.
     */
    get: operations['getRatingSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reconciliation/findings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List reconciliation findings
     * @description What is paid and gives no access, gives access and is not paid, differs from the payment provider or is held for no order, newest first, with its age and cause. Empty when all is well.
     */
    get: operations['listFindings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reconciliation/findings/{id}/repairs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Repair a reconciliation finding
     * @description Publishes again what another service has missed, ends access that was never paid for, takes over a refund that was made elsewhere, or compares and handles anew. The next check closes the finding if that has helped. With `dismiss` it is closed for good.
     */
    post: operations['repairFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refund-requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List refund requests
     * @description Newest first. You see your own, admins those of everybody.
     */
    get: operations['listRefundRequests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refund-requests/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a refund request
     * @description One of yours, with what the policy says and the decision. Admins can read all.
     */
    get: operations['getRefundRequest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refund-requests/{id}/decisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decide on a refund request
     * @description Approves it with a refund of all that remains or a part of it, or rejects it with a reason. The response shows what the policy says now; you may decide otherwise. The provider sends the money, a refund by bank transfer waits until you have recorded it.
     */
    post: operations['decideRefundRequest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refunds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List refunds
     * @description Newest first. You see your own, admins those of everybody.
     */
    get: operations['listRefunds'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refunds/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a refund
     * @description One of yours, with its state. Admins can read all.
     */
    get: operations['getRefund'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/refunds/{id}/completions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Record a refund by bank transfer
     * @description Records that you have sent the money, with the reference of the bank, which counts once. With it the refund has succeeded.
     */
    post: operations['completeRefund'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the reviews of a course
     * @description In the requested order, of all ratings or one.
     */
    get: operations['listReviews'];
    put?: never;
    /**
     * Review a course
     * @description One to five stars and a text, for learners who have come far enough, once for each course. Instructors cannot review their own courses. The rating of the course follows.
     */
    post: operations['createReview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/reviews/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a review
     * @description With the name of its author, which is null when the author was erased or the user service is unavailable.
     */
    get: operations['getReview'];
    put?: never;
    post?: never;
    /**
     * Delete your review
     * @description Also after you have left the course. The rating of the course follows.
     */
    delete: operations['deleteReview'];
    options?: never;
    head?: never;
    /**
     * Update your review
     * @description While you are enrolled in the course. The rating of the course follows. JSON Merge Patch (RFC 7396).
     */
    patch: operations['updateReview'];
    trace?: never;
  };
  '/api/v1/reviews/mine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your reviews
     * @description Newest first.
     */
    get: operations['listMyReviews'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sitemap-feed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List course pages for a sitemap
     * @description Slug and last publication of every published course, for the sitemap files of a site: at most 50,000 addresses each. A course that is published while you read comes at the end. Categories are few: take them from `GET /categories`.
     */
    get: operations['listSitemap'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List topics with synonyms
     * @description By name. Courses may have topics that are not listed: any word is one, and is stored as it is unless it leads to a listed topic.
     */
    get: operations['listTopics'];
    put?: never;
    /**
     * Create a topic
     * @description With the other names that lead to it; a name leads to one topic. Courses that are saved from now on get the topic in place of its synonyms, others keep what they have.
     */
    post: operations['createTopic'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/topics/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the synonyms of a topic
     * @description They take the place of those it has. Its name stays.
     */
    patch: operations['updateTopic'];
    trace?: never;
  };
  '/api/v1/transactions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List charges and refunds
     * @description Newest first. You see your own, administrators those of everybody.
     */
    get: operations['listTransactions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search users
     * @description For administrators: newest first, or by name when searched by it; filtered by role and state.
     */
    get: operations['listUsers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a user's public profile
     * @description Name, picture, headline and biography; nothing private.
     */
    get: operations['getUser'];
    put?: never;
    post?: never;
    /**
     * Erase a user
     * @description Removes name, phone number, pictures and texts, ends all sessions and frees the e-mail address; the other services follow within seconds. Orders and reviews stay as those of a former learner. Repeating it changes nothing, whatever the version. It cannot be undone.
     */
    delete: operations['deleteUser'];
    options?: never;
    head?: never;
    /**
     * Update a user's profile
     * @description For administrators. JSON Merge Patch (RFC 7396): what is left out stays, null removes.
     */
    patch: operations['updateUser'];
    trace?: never;
  };
  '/api/v1/users/{id}/avatar/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a user's avatar
     * @description At the address in `avatarUrl`, which changes with the picture, so it may be cached for a long time. An older address returns the present picture.
     */
    get: operations['getAvatar'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{id}/role': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change a user's role
     * @description Access tokens with the old role are refused within five seconds; refreshed ones carry the new role. The last administrator keeps the role.
     */
    put: operations['updateUserRole'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{userId}/suspensions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Suspend a user
     * @description With a reason, for good or until a time. Ends all sessions; access tokens are refused within five seconds.
     */
    post: operations['suspendUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{userId}/suspensions/current': {
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
     * Reinstate a user
     * @description Ends the suspension. The user can sign in again.
     */
    delete: operations['reinstateUser'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get your profile
     * @description Everything that you can edit, with your role and state. The `ETag` is the version for `If-Match`.
     */
    get: operations['getMyProfile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update your profile
     * @description JSON Merge Patch (RFC 7396): what is left out stays, null removes. Role and e-mail address cannot be changed here.
     */
    patch: operations['updateMyProfile'];
    trace?: never;
  };
  '/api/v1/users/me/avatar': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Upload your avatar
     * @description The body is the image itself, at most 5 MiB, recognized by its content. It becomes a square of 512 × 512 pixels; nothing else of the file is kept, location and camera included.
     */
    put: operations['updateMyAvatar'];
    post?: never;
    /**
     * Remove your avatar
     * @description Your profile shows none any more.
     */
    delete: operations['deleteMyAvatar'];
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
    put: operations['addWishlistItem'];
    post?: never;
    /**
     * Remove a course from your wishlist
     * @description A course that is not on it changes nothing.
     */
    delete: operations['removeWishlistItem'];
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
    AccountTotalResponse: {
      /**
       * @description Where the money is, or whose it is
       * @example provider_balance
       */
      account: components['schemas']['LedgerAccount'];
      /**
       * @description Debits less credits, in minor units
       * @example 1499
       */
      balanceMinor: number;
      /**
       * @description All credits, in minor units
       * @example 500
       */
      creditMinor: number;
      /**
       * @description ISO 4217 code
       * @example USD
       */
      currency: string;
      /**
       * @description All debits, in minor units
       * @example 1999
       */
      debitMinor: number;
    };
    AnswerDto: components['schemas']['ChoiceAnswerDto'] | components['schemas']['ChoicesAnswerDto'];
    ApplicationCreateDto: {
      /**
       * @description Why you want to teach, and what; the admin who decides reads it
       * @example I have taught mathematics for ten years.
       */
      motivation: string;
    };
    /**
     * @description - `approve`: The applicant becomes an instructor
     *     - `reject`: The applicant stays a learner; needs a `reason`
     * @enum {string}
     */
    ApplicationDecision: 'approve' | 'reject';
    ApplicationDecisionCreateDto: {
      /**
       * @description What becomes of the application
       * @example approve
       */
      decision: components['schemas']['ApplicationDecision'];
      /**
       * @description The note to the applicant; required for a rejection
       * @example Please tell us more about what you want to teach.
       */
      reason?: string;
    };
    ApplicationPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['ApplicationResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    ApplicationResponse: {
      /** @description The public profile of the applicant; null when the account is gone */
      applicant: components['schemas']['PublicProfile'] | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When an admin decided; null while it is pending
       * @example 2026-01-31T12:00:00.000Z
       */
      decidedAt: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Why the applicant wants to teach, in their own words
       * @example I have taught mathematics for ten years.
       */
      motivation: string;
      /**
       * @description The note to the applicant about the decision; null while it is pending, or when nothing was said
       * @example Please tell us more about what you want to teach.
       */
      reason: string | null;
      /**
       * @description Where the application stands
       * @example pending
       */
      status: components['schemas']['ApplicationStatus'];
      /**
       * Format: uuid
       * @description The applicant
       * @example 01890a5d-ac96-774b-bcce-b302099a2e46
       */
      userId: string;
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `pending`: Waits for the decision of an admin
     *     - `approved`: The applicant has the instructor role
     *     - `rejected`: The applicant stays a learner and may apply again
     * @enum {string}
     */
    ApplicationStatus: 'pending' | 'approved' | 'rejected';
    ArticleLessonCreateDto: {
      /**
       * @description The text of the lesson, as HTML; it is sanitized
       * @example <p>It all begins with a request.</p>
       */
      article?: string;
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Always `article`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'article';
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title: string;
    };
    ArticleLessonOutline: {
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `article`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'article';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * Format: uuid
       * @description Always null; kept from before lessons had kinds
       * @example null
       */
      quizId: string | null;
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    ArticleLessonResponse: {
      /**
       * @description The text of the lesson, as sanitized HTML
       * @example <p>It all begins with a request.</p>
       */
      article: string;
      /** @description What is said, in several languages; empty for kinds without sound */
      captions: components['schemas']['LessonCaptionResponse'][];
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `article`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'article';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * Format: uuid
       * @description Always null; kept from before lessons had kinds
       * @example null
       */
      quizId: string | null;
      /** @description Files and links that come with it */
      resources: components['schemas']['LessonResourceResponse'][];
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    ArticleLessonUpdateDto: {
      /**
       * @description The text of the lesson, as HTML; it is sanitized
       * @example <p>It all begins with a request.</p>
       */
      article?: string;
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title?: string;
    };
    /** @description Invalid answer */
    AttemptAnswerInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.answer_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Attempt in progress */
    AttemptInProgressProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.in_progress';
      /** @constant */
      status: 409;
    };
    /** @description No attempts left */
    AttemptNoneLeftProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.none_left';
      /** @constant */
      status: 409;
    };
    /** @description Attempt not found */
    AttemptNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Attempt in progress */
    AttemptNotSubmittedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.not_submitted';
      /** @constant */
      status: 409;
    };
    /** @description Question not found */
    AttemptQuestionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.question_not_found';
      /** @constant */
      status: 404;
    };
    AttemptResponse: {
      /**
       * Format: uuid
       * @description The course the quiz belongs to
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @description What is saved by then is submitted; null without a time limit
       * @example 2026-01-31T12:10:00.000Z
       */
      deadlineAt: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Counts the attempts of this learner at this quiz, from 1
       * @example 1
       */
      number: number;
      /** @description In the order of this attempt, with the answers saved so far */
      questions: components['schemas']['QuestionResponse'][];
      /**
       * Format: uuid
       * @description The quiz that is taken
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
      /**
       * Format: date-time
       * @description When the learner started it
       * @example 2026-01-31T12:00:00.000Z
       */
      startedAt: string;
      /**
       * @description Whether answers are still taken
       * @example in_progress
       */
      status: components['schemas']['AttemptStatus'];
      /**
       * Format: date-time
       * @description When it was submitted, by the learner or at the deadline; null while it is in progress
       * @example 2026-01-31T12:08:30.000Z
       */
      submittedAt: string | null;
      /**
       * @description The title of the quiz in the publication of this attempt
       * @example HTML basics
       */
      title: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    AttemptResultResponse: {
      /**
       * Format: uuid
       * @description The attempt that was graded
       * @example 01890a5d-ac96-774b-bcce-b302099a5cc8
       */
      attemptId: string;
      /**
       * @description The points of all questions together
       * @example 3
       */
      maxScore: number;
      /**
       * @description Whether `scorePercent` reaches `passPercent`
       * @example true
       */
      passed: boolean;
      /**
       * @description How much of `maxScore` passes, in percent
       * @example 70
       */
      passPercent: number;
      /** @description In the order of the attempt; empty when the feedback of the quiz is `score` */
      questions: components['schemas']['QuestionResultResponse'][];
      /**
       * Format: uuid
       * @description The quiz that was taken
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
      /**
       * @description The points earned with all questions together
       * @example 2.5
       */
      score: number;
      /**
       * @description `score` in percent of `maxScore`, 0–100
       * @example 83.33
       */
      scorePercent: number;
      /**
       * Format: date-time
       * @description When it was submitted, by the learner or at the deadline
       * @example 2026-01-31T12:00:00.000Z
       */
      submittedAt: string;
    };
    /**
     * @description - `failed`: It failed, as `failure` says; the buyer may try again, with another card too
     *     - `requires_action`: The buyer has to prove to their bank who they are (3-D Secure)
     *     - `processing`: The bank takes its time; nothing is to be done
     * @enum {string}
     */
    AttemptState: 'failed' | 'requires_action' | 'processing';
    /**
     * @description - `in_progress`: Answers are taken until it is submitted or its deadline passes
     *     - `submitted`: Graded, and final
     * @enum {string}
     */
    AttemptStatus: 'in_progress' | 'submitted';
    /** @description Attempt already submitted */
    AttemptSubmittedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.submitted';
      /** @constant */
      status: 409;
    };
    /** @description Deadline passed */
    AttemptTimeUpProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'attempt.time_up';
      /** @constant */
      status: 410;
    };
    AudioLessonCreateDto: {
      /**
       * @description Always `audio`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'audio';
      /**
       * Format: uuid
       * @description An audio file of yours that is ready; the lesson takes as long as it lasts
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title: string;
    };
    AudioLessonOutline: {
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `audio`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'audio';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    AudioLessonResponse: {
      /** @description What is said, in several languages; empty for kinds without sound */
      captions: components['schemas']['LessonCaptionResponse'][];
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `audio`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'audio';
      /**
       * Format: uuid
       * @description The recording, which is played with a grant
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /** @description Files and links that come with it */
      resources: components['schemas']['LessonResourceResponse'][];
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    AuditEventPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['AuditEventResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    AuditEventResponse: {
      /**
       * Format: uuid
       * @description The user who did it; null when nobody was signed in, or the platform did it
       * @example 01890a5d-ac96-774b-bcce-b302099a09f0
       */
      actorId: string | null;
      /**
       * @description The browser or program as it named itself in `User-Agent`; null for what no request caused
       * @example Mozilla/5.0
       */
      device: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The network the request came from, with the address cut off; null for what no request caused
       * @example 203.0.113.0/24
       */
      ip: string | null;
      /**
       * Format: date-time
       * @description When it happened
       * @example 2026-01-31T12:00:00.000Z
       */
      occurredAt: string;
      /**
       * @description The error code of the refusal; null for what was not refused
       * @example auth.invalid_credentials
       */
      refusedWith: string | null;
      /**
       * @description Whether it happened or was refused
       * @example done
       */
      result: components['schemas']['SecurityEventResult'];
      /**
       * @description What happened
       * @example registered
       */
      type: components['schemas']['SecurityEventType'];
      /**
       * Format: uuid
       * @description Whose account it is about; null for what is about no account
       * @example 01890a5d-ac96-774b-bcce-b302099a2e46
       */
      userId: string | null;
    };
    /** @description Account not found */
    AuthAccountNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.account_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Account suspended */
    AuthAccountSuspendedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.account_suspended';
      /** @constant */
      status: 403;
    };
    /** @description Wrong password */
    AuthCurrentPasswordWrongProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.current_password_wrong';
      /** @constant */
      status: 422;
    };
    /** @description E-mail address already in use */
    AuthEmailTakenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.email_taken';
      /** @constant */
      status: 409;
    };
    /** @description E-mail address not confirmed */
    AuthEmailUnverifiedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.email_unverified';
      /** @constant */
      status: 403;
    };
    /** @description Permission missing */
    AuthForbiddenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.forbidden';
      /** @constant */
      status: 403;
    };
    /** @description E-mail address not verified */
    AuthGoogleEmailUnverifiedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.google_email_unverified';
      /** @constant */
      status: 403;
    };
    /** @description Google sign-in unavailable */
    AuthGoogleUnavailableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.google_unavailable';
      /** @constant */
      status: 503;
    };
    /** @description Sign-in failed */
    AuthInvalidCredentialsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.invalid_credentials';
      /** @constant */
      status: 401;
    };
    /** @description Token verification unavailable */
    AuthKeysUnavailableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.keys_unavailable';
      /** @constant */
      status: 503;
    };
    /** @description Account already exists */
    AuthLinkRequiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.link_required';
      /** @example q4Zt0b1x8m2 */
      linkTicket: string;
      /** @constant */
      status: 409;
    };
    /** @description Code expired */
    AuthOauthCodeOverProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.oauth_code_over';
      /** @constant */
      status: 410;
    };
    /** @description Redirect not allowed */
    AuthOauthRedirectRefusedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.oauth_redirect_refused';
      /** @constant */
      status: 400;
    };
    /** @description Sign-in not started here */
    AuthOauthStateInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.oauth_state_invalid';
      /** @constant */
      status: 400;
    };
    AuthoredChoiceResponse: {
      /**
       * @description Whether it is a right choice
       * @example true
       */
      correct: boolean;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description What the learner reads
       * @example HyperText Markup Language
       */
      text: string;
    };
    AuthoredMultipleChoiceResponse: {
      /** @description In the order of the author, with the key */
      choices: components['schemas']['AuthoredChoiceResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `multiple_choice`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'multiple_choice';
      /**
       * @description What a right answer is worth; 0 for a question that does not count
       * @example 1
       */
      points: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    AuthoredQuestionResponse:
      | components['schemas']['AuthoredSingleChoiceResponse']
      | components['schemas']['AuthoredMultipleChoiceResponse']
      | components['schemas']['AuthoredTrueFalseResponse'];
    AuthoredSingleChoiceResponse: {
      /** @description In the order of the author, with the key */
      choices: components['schemas']['AuthoredChoiceResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `single_choice`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'single_choice';
      /**
       * @description What a right answer is worth; 0 for a question that does not count
       * @example 1
       */
      points: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    AuthoredTrueFalseResponse: {
      /** @description In the order of the author, with the key */
      choices: components['schemas']['AuthoredChoiceResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `true_false`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'true_false';
      /**
       * @description What a right answer is worth; 0 for a question that does not count
       * @example 1
       */
      points: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    /** @description Password too weak */
    AuthPasswordRefusedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.password_refused';
      /** @constant */
      status: 422;
    };
    /** @description Link expired */
    AuthPasswordResetOverProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.password_reset_over';
      /** @constant */
      status: 410;
    };
    /** @description Session ended */
    AuthRefreshInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.refresh_invalid';
      /** @constant */
      status: 401;
    };
    /** @description Token already refreshed */
    AuthRefreshRaceProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.refresh_race';
      /** @constant */
      status: 409;
    };
    /** @description Session ended for security */
    AuthRefreshReusedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.refresh_reused';
      /** @constant */
      status: 401;
    };
    /** @description Session not found */
    AuthSessionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.session_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Access token expired */
    AuthTokenExpiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.token_expired';
      /** @constant */
      status: 401;
    };
    /** @description Invalid access token */
    AuthTokenInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.token_invalid';
      /** @constant */
      status: 401;
    };
    /** @description Access token missing */
    AuthTokenMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.token_missing';
      /** @constant */
      status: 401;
    };
    /** @description Too many attempts */
    AuthTooManyAttemptsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.too_many_attempts';
      /** @constant */
      status: 429;
    };
    /** @description Link expired */
    AuthVerificationOverProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'auth.verification_over';
      /** @constant */
      status: 410;
    };
    /** @description Avatar not found */
    AvatarNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'avatar.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Too many pixels */
    AvatarTooManyPixelsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'avatar.too_many_pixels';
      /** @constant */
      status: 422;
    };
    /** @description Unsupported image format */
    AvatarTypeUnsupportedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'avatar.type_unsupported';
      /** @constant */
      status: 415;
    };
    /** @description Image not readable */
    AvatarUnreadableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'avatar.unreadable';
      /** @constant */
      status: 422;
    };
    BalanceDto: {
      /**
       * @description In whole minor units of the currency; negative for what is owed the other way
       * @example 1999
       */
      amountMinor: number;
      /**
       * @description ISO 4217 code
       * @example USD
       */
      currency: string;
    };
    BankAccountResponse: {
      /**
       * @description Whose account it is
       * @example Course Plateform
       */
      accountHolder: string;
      /**
       * @description The account, an IBAN without blanks (ISO 13616)
       * @example DE89370400440532013000
       */
      iban: string;
    };
    BankReceiptResponse: {
      /** @description What has arrived on the account */
      amount: components['schemas']['MoneyDto'];
      /**
       * @description The bank's own reference of the line of the statement
       * @example 2026-01-31/0042
       */
      bankReference: string;
      /**
       * Format: uuid
       * @description The admin who confirmed it
       * @example 01890a5d-ac96-774b-bcce-b302099af016
       */
      confirmedBy: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
    };
    BankTransferCreateDto: {
      /**
       * @description Always `bank_transfer`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      method: 'bank_transfer';
    };
    BankTransferDetails: {
      /**
       * @description Whose account it is
       * @example Course Plateform
       */
      accountHolder: string;
      /**
       * @description The account, an IBAN without blanks (ISO 13616)
       * @example DE89370400440532013000
       */
      iban: string;
      /**
       * @description Always `bank_transfer`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      method: 'bank_transfer';
    };
    /** @description Bank transfer not found */
    BankTransferNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'bank_transfer.not_found';
      /** @constant */
      status: 404;
    };
    BankTransferPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['BankTransferResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    BankTransferResponse: {
      /** @description What is to be paid: the total of the order */
      amount: components['schemas']['MoneyDto'];
      /** @description Where to send a bank transfer, as in `details`; null for every other method */
      bankAccount: components['schemas']['BankAccountResponse'] | null;
      /**
       * Format: uuid
       * @description The user who ordered
       * @example 01890a5d-ac96-774b-bcce-b302099a6a2e
       */
      buyerId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      details: components['schemas']['PaymentDetails'];
      /**
       * Format: date-time
       * @description Until when it can be paid
       * @example 2026-02-07T12:00:00.000Z
       */
      dueAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description The buyer's last try, as the provider reports it; null before the first one */
      lastAttempt: components['schemas']['PaymentAttemptResponse'] | null;
      /**
       * @description How it is paid
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /** @description What is still to come */
      missing: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The order that is paid
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: date-time
       * @description When the full amount had arrived; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /** @description What has arrived, oldest first */
      receipts: components['schemas']['BankReceiptResponse'][];
      /** @description What has arrived so far */
      received: components['schemas']['MoneyDto'];
      /**
       * @description By which the provider knows the payment; a transfer has to name it as its purpose
       * @example CP-7K3N9Q2XW4TZ
       */
      reference: string;
      /**
       * @description Why an admin has to decide; null unless the payment needs a review
       * @example order_over
       */
      reviewReason: components['schemas']['PaymentReviewReason'] | null;
      /**
       * @description Where the payment stands
       * @example open
       */
      status: components['schemas']['PaymentStatus'];
      /** @description What arrived beyond `amount` */
      surplus: components['schemas']['MoneyDto'];
    };
    BillingAddressResponse: {
      /**
       * @description Town or city of the address
       * @example Berlin
       */
      city: string;
      /**
       * @description Your company
       * @example Acme GmbH
       */
      company: string | null;
      /**
       * @description The country of the address
       * @example DE
       */
      country: string;
      /**
       * @description Street and number
       * @example Unter den Linden 77
       */
      line1: string;
      /**
       * @description More of the address
       * @example Floor 2
       */
      line2: string | null;
      /**
       * @description Who the document is addressed to
       * @example Ada Lovelace
       */
      name: string;
      /**
       * @description The postal code, where there are any
       * @example 10117
       */
      postalCode: string | null;
      /**
       * @description State, province or region
       * @example Berlin
       */
      region: string | null;
      /**
       * @description The VAT id of your company with its prefix; the form is checked in the European Union, Great Britain, Switzerland and Norway
       * @example DE136695976
       */
      vatId: string | null;
    };
    BillingDetailsResponse: {
      /**
       * @description Town or city of the address
       * @example Berlin
       */
      city: string | null;
      /**
       * @description Your company
       * @example Acme GmbH
       */
      company: string | null;
      /**
       * @description The country of the address
       * @example DE
       */
      country: string | null;
      /**
       * @description Street and number
       * @example Unter den Linden 77
       */
      line1: string | null;
      /**
       * @description More of the address
       * @example Floor 2
       */
      line2: string | null;
      /**
       * @description Who invoices are addressed to; null as long as nothing is saved
       * @example Ada Lovelace
       */
      name: string | null;
      /**
       * @description The postal code, where there are any
       * @example 10117
       */
      postalCode: string | null;
      /**
       * @description State, province or region
       * @example Berlin
       */
      region: string | null;
      /**
       * Format: date-time
       * @description When it was saved; null when nothing is
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string | null;
      /**
       * @description The VAT id of your company with its prefix; the form is checked in the European Union, Great Britain, Switzerland and Norway
       * @example DE136695976
       */
      vatId: string | null;
      /**
       * @description Grows with each change, for `If-Match`; 0 when nothing is saved
       * @example 0
       */
      version: number;
    };
    BillingDetailsUpdateDto: {
      /**
       * @description Town or city of the address
       * @example Berlin
       */
      city: string;
      /**
       * @description Your company
       * @example Acme GmbH
       */
      company?: string | null;
      /**
       * @description The country of the address
       * @example DE
       */
      country: string;
      /**
       * @description Street and number
       * @example Unter den Linden 77
       */
      line1: string;
      /**
       * @description More of the address
       * @example Floor 2
       */
      line2?: string | null;
      /**
       * @description Who invoices are addressed to
       * @example Ada Lovelace
       */
      name: string;
      /**
       * @description The postal code, where there are any
       * @example 10117
       */
      postalCode?: string | null;
      /**
       * @description State, province or region
       * @example Berlin
       */
      region?: string | null;
      /**
       * @description The VAT id of your company with its prefix; the form is checked in the European Union, Great Britain, Switzerland and Norway
       * @example DE136695976
       */
      vatId?: string | null;
    };
    /**
     * @description - `embedded`: On a page of yours, with Stripe.js and the `clientSecret` of the started payment
     *     - `hosted`: On Stripe's own page at `url`, which leads back to yours
     * @enum {string}
     */
    CardFlow: 'embedded' | 'hosted';
    /** @description Course already owned */
    CartAlreadyOwnedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'cart.already_owned';
      /** @constant */
      status: 409;
    };
    /** @description Cart full */
    CartFullProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'cart.full';
      /** @constant */
      status: 409;
    };
    /** @description Not for sale */
    CartNotForSaleProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'cart.not_for_sale';
      /** @constant */
      status: 422;
    };
    /** @description Your own course */
    CartOwnCourseProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'cart.own_course';
      /** @constant */
      status: 409;
    };
    CartResponse: {
      /**
       * @description How many of the items can be bought now
       * @example 1
       */
      buyable: number;
      /** @description In the order in which they were added */
      items: components['schemas']['OfferItemResponse'][];
      /** @description What the buyable items cost together; null when there are none, or their currencies differ */
      total: components['schemas']['MoneyDto'] | null;
    };
    CatalogCard: {
      /** @description Where the catalog shows it; null while the category service is unavailable */
      category: components['schemas']['CategorySummary'] | null;
      /** @description Its cover in several sizes and formats, the smallest first; empty without one */
      cover: components['schemas']['PictureSize'][];
      /**
       * @description How long all lessons take together, in seconds
       * @example 36000
       */
      durationSeconds: number;
      /** @description Where the words of `q` are in it; null without a `q` */
      highlight: components['schemas']['CourseHighlight'] | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description Who teaches it; null while the user service is unavailable */
      instructor: components['schemas']['PublicProfile'] | null;
      /**
       * @description The language it is taught in, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * @description How many users have access to it
       * @example 1280
       */
      learners: number;
      /**
       * @description How many lessons it has
       * @example 42
       */
      lessonCount: number;
      /**
       * @description For whom the course is made
       * @example beginner
       */
      level: components['schemas']['CourseLevel'];
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /** @description The price now */
      price: components['schemas']['MoneyDto'];
      /**
       * Format: date-time
       * @description When it was published, or published again
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /** @description How learners rate it */
      rating: components['schemas']['RatingDto'];
      /**
       * Format: date-time
       * @description When the sale price does not hold any more; null without a sale
       * @example 2026-01-31T12:00:00.000Z
       */
      saleEndsAt: string | null;
      /**
       * @description Names the course in addresses
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description One line below the title; null without one
       * @example From zero to production
       */
      subtitle: string | null;
      /**
       * @description As in the newest publication
       * @example Complete Web Development
       */
      title: string;
    };
    CatalogFacets: {
      /** @description Categories by their ids */
      category: components['schemas']['CatalogFacetValue'][];
      /** @description Bands of the length of a course */
      duration: components['schemas']['CatalogFacetValue'][];
      /** @description Quizzes, captions and free previews */
      features: components['schemas']['CatalogFacetValue'][];
      /**
       * @description Whether all courses were counted; counting ends at 10,000
       * @example true
       */
      isExact: boolean;
      /** @description Languages */
      language: components['schemas']['CatalogFacetValue'][];
      /** @description Levels */
      level: components['schemas']['CatalogFacetValue'][];
      /** @description Bands of prices in minor units of the currency */
      price: components['schemas']['CatalogFacetValue'][];
      /** @description Average ratings from so many stars on */
      rating: components['schemas']['CatalogFacetValue'][];
    };
    CatalogFacetValue: {
      /**
       * @description How many courses have it, with all other filters
       * @example 42
       */
      count: number;
      /**
       * @description As the filter takes it; a band of prices in minor units
       * @example beginner
       */
      value: string;
    };
    /** @description Search text missing */
    CatalogRelevanceWithoutTextProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'catalog.relevance_without_text';
      /** @constant */
      status: 400;
    };
    /** @description Search timed out */
    CatalogSearchTimeoutProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'catalog.search_timeout';
      /** @constant */
      status: 503;
    };
    /** @description Search unavailable */
    CatalogSearchUnavailableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'catalog.search_unavailable';
      /** @constant */
      status: 503;
    };
    /**
     * @description - `relevance`: Best match for `q` first; needs a `q`
     *     - `newest`: Newest publication first
     *     - `oldest`: Oldest publication first
     *     - `-rating`: Highest average rating first
     *     - `rating`: Lowest average rating first
     *     - `popular`: Most learners first
     *     - `-popular`: Fewest learners first
     *     - `price`: Cheapest first
     *     - `-price`: Most expensive first
     * @enum {string}
     */
    CatalogSort:
      | 'relevance'
      | 'newest'
      | 'oldest'
      | '-rating'
      | 'rating'
      | 'popular'
      | '-popular'
      | 'price'
      | '-price';
    CategoryCreateDto: {
      /**
       * @description What the category is about; null for nothing
       * @example Sites, servers, services.
       */
      description?: string | null;
      /**
       * @description As authors and learners see it
       * @example Web Development
       */
      name: string;
      /**
       * Format: uuid
       * @description The category above; null for one at the top
       * @example 01890a5d-ac96-774b-bcce-b302099a8f65
       */
      parentId?: string | null;
      /**
       * @description Names the category in addresses, unique among its siblings; made from the name when left out
       * @example web-development
       */
      slug?: string;
    };
    /** @description Category below itself */
    CategoryCycleProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.cycle';
      /** @constant */
      status: 422;
    };
    /** @description Category in use */
    CategoryInUseProblem: components['schemas']['ProblemDetails'] & {
      children: number;
      /** @constant */
      code: 'category.in_use';
      courses: number;
      /** @constant */
      status: 409;
    };
    CategoryListResponse: {
      /** @description In the order of the tree, each followed by those below it; with `tree=true` only those at the top, with the others in their `children` */
      items: components['schemas']['CategoryNode'][];
    };
    /** @description Language not supported */
    CategoryLocaleUnsupportedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.locale_unsupported';
      /** @constant */
      status: 422;
    };
    /** @description Category moved */
    CategoryMovedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.moved';
      /** @constant */
      status: 301;
    };
    CategoryNode: {
      /**
       * @description The categories below it, in their order; only with `tree=true`
       * @example []
       */
      children?: components['schemas']['CategoryNode'][];
      /**
       * @description Published courses in it and in all below it
       * @example 12
       */
      courseCount: number;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description What the category is about; null when nothing is said
       * @example Sites, servers, services.
       */
      description: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The language of name and description, a BCP 47 tag (en, ar, es, fr): that of the request, or the default one while there is no translation
       * @example en
       */
      language: string;
      /**
       * @description As authors and learners see it
       * @example Web Development
       */
      name: string;
      /**
       * @description Published courses in it, without those below it
       * @example 5
       */
      ownCourseCount: number;
      /**
       * Format: uuid
       * @description The category above; null at the top
       * @example 01890a5d-ac96-774b-bcce-b302099a8f65
       */
      parentId: string | null;
      /**
       * @description Names the category in addresses, unique among its siblings
       * @example web-development
       */
      slug: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    /** @description Category not found */
    CategoryNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Incomplete order */
    CategoryOrderInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.order_invalid';
      doubled: string[];
      missing: string[];
      /** @constant */
      status: 422;
      unknown: string[];
    };
    /** @description Parent category not found */
    CategoryParentNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.parent_not_found';
      /** @constant */
      status: 422;
    };
    /** @description Wrong category to reassign to */
    CategoryReassignTargetInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.reassign_target_invalid';
      /** @constant */
      status: 422;
    };
    CategoryResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description What the category is about; null when nothing is said
       * @example Sites, servers, services.
       */
      description: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The language of name and description, a BCP 47 tag (en, ar, es, fr): that of the request, or the default one while there is no translation
       * @example en
       */
      language: string;
      /**
       * @description As authors and learners see it
       * @example Web Development
       */
      name: string;
      /**
       * Format: uuid
       * @description The category above; null at the top
       * @example 01890a5d-ac96-774b-bcce-b302099a8f65
       */
      parentId: string | null;
      /**
       * @description Names the category in addresses, unique among its siblings
       * @example web-development
       */
      slug: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    /** @description Slug already taken */
    CategorySlugTakenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.slug_taken';
      /** @constant */
      status: 409;
    };
    CategorySummary: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description As authors and learners see it: in the language of the request, or else in the default one
       * @example Web Development
       */
      name: string;
      /**
       * Format: uuid
       * @description The category above; null at the top
       * @example 01890a5d-ac96-774b-bcce-b302099a8f65
       */
      parentId: string | null;
      /**
       * @description Names the category in addresses; it changes when an admin changes it
       * @example web-development
       */
      slug: string;
    };
    CategoryTextDto: {
      /**
       * @description What the category is about, in this language; null when nothing is said
       * @example Sitios, servidores, servicios.
       */
      description: string | null;
      /**
       * @description The language of name and description, a BCP 47 tag: en, ar, es, fr
       * @example es
       */
      locale: string;
      /**
       * @description The name of the category in this language
       * @example Desarrollo web
       */
      name: string;
    };
    /** @description Category tree too deep */
    CategoryTooDeepProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.too_deep';
      /** @constant */
      status: 422;
    };
    CategoryTranslationDto: {
      /**
       * @description What the category is about, in this language; null for nothing
       * @example Sitios, servidores, servicios.
       */
      description?: string | null;
      /**
       * @description The name of the category in this language
       * @example Desarrollo web
       */
      name: string;
    };
    CategoryTranslationListResponse: {
      /** @description In the default language, which is that of the category itself, and in the others */
      items: components['schemas']['CategoryTextDto'][];
    };
    /** @description Translation not found */
    CategoryTranslationNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'category.translation_not_found';
      /** @constant */
      status: 404;
    };
    CategoryTranslationResponse: {
      /**
       * @description What the category is about, in this language; null when nothing is said
       * @example Sitios, servidores, servicios.
       */
      description: string | null;
      /**
       * @description The language of name and description, a BCP 47 tag: en, ar, es, fr
       * @example es
       */
      locale: string;
      /**
       * @description The name of the category in this language
       * @example Desarrollo web
       */
      name: string;
      /**
       * @description The version of the category, which counts this change; the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    CategoryUpdateDto: {
      /**
       * @description What the category is about; null for nothing
       * @example Sites, servers, services.
       */
      description?: string | null;
      /**
       * @description As authors and learners see it
       * @example Web Development
       */
      name?: string;
      /**
       * Format: uuid
       * @description Moves the category with all below it; null moves it to the top
       * @example 01890a5d-ac96-774b-bcce-b302099a8f65
       */
      parentId?: string | null;
      /**
       * @description Names the category in addresses; the present one redirects to it afterward (301)
       * @example web-development
       */
      slug?: string;
    };
    /** @description Certificate not found */
    CertificateNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'certificate.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Certificate not revoked */
    CertificateNotRevokedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'certificate.not_revoked';
      /** @constant */
      status: 409;
    };
    /** @description Certificate not found */
    CertificateNumberUnknownProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'certificate.number_unknown';
      /** @constant */
      status: 404;
    };
    CertificatePageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CertificateResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    CertificateResponse: {
      /**
       * Format: date-time
       * @description When the course was completed
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string;
      /**
       * Format: uuid
       * @description The course that was completed
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description The title of the course in that publication
       * @example Complete Web Development
       */
      courseTitle: string;
      /**
       * Format: uuid
       * @description The enrollment that was completed
       * @example 01890a5d-ac96-774b-bcce-b302099abb3f
       */
      enrollmentId: string;
      /**
       * @description The name of the holder when the certificate was first read; null until the user service has provided it
       * @example Ada Lovelace
       */
      holderName: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: date-time
       * @description When the certificate was issued, soon after the completion
       * @example 2026-01-31T12:00:00.000Z
       */
      issuedAt: string;
      /**
       * @description As it is printed; whoever has it can verify the certificate
       * @example 7K3QX-0V9TN-4M2RD-PH8WZ-61CYB
       */
      number: string;
      /**
       * @description The number of the publication of the course that was completed
       * @example 1
       */
      publication: number;
      /** @description Why it was revoked; null unless it is */
      revocation: components['schemas']['RevocationResponse'] | null;
      /**
       * @description Whether the certificate can be relied on
       * @example valid
       */
      status: components['schemas']['CertificateStatus'];
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /** @description Certificate revoked */
    CertificateRevokedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'certificate.revoked';
      /** @constant */
      status: 409;
    };
    /**
     * @description - `valid`: Can be relied on
     *     - `superseded`: Replaced: the learner holds another one for the same course
     *     - `revoked`: Taken back, as `revocation` says; it may be restored
     *     - `suspended`: Cannot be relied on for now: the payment for the course is disputed
     * @enum {string}
     */
    CertificateStatus: 'valid' | 'superseded' | 'revoked' | 'suspended';
    ChangedLessonResponse: {
      /**
       * @description Whether you have completed it
       * @example true
       */
      completed: boolean;
      /**
       * @description One of the lesson kinds of the course service; new ones may come
       * @example article
       */
      kind: string;
      /**
       * Format: uuid
       * @description The lesson
       * @example 01890a5d-ac96-774b-bcce-b302099a4873
       */
      lessonId: string;
      /**
       * @description The title of the lesson
       * @example How the web works
       */
      title: string;
    };
    ChildrenOrderDto: {
      /**
       * @description Each of the categories exactly once, in their new order
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a7eb9"
       *     ]
       */
      categoryIds: string[];
    };
    ChildrenOrderResponse: {
      /**
       * @description The categories in their order
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a7eb9"
       *     ]
       */
      categoryIds: string[];
      /**
       * Format: uuid
       * @description The category above; null for those at the top
       * @example 01890a5d-ac96-774b-bcce-b302099a8f65
       */
      parentId: string | null;
      /**
       * @description Counts the changes of the order, with categories that come or go; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    ChoiceAnswerDto: {
      /**
       * Format: uuid
       * @description The `id` of one of the choices; null takes the answer back
       * @example 01890a5d-ac96-774b-bcce-b302099a829c
       */
      choiceId: string | null;
    };
    ChoiceDto: {
      /**
       * @description Whether it is a right choice
       * @example true
       */
      correct: boolean;
      /**
       * @description What the learner reads; no two choices of a question are the same
       * @example HyperText Markup Language
       */
      text: string;
    };
    ChoiceQuestionUpdateDto: {
      /** @description All choices; one with the same text as before keeps its id */
      choices?: components['schemas']['ChoiceDto'][];
      /**
       * @description What a right answer is worth; 1 for a new question. 0 does not count
       * @example 1
       */
      points?: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text?: string;
    };
    ChoiceResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description What there is to choose
       * @example HyperText Markup Language
       */
      text: string;
    };
    ChoicesAnswerDto: {
      /**
       * @description The `id`s of the choices; an empty list takes the answer back
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a829c"
       *     ]
       */
      choiceIds: string[];
    };
    ConfirmationCreateDto: {
      /**
       * @description The bank's own reference of the line of the statement; each counts once, whatever its capitals, blanks and dashes
       * @example 2026-01-31/0042
       */
      bankReference: string;
      /** @description What has arrived on the account */
      receivedAmount: components['schemas']['MoneyDto'];
    };
    CouponBatchCreateDto: {
      /**
       * @description Whether it is taken off sale prices. Otherwise, and when left out, a buyer pays the lower of the sale price and the list price less the coupon
       * @example false
       */
      combinesWithSale?: boolean;
      /**
       * @description How many codes to generate
       * @example 100
       */
      count: number;
      discount: components['schemas']['CouponDiscount'];
      /**
       * Format: date-time
       * @description The first moment at which it cannot be used any more; null for no end
       * @example 2026-03-01T00:00:00.000Z
       */
      endsAt?: string | null;
      /**
       * @description Whether it is only for users who have not purchased yet; false when left out
       * @example false
       */
      firstPurchaseOnly?: boolean;
      /**
       * @description A name for you; buyers do not see it
       * @example Spring newsletter
       */
      label?: string | null;
      /** @description What the covered courses must cost together, before the coupon; null for any price */
      minimumSpend?: components['schemas']['MoneyDto'] | null;
      /**
       * @description How many orders of one user may use it; null for any number
       * @example 1
       */
      perUserLimit?: number | null;
      /**
       * @description What every code begins with, before a hyphen
       * @example SPRING
       */
      prefix?: string;
      scope: components['schemas']['CouponScopeDto'];
      /**
       * Format: date-time
       * @description From when it can be used; now when left out
       * @example 2026-01-31T12:00:00.000Z
       */
      startsAt?: string;
      /**
       * @description How many orders may use it; null for any number
       * @example 100
       */
      totalLimit?: number | null;
    };
    CouponBatchResponse: {
      /**
       * @description How many codes were generated
       * @example 100
       */
      count: number;
      /**
       * Format: uuid
       * @description The batch; its codes are at `GET /coupons/batches/{id}/codes`
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
    };
    CouponCheckCreateDto: {
      /**
       * @description The code; capitals, blanks and kinds of dashes make no difference
       * @example SPRING25
       */
      code: string;
      /**
       * @description The courses to buy; those in your cart when left out
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a4e96"
       *     ]
       */
      courseIds?: string[];
    };
    CouponCheckResponse: {
      /**
       * @description Why it cannot be used; null when it can
       * @example not_found
       */
      reason: components['schemas']['CouponReason'] | null;
      /**
       * @description Whether a quote with the coupon is possible now
       * @example false
       */
      usable: boolean;
    };
    /** @description Coupon code already taken */
    CouponCodeTakenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.code_taken';
      /** @constant */
      status: 409;
    };
    /** @description Course not found */
    CouponCourseNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.course_not_found';
      /** @constant */
      status: 404;
    };
    CouponCreateDto: {
      /**
       * @description What buyers type; capitals make no difference
       * @example SPRING25
       */
      code: string;
      /**
       * @description Whether it is taken off sale prices. Otherwise, and when left out, a buyer pays the lower of the sale price and the list price less the coupon
       * @example false
       */
      combinesWithSale?: boolean;
      discount: components['schemas']['CouponDiscount'];
      /**
       * Format: date-time
       * @description The first moment at which it cannot be used any more; null for no end
       * @example 2026-03-01T00:00:00.000Z
       */
      endsAt?: string | null;
      /**
       * @description Whether it is only for users who have not purchased yet; false when left out
       * @example false
       */
      firstPurchaseOnly?: boolean;
      /**
       * @description A name for you; buyers do not see it
       * @example Spring newsletter
       */
      label?: string | null;
      /** @description What the covered courses must cost together, before the coupon; null for any price */
      minimumSpend?: components['schemas']['MoneyDto'] | null;
      /**
       * @description How many orders of one user may use it; null for any number
       * @example 1
       */
      perUserLimit?: number | null;
      scope: components['schemas']['CouponScopeDto'];
      /**
       * Format: date-time
       * @description From when it can be used; now when left out
       * @example 2026-01-31T12:00:00.000Z
       */
      startsAt?: string;
      /**
       * @description How many orders may use it; null for any number
       * @example 100
       */
      totalLimit?: number | null;
    };
    /** @description What is taken off, by `kind` */
    CouponDiscount:
      | components['schemas']['PercentDiscount']
      | components['schemas']['FixedAmountDiscount']
      | components['schemas']['FixedPriceDiscount']
      | components['schemas']['FreeDiscount'];
    /** @description Invalid coupon */
    CouponInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.invalid';
      /** @constant */
      status: 422;
    };
    /** @description Coupon no longer usable */
    CouponLostProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.lost';
      /** @example used_up */
      reason: string;
      /** @constant */
      status: 422;
    };
    /** @description Coupon not found */
    CouponNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Coupon not usable */
    CouponNotUsableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.not_usable';
      /** @example used_up */
      reason: string;
      /** @constant */
      status: 422;
    };
    /**
     * @description - `applied`: The coupon is taken off the list price, in place of any sale
     *     - `combined`: The coupon is taken off the sale price
     *     - `sale_is_lower`: The sale price is at least as low, so the coupon is not needed
     *     - `not_covered`: The coupon is not for this course
     * @enum {string}
     */
    CouponOutcome: 'applied' | 'combined' | 'sale_is_lower' | 'not_covered';
    CouponPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CouponResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    /** @description Too many coupons this month */
    CouponQuotaReachedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'coupon.quota_reached';
      /** @constant */
      status: 409;
    };
    /**
     * @description - `not_found`: There is no coupon with this code
     *     - `inactive`: It was deactivated
     *     - `not_started`: Its period has not started yet
     *     - `ended`: Its period has ended
     *     - `not_for_these_courses`: It covers none of the courses, or works in another currency
     *     - `minimum_not_reached`: The covered courses cost less than its minimum
     *     - `first_purchase_only`: It is for the first purchase only, and you have purchased before
     *     - `used_by_you`: You have used it as often as one user may
     *     - `used_up`: It has been used as often as it may be
     * @enum {string}
     */
    CouponReason:
      | 'not_found'
      | 'inactive'
      | 'not_started'
      | 'ended'
      | 'not_for_these_courses'
      | 'minimum_not_reached'
      | 'first_purchase_only'
      | 'used_by_you'
      | 'used_up';
    CouponResponse: {
      /**
       * Format: uuid
       * @description The batch it was generated in; null for a chosen code
       * @example 01890a5d-ac96-774b-bcce-b302099af9f5
       */
      batchId: string | null;
      /**
       * @description What buyers type; capitals make no difference
       * @example SPRING25
       */
      code: string;
      /**
       * @description Whether it is taken off sale prices
       * @example false
       */
      combinesWithSale: boolean;
      /**
       * @description Uses by paid orders
       * @example 40
       */
      committed: number;
      /**
       * Format: uuid
       * @description The course it is for; null for several
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was deactivated; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      deactivatedAt: string | null;
      discount: components['schemas']['CouponDiscount'];
      /**
       * Format: date-time
       * @description The first moment at which it cannot be used any more; null for no end
       * @example 2026-03-01T00:00:00.000Z
       */
      endsAt: string | null;
      /**
       * @description Whether it is for first purchases only
       * @example false
       */
      firstPurchaseOnly: boolean;
      /**
       * @description Uses by orders that wait for their payment
       * @example 2
       */
      held: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The instructor whose courses it is for; null for a coupon of the site
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string | null;
      /**
       * @description Its name
       * @example Spring newsletter
       */
      label: string | null;
      /** @description What the covered courses must cost together */
      minimumSpend: components['schemas']['MoneyDto'] | null;
      /**
       * @description How many orders of one user may use it; null for any number
       * @example 1
       */
      perUserLimit: number | null;
      /**
       * @description Which courses it is for
       * @example site
       */
      scope: components['schemas']['CouponScope'];
      /**
       * Format: date-time
       * @description From when it can be used
       * @example 2026-01-31T12:00:00.000Z
       */
      startsAt: string;
      /**
       * @description How many orders may use it; null for any number
       * @example 100
       */
      totalLimit: number | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Grows with each change and each use; also the ETag
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `site`: Every course; created by admins only
     *     - `instructor`: Every course of one instructor
     *     - `course`: One course
     * @enum {string}
     */
    CouponScope: 'site' | 'instructor' | 'course';
    /** @description Which courses the coupon is for, by `kind` */
    CouponScopeDto:
      | components['schemas']['SiteScopeDto']
      | components['schemas']['InstructorScopeDto']
      | components['schemas']['CourseScopeDto'];
    CouponUpdateDto: {
      /**
       * @description Whether it is taken off sale prices. Otherwise, and when left out, a buyer pays the lower of the sale price and the list price less the coupon
       * @example false
       */
      combinesWithSale?: boolean;
      /**
       * Format: date-time
       * @description The first moment at which it cannot be used any more; null for no end
       * @example 2026-03-01T00:00:00.000Z
       */
      endsAt?: string | null;
      /**
       * @description Whether it is only for users who have not purchased yet; false when left out
       * @example false
       */
      firstPurchaseOnly?: boolean;
      /**
       * @description A name for you; buyers do not see it
       * @example Spring newsletter
       */
      label?: string | null;
      /** @description What the covered courses must cost together, before the coupon; null for any price */
      minimumSpend?: components['schemas']['MoneyDto'] | null;
      /**
       * @description How many orders of one user may use it; null for any number
       * @example 1
       */
      perUserLimit?: number | null;
      /**
       * Format: date-time
       * @description From when it can be used; now when left out
       * @example 2026-01-31T12:00:00.000Z
       */
      startsAt?: string;
      /**
       * @description How many orders may use it; null for any number
       * @example 100
       */
      totalLimit?: number | null;
    };
    /** @description Access suspended */
    CourseAccessDisputedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.access_disputed';
      /** @constant */
      status: 403;
    };
    /** @description Not a language tag */
    CourseCaptionLocaleInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.caption_locale_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Captions not found */
    CourseCaptionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.caption_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Too many captions */
    CourseCaptionsFullProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.captions_full';
      /** @constant */
      status: 409;
    };
    CourseCard: {
      /** @description Where the catalog shows it; null while the category service is unavailable */
      category: components['schemas']['CategorySummary'] | null;
      /** @description Its cover in several sizes and formats, the smallest first; empty without one */
      cover: components['schemas']['PictureSize'][];
      /**
       * @description How long all lessons take together, in seconds
       * @example 36000
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description Who teaches it; null while the user service is unavailable */
      instructor: components['schemas']['PublicProfile'] | null;
      /**
       * @description The language it is taught in, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * @description How many users have access to it
       * @example 1280
       */
      learners: number;
      /**
       * @description How many lessons it has
       * @example 42
       */
      lessonCount: number;
      /**
       * @description For whom the course is made
       * @example beginner
       */
      level: components['schemas']['CourseLevel'];
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /** @description The price now */
      price: components['schemas']['MoneyDto'];
      /**
       * Format: date-time
       * @description When it was published, or published again
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /** @description How learners rate it */
      rating: components['schemas']['RatingDto'];
      /**
       * Format: date-time
       * @description When the sale price does not hold any more; null without a sale
       * @example 2026-01-31T12:00:00.000Z
       */
      saleEndsAt: string | null;
      /**
       * @description Names the course in addresses
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description One line below the title; null without one
       * @example From zero to production
       */
      subtitle: string | null;
      /**
       * @description As in the newest publication
       * @example Complete Web Development
       */
      title: string;
    };
    CourseChangePageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CourseChangeResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    CourseChangeResponse: {
      /**
       * Format: date-time
       * @description When it was made
       * @example 2026-01-31T12:00:00.000Z
       */
      changedAt: string;
      /**
       * Format: uuid
       * @description The user who made it; null for what the platform did on its own
       * @example 01890a5d-ac96-774b-bcce-b302099a8e2b
       */
      changedBy: string | null;
      /**
       * @description The fields of the course itself that differ
       * @example [
       *       "title",
       *       "listPrice"
       *     ]
       */
      details: string[];
      /**
       * @description The version of the draft with the change in it
       * @example 1
       */
      draftVersion: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description The lessons that differ */
      lessons: components['schemas']['LessonDifferenceResponse'][];
      /**
       * @description The number of the publication that it made; null when it made none
       * @example 1
       */
      publication: number | null;
      /** @description The sections that differ */
      sections: components['schemas']['SectionDifferenceResponse'][];
      /**
       * @description The state that it brought the course into; null when that stayed
       * @example draft
       */
      status: components['schemas']['CourseStatus'] | null;
    };
    CourseCloneDto: {
      /**
       * @description The title of the new course; the same one when left out
       * @example Complete Web Development, second edition
       */
      title?: string;
    };
    CourseComparisonResponse: {
      /**
       * @description The fields of the course itself that differ
       * @example [
       *       "title",
       *       "listPrice"
       *     ]
       */
      details: string[];
      /** @description The lessons that differ */
      lessons: components['schemas']['LessonDifferenceResponse'][];
      /**
       * @description The publication that the comparison begins with
       * @example 1
       */
      number: number;
      /** @description The sections that differ */
      sections: components['schemas']['SectionDifferenceResponse'][];
      /**
       * @description The publication that it is compared with; null for the draft
       * @example 2
       */
      with: number | null;
    };
    CourseContentsResponse: {
      /**
       * @description Lessons to read
       * @example 4
       */
      articles: number;
      /**
       * @description The languages that lessons have captions in, as BCP 47 tags
       * @example [
       *       "en",
       *       "fr"
       *     ]
       */
      captionLanguages: string[];
      /**
       * @description Documents, and files that come with lessons
       * @example 7
       */
      downloads: number;
      /**
       * @description How many sections open only some days after the enrollment, at a date, or after the sections before
       * @example 2
       */
      laterSections: number;
      /** @description All lessons, by their kind */
      lessonsByKind: components['schemas']['LessonKindCount'][];
      /**
       * @description Lessons that test what was learned
       * @example 3
       */
      quizzes: number;
      /**
       * @description How long all videos take together, in seconds
       * @example 36000
       */
      videoSeconds: number;
    };
    CourseCreateDto: {
      /**
       * @description For whom the course is, one line each
       * @example [
       *       "Beginners who want to build websites"
       *     ]
       */
      audience?: string[];
      /**
       * Format: uuid
       * @description Where the catalog will show it; it has to exist before the course is published. Null for not yet
       * @example 01890a5d-ac96-774b-bcce-b302099a7eb9
       */
      categoryId?: string | null;
      /**
       * @description What its learners read at the end, as plain text; null for none
       * @example Well done! Show us what you have built.
       */
      completionMessage?: string | null;
      /**
       * Format: uuid
       * @description An image of yours that is ready; null for no cover
       * @example 01890a5d-ac96-774b-bcce-b302099a4b32
       */
      coverId?: string | null;
      /**
       * @description What the course is about, as HTML; it is sanitized
       * @example <p>Learn full-stack development.</p>
       */
      description?: string;
      /**
       * @description The language it is taught in, a BCP 47 tag such as `en` or `pt-BR`; `en` for a new course
       * @example en
       */
      language?: string;
      /**
       * @description For whom the course is made; `all` for a new course
       * @example beginner
       */
      level?: components['schemas']['CourseLevel'];
      /**
       * @description What learners will be able to do, one line each
       * @example [
       *       "Build a website with HTML and CSS"
       *     ]
       */
      objectives?: string[];
      /**
       * @description Other published courses that learners should have completed, which its page shows; they are advice, and are required neither to buy nor to learn it
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099aff6c"
       *     ]
       */
      prerequisiteCourseIds?: string[];
      /** @description The list price; free when left out */
      price?: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description A video of yours that is ready, which plays for everyone; null for none
       * @example 01890a5d-ac96-774b-bcce-b302099a3ae7
       */
      promoVideoId?: string | null;
      /**
       * @description What learners should know or have, one line each
       * @example [
       *       "A computer with a browser"
       *     ]
       */
      requirements?: string[];
      /**
       * @description Names the course in addresses, unique on the platform; made from the title when left out
       * @example complete-web-development
       */
      slug?: string;
      /**
       * @description One line below the title; null for none
       * @example From zero to production
       */
      subtitle?: string | null;
      /**
       * @description As the catalog will show it
       * @example Complete Web Development
       */
      title: string;
      /**
       * @description What it is about, in free words; a synonym is stored as the topic it leads to
       * @example [
       *       "javascript",
       *       "web development"
       *     ]
       */
      topics?: string[];
      /**
       * @description What its learners read first, as plain text; null for none
       * @example Welcome! Begin with the first section.
       */
      welcomeMessage?: string | null;
    };
    CourseDraftPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CourseDraftResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    CourseDraftResponse: {
      /**
       * @description For whom the course is, one line each
       * @example [
       *       "Beginners who want to build websites"
       *     ]
       */
      audience: string[];
      /**
       * @description Where the catalog will show it; null until it is chosen
       * @example 01890a5d-ac96-774b-bcce-b302099a7eb9
       */
      categoryId: string | null;
      /**
       * @description What its learners read at the end, as plain text; null for none
       * @example Well done! Show us what you have built.
       */
      completionMessage: string | null;
      /**
       * Format: uuid
       * @description The image of its cover; null without one
       * @example 01890a5d-ac96-774b-bcce-b302099a4b32
       */
      coverId: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description What the course is about, as sanitized HTML
       * @example <p>Learn full-stack development.</p>
       */
      description: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The instructor who owns the course
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /**
       * @description The language it is taught in, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * @description For whom the course is made
       * @example beginner
       */
      level: components['schemas']['CourseLevel'];
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /**
       * @description What learners will be able to do, one line each
       * @example [
       *       "Build a website with HTML and CSS"
       *     ]
       */
      objectives: string[];
      /**
       * @description Other courses that learners should have completed
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099aff6c"
       *     ]
       */
      prerequisiteCourseIds: string[];
      /**
       * Format: uuid
       * @description The video on its page; null without one
       * @example 01890a5d-ac96-774b-bcce-b302099a3ae7
       */
      promoVideoId: string | null;
      /**
       * @description The number of the newest publication; 0 before the first
       * @example 0
       */
      publication: number;
      /**
       * @description What learners should know or have, one line each
       * @example [
       *       "A computer with a browser"
       *     ]
       */
      requirements: string[];
      /** @description In their order, with all lessons */
      sections: components['schemas']['SectionResponse'][];
      /**
       * @description Names the course in addresses, in force with the next publication
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description Where the course stands
       * @example draft
       */
      status: components['schemas']['CourseStatus'];
      /**
       * @description One line below the title; null without one
       * @example From zero to production
       */
      subtitle: string | null;
      /**
       * @description As the catalog will show it
       * @example Complete Web Development
       */
      title: string;
      /**
       * @description What it is about, by the names of topics
       * @example [
       *       "javascript",
       *       "web development"
       *     ]
       */
      topics: string[];
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes of the draft; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
      /**
       * @description What its learners read first, as plain text; null for none
       * @example Welcome! Begin with the first section.
       */
      welcomeMessage: string | null;
    };
    CourseEvidence: {
      /**
       * Format: date-time
       * @description When the course was completed; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * @description How many lessons were marked complete
       * @example 0
       */
      completedLessons: number;
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @description When the buyer first got access; null without it
       * @example 2026-01-31T12:00:00.000Z
       */
      enrolledAt: string | null;
      /**
       * @description Whether the buyer has access; null when there was no enrollment
       * @example active
       */
      enrollmentStatus: components['schemas']['EnrollmentStatus'] | null;
      /**
       * Format: date-time
       * @description When the first lesson was completed; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      firstCompletionAt: string | null;
      /**
       * Format: date-time
       * @description When the last lesson was completed; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      lastCompletionAt: string | null;
      /**
       * @description How much of it was learned, in percent
       * @example 66.66
       */
      percent: number;
      /** @description What the buyer paid for it */
      price: components['schemas']['MoneyDto'];
      /** @description What has gone back of that */
      refunded: components['schemas']['MoneyDto'];
      /**
       * @description Its title when it was sold
       * @example Complete Web Development
       */
      title: string;
    };
    /** @description Feed position expired */
    CourseFeedExpiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_feed.expired';
      /** @constant */
      status: 410;
    };
    CourseFeedItem: {
      /**
       * Format: date-time
       * @description When the feed took over its last change; later with each change, never earlier
       * @example 2026-01-31T12:00:00.000Z
       */
      changedAt: string;
      /** @description As it is now; null when it was removed */
      course: components['schemas']['FeedCourse'] | null;
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Whether it is public no longer; remove your copy then
       * @example false
       */
      removed: boolean;
    };
    CourseFeedPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CourseFeedItem'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
      /**
       * @description The `cursor` for what has changed after this page: store it with what you have read
       * @example eyJpZCI6IjAxODkwYTVkIn0.N2Q0YzFiOWU
       */
      resumeCursor: string;
    };
    /** @description Course already published */
    CourseHasEnrollmentsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.has_enrollments';
      /** @constant */
      status: 409;
    };
    CourseHighlight: {
      /**
       * @description Part of the description as HTML with matches in `<mark>`; null without a match in it
       * @example Learn full-stack <mark>web</mark> development.
       */
      description: string | null;
      /**
       * @description The subtitle as HTML with matches in `<mark>`; null without a match in it
       * @example From zero to <mark>web</mark> production
       */
      subtitle: string | null;
      /**
       * @description The title as HTML with matches in `<mark>`; null without a match in it
       * @example Complete <mark>Web</mark> Development
       */
      title: string | null;
    };
    /** @description HTML too deep */
    CourseHtmlTooDeepProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.html_too_deep';
      /** @constant */
      status: 422;
    };
    /** @description Archive too large */
    CourseImportArchiveTooLargeProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_import.archive_too_large';
      /** @constant */
      status: 413;
    };
    /** @description Not a whole archive */
    CourseImportArchiveUnreadableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_import.archive_unreadable';
      /** @constant */
      status: 422;
    };
    /** @description Archive refused */
    CourseImportArchiveUnsafeProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_import.archive_unsafe';
      /** @example ../../x */
      entry: string;
      /** @example name */
      reason: string;
      /** @constant */
      status: 422;
    };
    /** @description Too many imports at a time */
    CourseImportBusyProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_import.busy';
      /** @constant */
      status: 503;
    };
    CourseImportCheckResponse: {
      /** @description What is wrong with it; empty when it can be imported */
      errors: components['schemas']['CourseImportErrorResponse'][];
      /**
       * @description How many errors are not in the list
       * @example 0
       */
      errorsLeftOut: number;
      /**
       * @description How many files would be stored
       * @example 38
       */
      fileCount: number;
      /**
       * @description How many lessons the course has
       * @example 40
       */
      lessonCount: number;
      /**
       * @description How many quizzes would be made
       * @example 5
       */
      quizCount: number;
      /**
       * @description How many sections the course has
       * @example 5
       */
      sectionCount: number;
      /**
       * @description What they take of your quota, in bytes
       * @example 734003200
       */
      sizeBytes: number;
      /**
       * @description Whether the archive can be imported
       * @example true
       */
      valid: boolean;
    };
    CourseImportErrorResponse: {
      /**
       * @description Stable code of what is wrong
       * @example field.is_length
       */
      code: string;
      /**
       * @description What is wrong, in the language of the response
       * @example must have 1 to 120 characters
       */
      detail: string;
      /**
       * @description Where it is, in `course.json`
       * @example sections[2].lessons[0].title
       */
      path: string;
    };
    /** @description Course cannot be imported */
    CourseImportInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_import.invalid';
      errorsLeftOut?: number;
      /** @constant */
      status: 422;
    };
    /** @description Files not processed in time */
    CourseImportTimedOutProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course_import.timed_out';
      /** @constant */
      status: 503;
    };
    /** @description Course in review */
    CourseInReviewProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.in_review';
      /** @constant */
      status: 409;
    };
    CourseInvitationCreateDto: {
      /**
       * @description Hundredths of a percent of what the instructors of the course get, taken from the share of the owner; for orders that are placed after the acceptance
       * @example 3000
       */
      basisPoints: number;
      /**
       * Format: email
       * @description The address of the instructor; the account that accepts must have it, confirmed
       * @example john@example.com
       */
      email: string;
      /**
       * @description Whether the page of the course will show the co-instructor; true when left out
       * @example true
       */
      isVisible?: boolean;
      /**
       * @description What the co-instructor may do besides reading the draft
       * @example [
       *       "manage"
       *     ]
       */
      rights: ('manage' | 'captions' | 'questions' | 'reviews' | 'finance')[];
    };
    /** @description Already invited */
    CourseInvitationExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.invitation_exists';
      /** @constant */
      status: 409;
    };
    /** @description Invitation not found */
    CourseInvitationNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.invitation_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Invitation no longer open */
    CourseInvitationOverProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.invitation_over';
      /** @constant */
      status: 409;
    };
    CourseInvitationResponse: {
      /**
       * @description The share that is offered, in basis points
       * @example 3000
       */
      basisPoints: number;
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description Its title
       * @example Complete Web Development
       */
      courseTitle: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: email
       * @description The invited address; null once the invitation ended
       * @example john@example.com
       */
      email: string | null;
      /**
       * Format: date-time
       * @description Until when it can be accepted
       * @example 2026-01-31T12:00:00.000Z
       */
      expiresAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Whether the page of the course will show the co-instructor
       * @example true
       */
      isVisible: boolean;
      /**
       * @description What the co-instructor may do
       * @example [
       *       "manage"
       *     ]
       */
      rights: ('manage' | 'captions' | 'questions' | 'reviews' | 'finance')[];
      /**
       * @description Where the invitation stands
       * @example open
       */
      status: components['schemas']['InvitationStatus'];
    };
    /** @description Lesson locked */
    CourseLessonLockedProblem: components['schemas']['ProblemDetails'] & {
      /** @example 2026-12-08T09:00:00.000Z */
      availableAt?: string;
      /** @constant */
      code: 'course.lesson_locked';
      missingLessons: number;
      /** @constant */
      status: 403;
    };
    /** @description Lesson not found */
    CourseLessonNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.lesson_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Lesson without sound */
    CourseLessonWithoutSoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.lesson_without_sound';
      /** @constant */
      status: 422;
    };
    /**
     * @description - `beginner`: Needs no prior knowledge
     *     - `intermediate`: Builds on the basics of the subject
     *     - `expert`: For those who work in the subject already
     *     - `all`: For everybody, whatever they know
     * @enum {string}
     */
    CourseLevel: 'beginner' | 'intermediate' | 'expert' | 'all';
    /** @description Link not allowed */
    CourseLinkNotAllowedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.link_not_allowed';
      /** @constant */
      status: 422;
    };
    /** @description Already an instructor of the course */
    CourseMemberExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.member_exists';
      /** @constant */
      status: 409;
    };
    /** @description Co-instructor not found */
    CourseMemberNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.member_not_found';
      /** @constant */
      status: 404;
    };
    CourseMemberResponse: {
      /**
       * @description The share in basis points; null unless it is yours or you may see all shares
       * @example 3000
       */
      basisPoints: number | null;
      /**
       * Format: uuid
       * @description The owner
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /**
       * @description Whether the page of the course shows them
       * @example true
       */
      isVisible: boolean;
      /**
       * Format: date-time
       * @description When they accepted the invitation
       * @example 2026-01-31T12:00:00.000Z
       */
      joinedAt: string;
      /** @description What anybody may know of them; null while the user service is unavailable */
      profile: components['schemas']['PublicProfile'] | null;
      /**
       * @description What they may do besides reading the draft
       * @example [
       *       "manage"
       *     ]
       */
      rights: ('manage' | 'captions' | 'questions' | 'reviews' | 'finance')[];
    };
    CourseMemberUpdateDto: {
      /**
       * @description Whether the page of the course shows the co-instructor
       * @example true
       */
      isVisible?: boolean;
      /**
       * @description All rights from now on
       * @example [
       *       "manage"
       *     ]
       */
      rights?: ('manage' | 'captions' | 'questions' | 'reviews' | 'finance')[];
    };
    CourseMessages: {
      /**
       * @description What its learners read at the end, as plain text; null for none
       * @example Well done! Show us what you have built.
       */
      completion: string | null;
      /**
       * @description What its learners read first, as plain text; null for none
       * @example Welcome! Begin with the first section.
       */
      welcome: string | null;
    };
    /** @description Course moved */
    CourseMovedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.moved';
      /** @constant */
      status: 301;
    };
    /** @description Not enrolled */
    CourseNotEntitledProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.not_entitled';
      /** @constant */
      status: 402;
    };
    /** @description Course not found */
    CourseNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Incomplete order */
    CourseOrderInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.order_invalid';
      /** @constant */
      status: 422;
    };
    CourseOwnerResponse: {
      /**
       * @description The share in basis points; null unless it is yours or you may see all shares
       * @example 3000
       */
      basisPoints: number | null;
      /**
       * Format: uuid
       * @description The owner
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /** @description What anybody may know of them; null while the user service is unavailable */
      profile: components['schemas']['PublicProfile'] | null;
    };
    /** @description Your own course */
    CourseOwnSubmissionProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.own_submission';
      /** @constant */
      status: 403;
    };
    CoursePageResponse: {
      /**
       * @description `q` with its unknown words replaced by near ones, which were found; else null
       * @example javascript
       */
      correction: string | null;
      /** @description What the list could be narrowed by; null unless `facets=true` */
      facets: components['schemas']['CatalogFacets'] | null;
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CatalogCard'][];
      /** @description Where this page is in the list */
      pagination: components['schemas']['PaginationDto'];
    };
    /** @description Invalid prerequisite */
    CoursePrerequisiteInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.prerequisite_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Sale prices in the way */
    CoursePriceInSaleProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.price_in_sale';
      sales: {
        /** @example 2026-03-29T22:00:00.000Z */
        endsAt: string;
        /** Format: uuid */
        id: string;
        /** @example 2026-03-28T23:00:00.000Z */
        startsAt: string;
      }[];
      /** @constant */
      status: 409;
    };
    /** @description Price too high */
    CoursePriceTooHighProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.price_too_high';
      /** @constant */
      status: 422;
    };
    CoursePricingDto: {
      /** @description The price before any reduction; 0 makes the course free */
      listPrice: components['schemas']['MoneyDto'];
    };
    /** @description Not ready to publish */
    CoursePublishChecksFailedProblem: components['schemas']['ProblemDetails'] & {
      checks: {
        /** @example course.section_empty */
        code: string;
        /** @example Fill or remove the sections without lessons. */
        detail: string;
        passed: boolean;
      }[];
      /** @constant */
      code: 'course.publish_checks_failed';
      /** @constant */
      status: 422;
    };
    /** @description Reason missing */
    CourseReasonMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.reason_missing';
      /** @constant */
      status: 422;
    };
    /** @description Not one file or link */
    CourseResourceInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.resource_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Resource not found */
    CourseResourceNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.resource_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Too many resources */
    CourseResourcesFullProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.resources_full';
      /** @constant */
      status: 409;
    };
    CourseResponse: {
      /**
       * @description For whom the course is, one line each
       * @example [
       *       "Beginners who want to build websites"
       *     ]
       */
      audience: string[];
      /** @description Where the catalog shows it; null while the category service is unavailable */
      category: components['schemas']['CategorySummary'] | null;
      /** @description What is inside */
      contents: components['schemas']['CourseContentsResponse'];
      /** @description Its cover in several sizes and formats, the smallest first; empty without one */
      cover: components['schemas']['PictureSize'][];
      /**
       * @description What the course is about, as sanitized HTML
       * @example <p>Learn full-stack development.</p>
       */
      description: string;
      /**
       * @description How long all lessons take together, in seconds
       * @example 36000
       */
      durationSeconds: number;
      /**
       * @description Whether it can be bought or taken now
       * @example true
       */
      forSale: boolean;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description Who teaches it; null while the user service is unavailable */
      instructor: components['schemas']['PublicProfile'] | null;
      /** @description Who teaches it, the owner first; empty while the user service is unavailable */
      instructors: components['schemas']['InstructorCard'][];
      /**
       * @description The language it is taught in, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * Format: date-time
       * @description When its contents were published last
       * @example 2026-01-31T12:00:00.000Z
       */
      lastUpdatedAt: string;
      /**
       * @description How many users have access to it
       * @example 1280
       */
      learners: number;
      /**
       * @description How many lessons it has
       * @example 42
       */
      lessonCount: number;
      /**
       * @description For whom the course is made
       * @example beginner
       */
      level: components['schemas']['CourseLevel'];
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /**
       * @description What learners will be able to do, one line each
       * @example [
       *       "Build a website with HTML and CSS"
       *     ]
       */
      objectives: string[];
      /** @description Courses that learners should have completed, as far as they are published */
      prerequisites: components['schemas']['CourseCard'][];
      /** @description The price now */
      price: components['schemas']['MoneyDto'];
      /** @description A video about the course; null without one */
      promoVideo: components['schemas']['PromoVideo'] | null;
      /**
       * @description The number of the publication that is shown
       * @example 1
       */
      publication: number;
      /**
       * Format: date-time
       * @description When it was published, or published again
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /** @description How learners rate it */
      rating: components['schemas']['RatingDto'];
      /** @description How many reviews have how many stars; null while that is not known */
      ratingHistogram: components['schemas']['RatingHistogram'] | null;
      /** @description Courses of the same category, those with most topics in common first */
      related: components['schemas']['CourseCard'][];
      /**
       * @description What learners should know or have, one line each
       * @example [
       *       "A computer with a browser"
       *     ]
       */
      requirements: string[];
      /**
       * Format: date-time
       * @description When the sale price does not hold any more; null without a sale
       * @example 2026-01-31T12:00:00.000Z
       */
      saleEndsAt: string | null;
      /**
       * @description Names the course in addresses
       * @example complete-web-development
       */
      slug: string;
      /** @description The course for search engines, as JSON-LD of schema.org; null while it is not for sale. Put it into a script element of the type `application/ld+json`, with every `<` written as `\u003c` */
      structuredData: components['schemas']['CourseStructuredData'] | null;
      /**
       * @description One line below the title; null without one
       * @example From zero to production
       */
      subtitle: string | null;
      /**
       * @description As in the newest publication
       * @example Complete Web Development
       */
      title: string;
      /**
       * @description What it is about, by the names of topics
       * @example [
       *       "javascript",
       *       "web development"
       *     ]
       */
      topics: string[];
    };
    /** @description Course retired */
    CourseRetiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.retired';
      /** @constant */
      status: 409;
    };
    /** @description Not your right */
    CourseRightMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.right_missing';
      /** @constant */
      status: 403;
    };
    /** @description Too many planned sales */
    CourseSaleLimitProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.sale_limit';
      /** @constant */
      status: 409;
    };
    /** @description Sale price not found */
    CourseSaleNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.sale_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Sales overlap */
    CourseSaleOverlapProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.sale_overlap';
      sales: {
        /** @example 2026-03-29T22:00:00.000Z */
        endsAt: string;
        /** Format: uuid */
        id: string;
        /** @example 2026-03-28T23:00:00.000Z */
        startsAt: string;
      }[];
      /** @constant */
      status: 409;
    };
    /** @description Sale already over */
    CourseSaleOverProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.sale_over';
      /** @constant */
      status: 409;
    };
    /** @description Invalid sale price */
    CourseSalePriceInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.sale_price_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Invalid time of a sale */
    CourseSaleWindowInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.sale_window_invalid';
      /** @constant */
      status: 422;
    };
    CourseScopeDto: {
      /**
       * Format: uuid
       * @description The course it is for; one of yours, unless you are an admin
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description Always `course`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'course';
    };
    /** @description Section not found */
    CourseSectionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.section_not_found';
      /** @constant */
      status: 404;
    };
    CourseShareDto: {
      /**
       * @description Hundredths of a percent of what the instructors of the course get together
       * @example 3000
       */
      basisPoints: number;
      /**
       * Format: uuid
       * @description The owner or a co-instructor
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
    };
    CourseSharesDto: {
      /** @description All who teach the course, each once; 10,000 together */
      shares: components['schemas']['CourseShareDto'][];
    };
    /** @description Share too large */
    CourseSharesExceededProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.shares_exceeded';
      /** @constant */
      status: 409;
    };
    /** @description Shares do not add up */
    CourseSharesInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.shares_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Slug already taken */
    CourseSlugTakenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.slug_taken';
      /** @constant */
      status: 409;
    };
    /**
     * @description - `draft`: Being written; only its instructor sees it
     *     - `in_review`: Submitted; waits for the decision of an admin
     *     - `approved`: May be published
     *     - `published`: In the catalog and for sale
     *     - `unpublished`: Not for sale any more; its learners keep access
     *     - `archived`: Retired for good; its learners keep access
     * @enum {string}
     */
    CourseStatus: 'draft' | 'in_review' | 'approved' | 'published' | 'unpublished' | 'archived';
    CourseStructuredData: {
      /**
       * @description Always `https://schema.org`
       * @example https://schema.org
       */
      '@context': string;
      /**
       * @description Always `Course`
       * @example Course
       */
      '@type': string;
      /** @description How learners rate it; left out without reviews */
      aggregateRating?: components['schemas']['StructuredRating'];
      /**
       * @description How the description begins, without markup
       * @example Learn full-stack development.
       */
      description: string;
      /** @description How it is taught */
      hasCourseInstance: components['schemas']['StructuredCourseInstance'][];
      /**
       * @description The largest picture of its cover; empty without one
       * @example [
       *       "https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/images/w1280.jpeg"
       *     ]
       */
      image: string[];
      /**
       * @description The language it is taught in, BCP 47
       * @example en
       */
      inLanguage: string;
      /**
       * @description The title without markup
       * @example Complete Web Development
       */
      name: string;
      /** @description What it costs now */
      offers: components['schemas']['StructuredOffer'][];
      /** @description Who provides the course */
      provider: components['schemas']['StructuredOrganization'];
      /**
       * Format: uri
       * @description The address of its page; left out when the platform has not said where that is
       * @example https://example.com/courses/complete-web-development
       */
      url?: string;
    };
    /** @description Submission not found */
    CourseSubmissionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.submission_not_found';
      /** @constant */
      status: 404;
    };
    CourseSuggestion: {
      /**
       * Format: uuid
       * @description Of what it leads to; null for a topic
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string | null;
      /**
       * @description What it leads to
       * @example course
       */
      kind: components['schemas']['SuggestionKind'];
      /**
       * @description What to show
       * @example Complete Web Development
       */
      text: string;
    };
    CourseSuggestions: {
      /** @description Best first; at most ten */
      suggestions: components['schemas']['CourseSuggestion'][];
    };
    /** @description Too many instructors */
    CourseTeamFullProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.team_full';
      /** @constant */
      status: 409;
    };
    CourseTeamResponse: {
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /** @description Open invitations; empty unless you own the course */
      invitations: components['schemas']['CourseInvitationResponse'][];
      /** @description The co-instructors, in the order in which they joined */
      members: components['schemas']['CourseMemberResponse'][];
      /** @description The owner, who cannot leave */
      owner: components['schemas']['CourseOwnerResponse'];
      /**
       * @description The version of the draft of the course, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    CourseUpdateDto: {
      /**
       * @description For whom the course is, one line each
       * @example [
       *       "Beginners who want to build websites"
       *     ]
       */
      audience?: string[];
      /**
       * Format: uuid
       * @description Where the catalog will show it; it has to exist before the course is published. Null for not yet
       * @example 01890a5d-ac96-774b-bcce-b302099a7eb9
       */
      categoryId?: string | null;
      /**
       * @description What its learners read at the end, as plain text; null for none
       * @example Well done! Show us what you have built.
       */
      completionMessage?: string | null;
      /**
       * Format: uuid
       * @description An image of yours that is ready; null for no cover
       * @example 01890a5d-ac96-774b-bcce-b302099a4b32
       */
      coverId?: string | null;
      /**
       * @description What the course is about, as HTML; it is sanitized
       * @example <p>Learn full-stack development.</p>
       */
      description?: string;
      /**
       * @description The language it is taught in, a BCP 47 tag such as `en` or `pt-BR`; `en` for a new course
       * @example en
       */
      language?: string;
      /**
       * @description For whom the course is made; `all` for a new course
       * @example beginner
       */
      level?: components['schemas']['CourseLevel'];
      /**
       * @description What learners will be able to do, one line each
       * @example [
       *       "Build a website with HTML and CSS"
       *     ]
       */
      objectives?: string[];
      /**
       * @description Other published courses that learners should have completed, which its page shows; they are advice, and are required neither to buy nor to learn it
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099aff6c"
       *     ]
       */
      prerequisiteCourseIds?: string[];
      /**
       * Format: uuid
       * @description A video of yours that is ready, which plays for everyone; null for none
       * @example 01890a5d-ac96-774b-bcce-b302099a3ae7
       */
      promoVideoId?: string | null;
      /**
       * @description What learners should know or have, one line each
       * @example [
       *       "A computer with a browser"
       *     ]
       */
      requirements?: string[];
      /**
       * @description Names the course in addresses, in force with the next publication; those before redirect to it (301)
       * @example complete-web-development
       */
      slug?: string;
      /**
       * @description One line below the title; null for none
       * @example From zero to production
       */
      subtitle?: string | null;
      /**
       * @description As the catalog will show it
       * @example Complete Web Development
       */
      title?: string;
      /**
       * @description What it is about, in free words; a synonym is stored as the topic it leads to
       * @example [
       *       "javascript",
       *       "web development"
       *     ]
       */
      topics?: string[];
      /**
       * @description What its learners read first, as plain text; null for none
       * @example Welcome! Begin with the first section.
       */
      welcomeMessage?: string | null;
    };
    CourseVersionContentResponse: {
      /**
       * @description For whom the course is, one line each
       * @example [
       *       "Beginners who want to build websites"
       *     ]
       */
      audience: string[];
      /**
       * @description Where the catalog will show it; null until it is chosen
       * @example 01890a5d-ac96-774b-bcce-b302099a7eb9
       */
      categoryId: string | null;
      /**
       * @description What its learners read at the end, as plain text; null for none
       * @example Well done! Show us what you have built.
       */
      completionMessage: string | null;
      /**
       * Format: uuid
       * @description The course of the publication
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: uuid
       * @description The image of its cover; null without one
       * @example 01890a5d-ac96-774b-bcce-b302099a4b32
       */
      coverId: string | null;
      /**
       * @description What the course is about, as sanitized HTML
       * @example <p>Learn full-stack development.</p>
       */
      description: string;
      /**
       * @description The language it is taught in, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * @description For whom the course is made
       * @example beginner
       */
      level: components['schemas']['CourseLevel'];
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /**
       * @description Counts the publications of the course, from 1
       * @example 1
       */
      number: number;
      /**
       * @description What learners will be able to do, one line each
       * @example [
       *       "Build a website with HTML and CSS"
       *     ]
       */
      objectives: string[];
      /**
       * @description Other courses that learners should have completed
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099aff6c"
       *     ]
       */
      prerequisiteCourseIds: string[];
      /**
       * Format: uuid
       * @description The video on its page; null without one
       * @example 01890a5d-ac96-774b-bcce-b302099a3ae7
       */
      promoVideoId: string | null;
      /**
       * Format: date-time
       * @description When it was published
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /**
       * @description What learners should know or have, one line each
       * @example [
       *       "A computer with a browser"
       *     ]
       */
      requirements: string[];
      /** @description In their order, with all lessons */
      sections: components['schemas']['SectionResponse'][];
      /**
       * @description Names the course in addresses, in force with the next publication
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description One line below the title; null without one
       * @example From zero to production
       */
      subtitle: string | null;
      /**
       * @description As the catalog will show it
       * @example Complete Web Development
       */
      title: string;
      /**
       * @description What it is about, by the names of topics
       * @example [
       *       "javascript",
       *       "web development"
       *     ]
       */
      topics: string[];
      /**
       * @description What its learners read first, as plain text; null for none
       * @example Welcome! Begin with the first section.
       */
      welcomeMessage: string | null;
    };
    /** @description Version of the course not found */
    CourseVersionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'course.version_not_found';
      /** @constant */
      status: 404;
    };
    CourseVersionPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['CourseVersionResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    CourseVersionResponse: {
      /**
       * @description How long its lessons take, in seconds
       * @example 7200
       */
      durationSeconds: number;
      /**
       * @description How many lessons it has
       * @example 24
       */
      lessonCount: number;
      /**
       * @description Counts the publications of the course, from 1
       * @example 1
       */
      number: number;
      /**
       * Format: date-time
       * @description When it was published
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /**
       * @description The title of the course in this publication
       * @example Complete Web Development
       */
      title: string;
    };
    CurrencyImbalanceResponse: {
      /**
       * @description ISO 4217 code
       * @example USD
       */
      currency: string;
      /**
       * @description All debits less all credits, in minor units: 0 in sound books
       * @example 0
       */
      imbalanceMinor: number;
    };
    CurriculumOrderDto: {
      /** @description Every section and every lesson exactly once, in the new order */
      sections: components['schemas']['SectionOrderDto'][];
    };
    CurriculumResponse: {
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description How long all lessons take together, in seconds
       * @example 36000
       */
      durationSeconds: number;
      /** @description What the author says to learners; null for everyone else */
      messages: components['schemas']['CourseMessages'] | null;
      /**
       * @description The number of the publication: the one you are enrolled in, else the newest
       * @example 1
       */
      publication: number;
      /** @description In their order */
      sections: components['schemas']['OutlineSection'][];
    };
    CursorDto: {
      /**
       * @description How many items a page has at most, as requested
       * @example 20
       */
      limit: number;
      /**
       * @description The `cursor` of the next page; null on the last one
       * @example eyJpZCI6IjAxODkwYTVkIn0.N2Q0YzFiOWU
       */
      next: string | null;
    };
    /**
     * @description - `added`: Only the later content has it
     *     - `removed`: Only the earlier content has it
     *     - `changed`: Both have it, and `fields` says what differs
     * @enum {string}
     */
    Difference: 'added' | 'removed' | 'changed';
    /** @description Evidence refused */
    DisputeEvidenceRefusedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'dispute.evidence_refused';
      /** @constant */
      status: 409;
    };
    DisputeEvidenceResponse: {
      /** @description What was sold and how it was used */
      courses: components['schemas']['CourseEvidence'][];
      /**
       * Format: uuid
       * @description The dispute
       * @example 01890a5d-ac96-774b-bcce-b302099a24ff
       */
      disputeId: string;
      /**
       * Format: date-time
       * @description When the buyer ordered
       * @example 2026-01-31T12:00:00.000Z
       */
      orderedAt: string;
      /**
       * Format: uuid
       * @description The order
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: date-time
       * @description When the order was paid; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /** @description Receipts: what was paid and given back, oldest first */
      receipts: components['schemas']['TransactionResponse'][];
      /** @description Sign-ins of the buyer, newest first */
      signIns: components['schemas']['SignInEvidence'][];
    };
    /** @description Dispute not found */
    DisputeNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'dispute.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Dispute not open */
    DisputeNotOpenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'dispute.not_open';
      /** @constant */
      status: 409;
    };
    DisputePageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['DisputeResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    DisputeResponse: {
      /** @description What the bank of the buyer has taken back */
      amount: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The user who ordered
       * @example 01890a5d-ac96-774b-bcce-b302099a6a2e
       */
      buyerId: string;
      /**
       * Format: date-time
       * @description When the bank decided; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      closedAt: string | null;
      /**
       * Format: date-time
       * @description When it became known here
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description Until when evidence counts; null when never
       * @example 2026-01-31T12:00:00.000Z
       */
      evidenceDueAt: string | null;
      /** @description What the provider takes for it, whoever is right */
      fee: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The lines whose access is suspended, or was
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a8c2f"
       *     ]
       */
      lineIds: string[];
      /**
       * @description How it was paid
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /**
       * Format: uuid
       * @description The order whose payment is disputed
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: uuid
       * @description The payment that is disputed
       * @example 01890a5d-ac96-774b-bcce-b302099ad1c1
       */
      paymentId: string;
      /**
       * @description By which the provider knows it
       * @example du_1Nv
       */
      providerReference: string;
      /**
       * @description What the buyer has told the bank, in the words of the provider
       * @example fraudulent
       */
      reason: string;
      /**
       * @description Where it stands
       * @example needs_response
       */
      status: components['schemas']['DisputeStatus'];
      /**
       * Format: date-time
       * @description When evidence was sent; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      submittedAt: string | null;
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `needs_response`: Waits for evidence until `evidenceDueAt`
     *     - `under_review`: The evidence is with the bank of the buyer, which decides
     *     - `won`: The money is back, and the access is as before
     *     - `lost`: The bank keeps the money, and the access has ended as with a refund
     * @enum {string}
     */
    DisputeStatus: 'needs_response' | 'under_review' | 'won' | 'lost';
    /** @description Document not ready */
    DocumentBusyProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'document.busy';
      /** @constant */
      status: 503;
    };
    DocumentLessonCreateDto: {
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Always `document`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'document';
      /**
       * Format: uuid
       * @description A document of yours that is ready
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title: string;
    };
    DocumentLessonOutline: {
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `document`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'document';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    DocumentLessonResponse: {
      /** @description What is said, in several languages; empty for kinds without sound */
      captions: components['schemas']['LessonCaptionResponse'][];
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `document`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'document';
      /**
       * Format: uuid
       * @description The document, which is opened with a playback grant
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /** @description Files and links that come with it */
      resources: components['schemas']['LessonResourceResponse'][];
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    DocumentLessonUpdateDto: {
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * Format: uuid
       * @description A document of yours that is ready
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId?: string;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title?: string;
    };
    DraftName: {
      /**
       * @description The slug of the draft
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description The title of the draft
       * @example Complete Web Development
       */
      title: string;
    };
    EarningBalanceResponse: {
      /** @description What the next payout can take; negative when money went back after a payout */
      available: components['schemas']['BalanceDto'];
      /**
       * @description ISO 4217 code; balances of different currencies are apart
       * @example USD
       */
      currency: string;
      /** @description Shares that wait for the decision of a dispute */
      disputed: components['schemas']['BalanceDto'];
      /** @description Shares whose refund window has not ended */
      held: components['schemas']['BalanceDto'];
      /** @description Payouts that are ordered and not confirmed */
      inTransit: components['schemas']['BalanceDto'];
      /** @description Payouts that the bank has sent */
      paidOut: components['schemas']['BalanceDto'];
    };
    EarningEntryPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['EarningEntryResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    EarningEntryResponse: {
      /** @description What it changed: positive is for you */
      amount: components['schemas']['BalanceDto'];
      /**
       * Format: date-time
       * @description Until when it is held; null for payouts
       * @example 2026-01-31T12:00:00.000Z
       */
      availableAt: string | null;
      /**
       * Format: uuid
       * @description The course that was sold; null for payouts
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description What happened
       * @example receipt
       */
      kind: components['schemas']['LedgerKind'];
      /**
       * Format: uuid
       * @description The line of the order; null for payouts
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string | null;
      /**
       * Format: date-time
       * @description When it was posted, which decides the month of its statement
       * @example 2026-01-31T12:00:00.000Z
       */
      postedAt: string;
    };
    EarningsResponse: {
      /** @description One for each currency; empty before the first sale */
      balances: components['schemas']['EarningBalanceResponse'][];
      /**
       * Format: uuid
       * @description The instructor
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
    };
    EarningStatementPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['EarningStatementResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    EarningStatementResponse: {
      /** @description What was owed at the end: all of the above together */
      closing: components['schemas']['BalanceDto'];
      /**
       * Format: date-time
       * @description When it was made; it never changes
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description ISO 4217 code; each currency has a statement of its own
       * @example USD
       */
      currency: string;
      /** @description Shares of disputes, less those that came back */
      disputes: components['schemas']['BalanceDto'];
      /** @description The part of `closing` that was held at the end */
      held: components['schemas']['BalanceDto'];
      /**
       * @description The calendar month, in UTC
       * @example 2026-11
       */
      month: string;
      /** @description What was owed at the beginning, held and available */
      opening: components['schemas']['BalanceDto'];
      /** @description Payouts, less those that failed; negative */
      payouts: components['schemas']['BalanceDto'];
      /** @description Shares that went back with refunds; negative */
      refunds: components['schemas']['BalanceDto'];
      /** @description Shares of sales */
      sales: components['schemas']['BalanceDto'];
    };
    EmailConfirmationCreateDto: {
      /**
       * @description The secret from the mailed link; it works once, for 24 hours
       * @example k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM
       */
      token: string;
    };
    /** @description Course not found */
    EnrollmentCourseNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.course_not_found';
      /** @constant */
      status: 404;
    };
    EnrollmentCreateDto: {
      /**
       * Format: uuid
       * @description A free course that is for sale, or one you bought and gave up
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
    };
    /** @description Access suspended */
    EnrollmentDisputedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.disputed';
      /** @example disputed */
      reason: string;
      /** @constant */
      status: 403;
    };
    /** @description Enrollment ended */
    EnrollmentEndedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.ended';
      /** @constant */
      status: 409;
    };
    /** @description Already enrolled */
    EnrollmentExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.exists';
      /** @constant */
      status: 409;
    };
    /** @description Enrollment not found */
    EnrollmentNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Your own course */
    EnrollmentOwnCourseProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.own_course';
      /** @constant */
      status: 403;
    };
    EnrollmentPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['EnrollmentResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    /** @description Course not free */
    EnrollmentPaymentRequiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.payment_required';
      /** @constant */
      status: 402;
    };
    EnrollmentResponse: {
      /**
       * Format: date-time
       * @description When the last lesson was completed; null before. It stays when lessons are taken back
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * Format: uuid
       * @description The course that is learned
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @description When access was lost; null while the learner has it
       * @example 2026-01-31T12:00:00.000Z
       */
      endedAt: string | null;
      /**
       * Format: date-time
       * @description When the learner first got access
       * @example 2026-01-31T12:00:00.000Z
       */
      enrolledAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Completed lessons of that publication in percent, 0–100, to two decimals
       * @example 66.66
       */
      percent: number;
      /**
       * @description The number of the publication of the course that is learned
       * @example 1
       */
      publication: number;
      /**
       * @description Whether the learner has access
       * @example active
       */
      status: components['schemas']['EnrollmentStatus'];
      /** @description Why access is suspended; null unless it is */
      suspension: components['schemas']['EnrollmentSuspensionResponse'] | null;
      /**
       * Format: uuid
       * @description The learner
       * @example 01890a5d-ac96-774b-bcce-b302099a2e46
       */
      userId: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `active`: The learner has access and is learning
     *     - `completed`: Every lesson is done; the learner keeps access
     *     - `suspended`: Access is suspended while the payment is disputed; nothing is lost, and all comes back when the dispute is won
     *     - `ended`: Access is lost, by withdrawal or refund
     * @enum {string}
     */
    EnrollmentStatus: 'active' | 'completed' | 'suspended' | 'ended';
    /**
     * @description - `disputed`: The payment for the course is disputed at the bank
     * @enum {string}
     */
    EnrollmentSuspensionReason: 'disputed';
    EnrollmentSuspensionResponse: {
      /**
       * @description Why there is no access for now
       * @example disputed
       */
      reason: components['schemas']['EnrollmentSuspensionReason'];
      /**
       * Format: date-time
       * @description Since when
       * @example 2026-01-31T12:00:00.000Z
       */
      since: string;
    };
    /** @description Already up to date */
    EnrollmentUpToDateProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'enrollment.up_to_date';
      /** @constant */
      status: 409;
    };
    EvidenceSubmissionCreateDto: {
      /**
       * @description What you add to the evidence pack, for the bank
       * @example The buyer wrote on 3 February that the course was excellent.
       */
      note?: string;
    };
    FeedCourse: {
      /** @description Where the catalog shows it; null when the category was just replaced */
      category: components['schemas']['CategorySummary'] | null;
      /** @description Its cover in several sizes and formats, the smallest first; empty without one */
      cover: components['schemas']['PictureSize'][];
      /**
       * @description How long all lessons take together, in seconds
       * @example 36000
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description Who teaches it; null when the account is gone */
      instructor: components['schemas']['PublicProfile'] | null;
      /**
       * @description The language it is taught in, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * @description How many users have access to it
       * @example 1280
       */
      learners: number;
      /**
       * @description How many lessons it has
       * @example 42
       */
      lessonCount: number;
      /**
       * @description For whom the course is made
       * @example beginner
       */
      level: components['schemas']['CourseLevel'];
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /** @description The price now */
      price: components['schemas']['MoneyDto'];
      /**
       * Format: date-time
       * @description When it was published, or published again
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /** @description How learners rate it */
      rating: components['schemas']['RatingDto'];
      /**
       * Format: date-time
       * @description When the sale price does not hold any more; null without a sale
       * @example 2026-01-31T12:00:00.000Z
       */
      saleEndsAt: string | null;
      /**
       * @description Names the course in addresses
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description One line below the title; null without one
       * @example From zero to production
       */
      subtitle: string | null;
      /**
       * @description As in the newest publication
       * @example Complete Web Development
       */
      title: string;
      /**
       * Format: uri
       * @description The address of its page; null when the platform has not said where that is
       * @example https://example.com/courses/complete-web-development
       */
      url: string | null;
    };
    /** @description A broken rule of one field or parameter */
    FieldError: {
      /**
       * @description Stable code of the rule that is broken
       * @example field.is_email
       */
      code: string;
      /**
       * @description What is wrong with the value, in the language of the response
       * @example must be an e-mail address
       */
      detail: string;
      /**
       * @description JSON pointer into the body (RFC 6901), or the name of a parameter
       * @example /email
       */
      pointer: string;
    };
    /**
     * @description - `enrollment_missing`: The user-progress service has not granted the line
     *     - `access_not_ended`: The line was refunded, and the user-progress service has not ended its access
     *     - `never_paid`: The user-progress service has granted a line that was never paid
     *     - `not_paid_at_provider`: The payment is paid here, and not at the provider
     *     - `amount_differs`: The provider took another amount than is recorded here
     *     - `refund_made_elsewhere`: The provider has a refund that was not made here, as in its dashboard
     *     - `refund_missing_at_provider`: A refund has succeeded here that the provider does not have
     *     - `unknown_payment`: The provider reports money for a payment that is not known here
     *     - `event_not_handled`: An event of the provider cannot be handled
     *     - `coupon_held`: The use of a coupon is held
     *     - `line_held`: A line keeps the buyer from another order of the course
     * @enum {string}
     */
    FindingCause:
      | 'enrollment_missing'
      | 'access_not_ended'
      | 'never_paid'
      | 'not_paid_at_provider'
      | 'amount_differs'
      | 'refund_made_elsewhere'
      | 'refund_missing_at_provider'
      | 'unknown_payment'
      | 'event_not_handled'
      | 'coupon_held'
      | 'line_held';
    /**
     * @description - `paid_not_enrolled`: A line is paid, and its buyer has no access
     *     - `enrolled_not_paid`: A line gives access, and is not paid or was refunded
     *     - `provider_mismatch`: The payment provider and this service differ about money
     *     - `hold_without_order`: A coupon or a course is held for an order that does not wait any more
     * @enum {string}
     */
    FindingKind:
      'paid_not_enrolled' | 'enrolled_not_paid' | 'provider_mismatch' | 'hold_without_order';
    FindingPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['FindingResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    FindingResponse: {
      /**
       * @description How long it has been open, in seconds
       * @example 360
       */
      ageSeconds: number;
      /** @description How much it is about; null when that is not known */
      amount: components['schemas']['MoneyDto'] | null;
      /**
       * @description Why
       * @example enrollment_missing
       */
      cause: components['schemas']['FindingCause'];
      /**
       * Format: date-time
       * @description When it was closed; null while it is open
       * @example 2026-01-31T12:00:00.000Z
       */
      closedAt: string | null;
      /**
       * Format: date-time
       * @description When it was found
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @description The admin who last had it repaired or dismissed it; null when it was left to itself
       * @example 01890a5d-ac96-774b-bcce-b302099a80b3
       */
      handledBy: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description What does not agree
       * @example paid_not_enrolled
       */
      kind: components['schemas']['FindingKind'];
      /**
       * @description What the admin said; null when nothing was said
       * @example Paid in cash at the fair.
       */
      note: string | null;
      /**
       * Format: uuid
       * @description The order; null when none is known
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string | null;
      /**
       * Format: date-time
       * @description When an admin last had it repaired; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      repairedAt: string | null;
      /**
       * @description Whether it still differs
       * @example open
       */
      status: components['schemas']['FindingStatus'];
      /**
       * @description What it is about: the id of a line, payment, refund or hold, or of the provider
       * @example 01985d6e-7f1a-7cc1-9c9e-2f0a5b7d1e34
       */
      subject: string;
      /**
       * @description Counts the changes
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `open`: It still differs
     *     - `closed`: It does not differ any more, or an admin has dismissed it
     * @enum {string}
     */
    FindingStatus: 'open' | 'closed';
    FixedAmountDiscount: {
      /** @description What is taken off all covered courses of an order together */
      amount: components['schemas']['MoneyDto'];
      /**
       * @description Always `fixed_amount`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'fixed_amount';
    };
    FixedPriceDiscount: {
      /**
       * @description Always `fixed_price`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'fixed_price';
      /** @description What each covered course costs instead; a cheaper one stays as it is */
      price: components['schemas']['MoneyDto'];
    };
    FreeDiscount: {
      /**
       * @description Always `free`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'free';
    };
    /** @description Request in progress */
    IdempotencyInProgressProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'idempotency.in_progress';
      /** @constant */
      status: 409;
    };
    /** @description Idempotency-Key required */
    IdempotencyKeyMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'idempotency.key_missing';
      /** @constant */
      status: 400;
    };
    /** @description Idempotency-Key reused */
    IdempotencyKeyReusedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'idempotency.key_reused';
      /** @constant */
      status: 422;
    };
    /** @description Response not replayable */
    IdempotencyNotReplayableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'idempotency.not_replayable';
      /** @constant */
      status: 409;
    };
    IdentityCreateDto: {
      /**
       * @description The `linkTicket` of the `auth.link_required` problem
       * @example k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM
       */
      linkTicket: string;
      /**
       * @description The password of the account that has the same e-mail address
       * @example Password123
       */
      password: string;
    };
    /** @description Last way to sign in */
    IdentityLastMethodProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'identity.last_method';
      /** @constant */
      status: 409;
    };
    IdentityListResponse: {
      /** @description Oldest link first */
      items: components['schemas']['IdentityResponse'][];
    };
    /** @description Identity not found */
    IdentityNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'identity.not_found';
      /** @constant */
      status: 404;
    };
    IdentityResponse: {
      /**
       * @description The e-mail address at the provider when it was linked
       * @example john@example.com
       */
      email: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The provider that vouches for the identity
       * @example https://accounts.google.com
       */
      issuer: string;
      /**
       * Format: date-time
       * @description When the identity was linked to the account
       * @example 2026-01-31T12:00:00.000Z
       */
      linkedAt: string;
    };
    /** @description Application already open */
    InstructorApplicationExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'instructor_application.exists';
      /** @constant */
      status: 409;
    };
    /** @description Application not found */
    InstructorApplicationNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'instructor_application.not_found';
      /** @constant */
      status: 404;
    };
    /** @description No application needed */
    InstructorApplicationNotNeededProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'instructor_application.not_needed';
      /** @constant */
      status: 409;
    };
    /** @description Reason missing */
    InstructorApplicationReasonMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'instructor_application.reason_missing';
      /** @constant */
      status: 422;
    };
    InstructorCard: {
      /**
       * Format: uri
       * @description The picture as WebP, at an address that changes with it; null without one
       * @example https://example.com/api/v1/users/01890a5d-ac96-774b-bcce-b302099a0d1b/avatar/3f9c2b7e
       */
      avatarUrl: string | null;
      /**
       * @description How many published courses the instructor owns
       * @example 12
       */
      courses: number;
      /**
       * @description One line about the user, in their own words; null when they wrote none
       * @example Mathematician and first programmer
       */
      headline: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Whether the user may teach, and so has a public page
       * @example true
       */
      isInstructor: boolean;
      /**
       * @description How many users have access, all courses together
       * @example 5400
       */
      learners: number;
      /**
       * @description First and last name
       * @example Ada Lovelace
       */
      name: string;
      /** @description How learners rate all courses together */
      rating: components['schemas']['RatingDto'];
      /**
       * @description Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else
       * @example ada-lovelace
       */
      slug: string | null;
    };
    InstructorPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['PublicUserResponse'][];
      /** @description Where this page is in the list */
      pagination: components['schemas']['PaginationDto'];
    };
    InstructorScopeDto: {
      /**
       * Format: uuid
       * @description Whose courses; yours when left out. Admins name any
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId?: string;
      /**
       * @description Always `instructor`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'instructor';
    };
    /** @description Internal error */
    InternalErrorProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'internal.error';
      /** @constant */
      status: 500;
    };
    /**
     * @description - `open`: Waits for the decision of the invited instructor
     *     - `accepted`: The invited instructor teaches the course
     *     - `rejected`: The invited instructor has declined
     *     - `revoked`: The owner has taken it back
     *     - `expired`: It was not decided in time
     * @enum {string}
     */
    InvitationStatus: 'open' | 'accepted' | 'rejected' | 'revoked' | 'expired';
    /**
     * @description - `invoice`: What was bought and paid
     *     - `credit_note`: What of it went back to the buyer, by a refund or a lost dispute
     *     - `debit_note`: Takes a credit note back, whose refund did not reach the buyer
     * @enum {string}
     */
    InvoiceKind: 'invoice' | 'credit_note' | 'debit_note';
    InvoiceLineResponse: {
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /** @description What sale and coupon took off it; null on notes */
      discount: components['schemas']['MoneyDto'] | null;
      /** @description With tax */
      gross: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The line of the order
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string;
      /** @description The price before any reduction, with the tax where prices contain it; null on notes */
      listPrice: components['schemas']['MoneyDto'] | null;
      /** @description Without tax */
      net: components['schemas']['MoneyDto'];
      /** @description What of the gross amount is tax; 0 without one */
      tax: components['schemas']['MoneyDto'];
      /**
       * @description The title, as it was sold
       * @example Complete Web Development
       */
      title: string;
    };
    /** @description Invoice not found */
    InvoiceNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'invoice.not_found';
      /** @constant */
      status: 404;
    };
    InvoicePageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['InvoiceSummaryResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    InvoiceReferenceResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Its number: the series, the year (UTC), and its place in both, without gaps
       * @example INV-2026-000001
       */
      number: string;
    };
    InvoiceResponse: {
      /** @description Your billing details as they were at the payment; null when none were saved */
      buyer: components['schemas']['BillingAddressResponse'] | null;
      /** @description The document that it corrects; null for an invoice */
      corrects: components['schemas']['InvoiceReferenceResponse'] | null;
      /**
       * Format: uuid
       * @description The lost dispute of a credit note
       * @example 01890a5d-ac96-774b-bcce-b302099a24ff
       */
      disputeId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was issued
       * @example 2026-01-31T12:00:00.000Z
       */
      issuedAt: string;
      /**
       * @description What the document says
       * @example invoice
       */
      kind: components['schemas']['InvoiceKind'];
      /** @description What it lists */
      lines: components['schemas']['InvoiceLineResponse'][];
      /** @description All lines without tax */
      net: components['schemas']['MoneyDto'];
      /**
       * @description Its number: the series, the year (UTC), and its place in both, without gaps
       * @example INV-2026-000001
       */
      number: string;
      /**
       * Format: uuid
       * @description The order that it is about
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: uuid
       * @description The refund of a credit note, or the one that a debit note takes back
       * @example 01890a5d-ac96-774b-bcce-b302099aeab3
       */
      refundId: string | null;
      /** @description Who sells */
      seller: components['schemas']['InvoiceSellerResponse'];
      /** @description The tax of all lines */
      tax: components['schemas']['MoneyDto'];
      /** @description The taxes by rate; empty when there are none */
      taxes: components['schemas']['InvoiceTaxResponse'][];
      /** @description All lines with tax: paid, or credited */
      total: components['schemas']['MoneyDto'];
    };
    InvoiceSellerResponse: {
      /**
       * @description Line by line
       * @example [
       *       "1 Example Street",
       *       "10117 Berlin"
       *     ]
       */
      address: string[];
      /**
       * Format: email
       * @description Where questions go
       * @example tax@example.com
       */
      email: string | null;
      /**
       * @description Who sells
       * @example Course Plateform
       */
      name: string;
      /**
       * @description Its registration for VAT
       * @example DE136695976
       */
      vatId: string | null;
    };
    InvoiceSummaryResponse: {
      /** @description The document that it corrects; null for an invoice */
      corrects: components['schemas']['InvoiceReferenceResponse'] | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: date-time
       * @description When it was issued
       * @example 2026-01-31T12:00:00.000Z
       */
      issuedAt: string;
      /**
       * @description What the document says
       * @example invoice
       */
      kind: components['schemas']['InvoiceKind'];
      /** @description All lines without tax */
      net: components['schemas']['MoneyDto'];
      /**
       * @description Its number: the series, the year (UTC), and its place in both, without gaps
       * @example INV-2026-000001
       */
      number: string;
      /**
       * Format: uuid
       * @description The order that it is about
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /** @description The tax of all lines */
      tax: components['schemas']['MoneyDto'];
      /** @description All lines with tax: paid, or credited */
      total: components['schemas']['MoneyDto'];
    };
    InvoiceTaxResponse: {
      /** @description What it is the tax of, without it */
      net: components['schemas']['MoneyDto'];
      /** @description The rate, as it was when it was sold */
      rate: components['schemas']['TaxRateResponse'];
      /** @description What it adds to the net amount */
      tax: components['schemas']['MoneyDto'];
    };
    JwkResponse: {
      /**
       * @description The algorithm of the signatures
       * @example EdDSA
       */
      alg: string;
      /**
       * @description The curve of the key (RFC 8037)
       * @example Ed25519
       */
      crv: string;
      /**
       * @description The key's id, which tokens name in their header
       * @example 01890a5d-ac96-774b-bcce-b302099a8057
       */
      kid: string;
      /**
       * @description Key type (RFC 7517); `OKP` for Ed25519
       * @example OKP
       */
      kty: string;
      /**
       * @description What the key is for: `sig`, signatures
       * @example sig
       */
      use: string;
      /**
       * @description The public key, base64url
       * @example 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo
       */
      x: string;
    };
    JwkSetResponse: {
      /** @description The current key, the next one and the previous one */
      keys: components['schemas']['JwkResponse'][];
    };
    /**
     * @description - `current`: The session of this request goes on
     * @enum {string}
     */
    KeptSession: 'current';
    /**
     * @description - `en`: English
     *     - `ar`: Arabic
     *     - `es`: Spanish
     *     - `fr`: French
     * @enum {string}
     */
    Language: 'en' | 'ar' | 'es' | 'fr';
    LearningStatsResponse: {
      /**
       * @description Those of them that you have completed
       * @example 1
       */
      completedCourses: number;
      /**
       * @description Lessons that you have marked complete
       * @example 37
       */
      completedLessons: number;
      /**
       * @description Courses you have access to
       * @example 4
       */
      courses: number;
      /**
       * @description Quizzes that you have passed
       * @example 5
       */
      passedQuizzes: number;
    };
    /**
     * @description - `provider_balance`: Asset: money that the payment provider holds for the platform
     *     - `bank`: Asset: money on the platform's bank account
     *     - `disputed`: Asset: money that the provider has withdrawn for disputes that are open
     *     - `unapplied_receipts`: Liability: money that came in and belongs to no order
     *     - `instructor_earnings`: Liability: shares that are owed to instructors, held or available
     *     - `dispute_reserve`: Liability: parts of prices that are withheld until a dispute is decided
     *     - `payouts_in_transit`: Liability: payouts that are ordered and not confirmed
     *     - `tax_payable`: Liability: tax that is owed to the state
     *     - `platform_revenue`: Revenue: the platform's part of prices
     *     - `provider_fees`: Expense: what payment providers keep of charges
     *     - `dispute_fees`: Expense: what payment providers take for disputes
     *     - `losses`: Expense: money that went back to buyers beyond what was left of the price
     * @enum {string}
     */
    LedgerAccount:
      | 'provider_balance'
      | 'bank'
      | 'disputed'
      | 'unapplied_receipts'
      | 'instructor_earnings'
      | 'dispute_reserve'
      | 'payouts_in_transit'
      | 'tax_payable'
      | 'platform_revenue'
      | 'provider_fees'
      | 'dispute_fees'
      | 'losses';
    LedgerEntryPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['LedgerEntryResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    LedgerEntryResponse: {
      /**
       * @description Where the money is, or whose it is
       * @example provider_balance
       */
      account: components['schemas']['LedgerAccount'];
      /** @description A debit is positive, a credit negative */
      amount: components['schemas']['BalanceDto'];
      /**
       * Format: date-time
       * @description Until when earnings are held; null for others
       * @example 2026-01-31T12:00:00.000Z
       */
      availableAt: string | null;
      /**
       * Format: uuid
       * @description The course that was sold, where it is about one
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose earnings, reserve or payout it is
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string | null;
      /**
       * @description Why it was posted
       * @example receipt
       */
      kind: components['schemas']['LedgerKind'];
      /**
       * Format: uuid
       * @description The line of the order, where it is about one
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string | null;
      /**
       * Format: uuid
       * @description The order that it is about; null for payouts
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string | null;
      /**
       * Format: date-time
       * @description When it was posted, which decides its month
       * @example 2026-01-31T12:00:00.000Z
       */
      postedAt: string;
      /**
       * Format: uuid
       * @description What was posted together: its entries add up to zero in each currency
       * @example 01890a5d-ac96-774b-bcce-b302099a9c99
       */
      transactionId: string;
      /**
       * @description The key of the transaction: what was posted, and the id of what it is about
       * @example refund:0198e2a4-6f1c-7c3b-9a55-3d2f8e4b7a10
       */
      transactionKey: string;
    };
    /**
     * @description - `receipt`: Money came in that pays no order, or not the whole of one
     *     - `receipt_return`: Such money went back to whoever sent it
     *     - `charge`: An order was paid
     *     - `provider_fee`: What the payment provider keeps of a charge
     *     - `refund`: Money for a line of an order went back to the buyer
     *     - `refund_reversal`: The bank of the buyer sent a refund back
     *     - `dispute_opened`: The provider withdrew money that the buyer's bank disputes
     *     - `dispute_won`: A dispute was decided for the platform: the money is back
     *     - `dispute_lost`: A dispute was decided for the buyer: the money is gone
     *     - `dispute_fee`: What the payment provider takes for a dispute
     *     - `payout`: A payout to an instructor was ordered
     *     - `payout_confirmed`: The bank has sent a payout
     *     - `payout_failed`: A payout did not arrive: the instructor is owed the money again
     * @enum {string}
     */
    LedgerKind:
      | 'receipt'
      | 'receipt_return'
      | 'charge'
      | 'provider_fee'
      | 'refund'
      | 'refund_reversal'
      | 'dispute_opened'
      | 'dispute_won'
      | 'dispute_lost'
      | 'dispute_fee'
      | 'payout'
      | 'payout_confirmed'
      | 'payout_failed';
    LessonCaptionDto: {
      /**
       * @description Whether players show them unless the learner chooses otherwise; those before them are not shown so any more
       * @example true
       */
      isDefault?: boolean;
      /**
       * Format: uuid
       * @description Captions of yours that are ready
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
    };
    LessonCaptionResponse: {
      /**
       * @description Whether players show it unless the learner chooses otherwise
       * @example true
       */
      isDefault: boolean;
      /**
       * @description Its language, a BCP 47 tag
       * @example en
       */
      locale: string;
      /**
       * Format: uuid
       * @description The captions; a playback grant has their address
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
    };
    LessonCreateDto:
      | components['schemas']['ArticleLessonCreateDto']
      | components['schemas']['QuizLessonCreateDto']
      | components['schemas']['VideoLessonCreateDto']
      | components['schemas']['AudioLessonCreateDto']
      | components['schemas']['DocumentLessonCreateDto']
      | components['schemas']['LinkLessonCreateDto'];
    LessonDifferenceResponse: {
      /**
       * @description What became of it
       * @example added
       */
      change: components['schemas']['Difference'];
      /**
       * @description What differs in one that was changed. `sectionId` is another section, and `position` a new place in the same one
       * @example [
       *       "title",
       *       "article"
       *     ]
       */
      fields: string[];
      /**
       * Format: uuid
       * @description The lesson, by the id that it keeps
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The kind of lesson
       * @example article
       */
      kind: string;
      /**
       * @description Its title in the later content, or the last one
       * @example How the web works
       */
      title: string;
    };
    LessonIdDto: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
    };
    LessonKindCount: {
      /**
       * @description A kind of lesson
       * @example video
       */
      kind: string;
      /**
       * @description How many lessons of it there are
       * @example 30
       */
      lessons: number;
    };
    LessonMoveDto: {
      /**
       * @description Its place in that section, counted from 0
       * @example 0
       */
      position: number;
      /**
       * Format: uuid
       * @description The section it moves to
       * @example 01890a5d-ac96-774b-bcce-b302099a62e0
       */
      sectionId: string;
    };
    LessonProgressResponse: {
      /**
       * Format: date-time
       * @description When the release of its section opens it to you; null when it is not locked by one
       * @example 2026-01-31T12:00:00.000Z
       */
      availableAt: string | null;
      /**
       * @description Whether you have completed the lesson
       * @example true
       */
      completed: boolean;
      /**
       * Format: date-time
       * @description When you completed it; null while you have not
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * @description One of the lesson kinds of the course service; new ones may come
       * @example article
       */
      kind: string;
      /**
       * Format: uuid
       * @description The lesson
       * @example 01890a5d-ac96-774b-bcce-b302099a4873
       */
      lessonId: string;
      /**
       * @description Whether its section is not open to you yet, so that you can neither open nor complete it
       * @example true
       */
      locked: boolean;
      /**
       * Format: uuid
       * @description The quiz that completes the lesson when it is passed; null for a lesson that you mark complete yourself
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string | null;
      /**
       * Format: uuid
       * @description The section the lesson is in
       * @example 01890a5d-ac96-774b-bcce-b302099a62e0
       */
      sectionId: string;
      /**
       * @description The title of the lesson
       * @example How the web works
       */
      title: string;
    };
    LessonResourceDto: {
      /**
       * Format: uuid
       * @description A file of yours that is ready; exactly one of `mediaId` and `url`
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId?: string;
      /**
       * @description What learners will see it called
       * @example Slides
       */
      title: string;
      /**
       * Format: uri
       * @description A page on one of the hosts that the platform allows; nobody fetches it
       * @example https://developer.mozilla.org/en-US/docs/Web/HTTP
       */
      url?: string;
    };
    LessonResourceResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description A file, which is fetched with a playback grant; null for a link
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string | null;
      /**
       * @description What it is called
       * @example Slides
       */
      title: string;
      /**
       * Format: uri
       * @description A page elsewhere; null for a file
       * @example https://developer.mozilla.org/en-US/docs/Web/HTTP
       */
      url: string | null;
    };
    LessonResponse:
      | components['schemas']['ArticleLessonResponse']
      | components['schemas']['QuizLessonResponse']
      | components['schemas']['VideoLessonResponse']
      | components['schemas']['AudioLessonResponse']
      | components['schemas']['DocumentLessonResponse']
      | components['schemas']['LinkLessonResponse'];
    LessonUpdateDto:
      | components['schemas']['ArticleLessonUpdateDto']
      | components['schemas']['QuizLessonUpdateDto']
      | components['schemas']['RecordingLessonUpdateDto']
      | components['schemas']['DocumentLessonUpdateDto']
      | components['schemas']['LinkLessonUpdateDto'];
    LinkDto: {
      /**
       * @description The text of the link
       * @example Website
       */
      label: string;
      /**
       * Format: uri
       * @description Where the link leads
       * @example https://ada.example.com
       */
      url: string;
    };
    LinkLessonCreateDto: {
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Always `link`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'link';
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title: string;
      /**
       * Format: uri
       * @description A page on one of the hosts that the platform allows, by https; nobody fetches it
       * @example https://developer.mozilla.org/en-US/docs/Web/HTTP
       */
      url: string;
    };
    LinkLessonOutline: {
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `link`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'link';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    LinkLessonResponse: {
      /** @description What is said, in several languages; empty for kinds without sound */
      captions: components['schemas']['LessonCaptionResponse'][];
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `link`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'link';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /** @description Files and links that come with it */
      resources: components['schemas']['LessonResourceResponse'][];
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
      /**
       * Format: uri
       * @description A page elsewhere
       * @example https://developer.mozilla.org/en-US/docs/Web/HTTP
       */
      url: string;
    };
    LinkLessonUpdateDto: {
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title?: string;
      /**
       * Format: uri
       * @description A page on one of the hosts that the platform allows, by https; nobody fetches it
       * @example https://developer.mozilla.org/en-US/docs/Web/HTTP
       */
      url?: string;
    };
    /**
     * @description - `checksum_mismatch`: Its content is not what the checksum sent with it says; upload it again
     *     - `type_unsupported`: Its content is not of a type that this kind of media allows
     *     - `unreadable`: It is damaged, incomplete or protected
     *     - `too_many_pixels`: Its picture is larger than the limit
     *     - `too_long`: It lasts longer than the limit
     *     - `caption_invalid`: A line of the captions is wrong; `failureLine` says which
     *     - `malware`: The virus scanner has found something in it
     *     - `processing_failed`: It could not be processed, several times; ask the operators
     * @enum {string}
     */
    MediaFailure:
      | 'checksum_mismatch'
      | 'type_unsupported'
      | 'unreadable'
      | 'too_many_pixels'
      | 'too_long'
      | 'caption_invalid'
      | 'malware'
      | 'processing_failed';
    MediaFormDto: {
      /**
       * Format: binary
       * @description The file, after all other fields
       * @example the bytes of an image
       */
      file: Blob;
      /**
       * @description What kind of file it is; its content has to be of a type of that kind
       * @example image
       */
      kind: components['schemas']['MediaKind'];
      /**
       * @description The SHA-256 of the content, in hexadecimal digits; other content is refused
       * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
       */
      sha256?: string;
    };
    /** @description Playback grant expired */
    MediaGrantExpiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.grant_expired';
      /** @constant */
      status: 403;
    };
    /** @description Playback grant invalid */
    MediaGrantInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.grant_invalid';
      /** @constant */
      status: 403;
    };
    /** @description File in use */
    MediaInUseProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.in_use';
      courseIds: string[];
      /** @constant */
      status: 409;
    };
    /**
     * @description - `image`: A picture: JPEG, PNG, WebP, AVIF or GIF
     *     - `video`: MP4, QuickTime, WebM or Matroska
     *     - `audio`: MP3, M4A, Ogg, WAV or FLAC
     *     - `document`: A PDF without a password
     *     - `caption`: What is said in a video or a recording: WebVTT or SubRip (SRT)
     * @enum {string}
     */
    MediaKind: 'image' | 'video' | 'audio' | 'document' | 'caption';
    MediaLimit: {
      /**
       * @description The kind of file
       * @example image
       */
      kind: components['schemas']['MediaKind'];
      /**
       * @description How large a file of the kind may be, in bytes
       * @example 20971520
       */
      maximumBytes: number;
    };
    /** @description Not enrolled */
    MediaNotEntitledProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.not_entitled';
      /** @constant */
      status: 403;
    };
    /** @description Media not found */
    MediaNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.not_found';
      /** @constant */
      status: 404;
    };
    MediaPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['MediaResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    /** @description Storage quota exceeded */
    MediaQuotaExceededProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.quota_exceeded';
      /** @constant */
      status: 409;
    };
    /** @description Range not satisfiable */
    MediaRangeNotSatisfiableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.range_not_satisfiable';
      /** @constant */
      status: 416;
    };
    MediaResponse: {
      /**
       * @description How it is encoded; empty for images
       * @example [
       *       "avc",
       *       "aac"
       *     ]
       */
      codecs: string[];
      /**
       * @description Its media type, by its content; null until it is known
       * @example video/mp4
       */
      contentType: string | null;
      /**
       * @description The courses whose draft or publications contain it; it cannot be deleted then
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a8057"
       *     ]
       */
      courseIds: string[];
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description How long it lasts, in seconds; null for images
       * @example 93.5
       */
      durationSeconds: number | null;
      /**
       * @description Why it cannot be used; null unless it has failed
       * @example null
       */
      failure: components['schemas']['MediaFailure'] | null;
      /**
       * @description The line of the captions that is wrong; null for other failures
       * @example null
       */
      failureLine: number | null;
      /**
       * @description The height of its picture, in pixels; null where there is none
       * @example 1080
       */
      height: number | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description What kind of file it is
       * @example image
       */
      kind: components['schemas']['MediaKind'];
      /**
       * @description What its owner called it
       * @example Welcome.mp4
       */
      name: string;
      /**
       * @description How many pages it has; null unless it is a document
       * @example null
       */
      pages: number | null;
      /**
       * @description How much of the work on it is done, in percent; 0 while it arrives
       * @example 100
       */
      progressPercent: number;
      /**
       * @description The SHA-256 of its content, in hexadecimal digits; null until it is known
       * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
       */
      sha256: string | null;
      /**
       * @description In bytes
       * @example 1048576
       */
      sizeBytes: number;
      /**
       * @description Whether it can be used
       * @example uploading
       */
      status: components['schemas']['MediaStatus'];
      /**
       * @description Whether it can be streamed in pieces (HLS); a recording that cannot is played as it was sent
       * @example true
       */
      streamable: boolean;
      /**
       * Format: date-time
       * @description Since when no course contains it; null while one does, and before it is ready
       * @example 2026-01-31T12:00:00.000Z
       */
      unusedSince: string | null;
      /** @description The qualities that it can be streamed in, the smallest first */
      variants: components['schemas']['MediaVariant'][];
      /**
       * @description Its version, which is its `ETag`
       * @example 3
       */
      version: number;
      /**
       * @description The width of its picture, in pixels; null where there is none
       * @example 1920
       */
      width: number | null;
    };
    /**
     * @description - `uploading`: Not all of it has arrived
     *     - `processing`: Is checked, and made ready for browsers
     *     - `ready`: Can be used
     *     - `failed`: Cannot be used; `failure` says why, and nothing of the file is kept
     * @enum {string}
     */
    MediaStatus: 'uploading' | 'processing' | 'ready' | 'failed';
    /** @description File of the stream not found */
    MediaStreamFileNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.stream_file_not_found';
      /** @constant */
      status: 404;
    };
    /** @description File too large */
    MediaTooLargeProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.too_large';
      /** @constant */
      status: 413;
    };
    /** @description File cannot be used here */
    MediaUnusableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media.unusable';
      /** @constant */
      status: 422;
    };
    /** @description Invalid upload header */
    MediaUploadHeaderInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.header_invalid';
      /** @constant */
      status: 400;
    };
    /** @description Incomplete form */
    MediaUploadIncompleteProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.incomplete';
      /** @constant */
      status: 400;
    };
    /** @description Content-Length required */
    MediaUploadLengthRequiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.length_required';
      /** @constant */
      status: 411;
    };
    /** @description Upload in use */
    MediaUploadLockedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.locked';
      /** @constant */
      status: 423;
    };
    /** @description Upload not found */
    MediaUploadNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Wrong upload offset */
    MediaUploadOffsetConflictProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.offset_conflict';
      /** @constant */
      status: 409;
    };
    /** @description More than announced */
    MediaUploadTooLongProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.too_long';
      /** @constant */
      status: 413;
    };
    /** @description Protocol version not supported */
    MediaUploadVersionUnsupportedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'media_upload.version_unsupported';
      /** @constant */
      status: 412;
    };
    MediaUsageResponse: {
      /**
       * @description What your files may use together, in bytes
       * @example 53687091200
       */
      limitBytes: number;
      /** @description How large a single file may be */
      limits: components['schemas']['MediaLimit'][];
      /**
       * @description What your files use, in bytes, with those that are still arriving
       * @example 1048576
       */
      usedBytes: number;
    };
    MediaVariant: {
      /**
       * @description At most, in bits per second
       * @example 2727000
       */
      bitrate: number;
      /**
       * @description The height of its picture, in pixels; null where there is none
       * @example 720
       */
      height: number | null;
      /**
       * @description The width of its picture, in pixels; null where there is none
       * @example 1280
       */
      width: number | null;
    };
    MoneyDto: {
      /**
       * @description In whole minor units of the currency: 1999 is 19.99 USD, or 1999 JPY
       * @example 1999
       */
      amountMinor: number;
      /**
       * @description ISO 4217 code; it decides how many decimals the minor unit stands for: 2 for USD, 0 for JPY, 3 for KWD
       * @example USD
       */
      currency: string;
    };
    /** @description Invalid amount of money */
    MoneyInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'money.invalid';
      /** @constant */
      status: 422;
    };
    MultipleChoiceCreateDto: {
      /** @description At least one of them is correct */
      choices: components['schemas']['ChoiceDto'][];
      /**
       * @description Always `multiple_choice`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'multiple_choice';
      /**
       * @description What a right answer is worth; 1 for a new question. 0 does not count
       * @example 1
       */
      points?: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    MultipleChoiceResponse: {
      /** @description In the order of this attempt */
      choices: components['schemas']['ChoiceResponse'][];
      /**
       * @description What the learner has chosen so far
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a782d"
       *     ]
       */
      chosenIds: string[];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `multiple_choice`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'multiple_choice';
      /**
       * @description What a right answer is worth; 0 for a question that does not count
       * @example 1
       */
      points: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    MyProfileResponse: {
      /**
       * Format: uri
       * @description The picture as WebP, at an address that changes with it; null without one
       * @example https://example.com/api/v1/users/01890a5d-ac96-774b-bcce-b302099a0d1b/avatar/3f9c2b7e
       */
      avatarUrl: string | null;
      /**
       * @description More about the user, in plain text; null when they wrote nothing
       * @example I write about engines.
       */
      bio: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /** @example Ada */
      firstName: string;
      /**
       * @description One line about the user; null when they wrote none
       * @example First programmer
       */
      headline: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @example Lovelace */
      lastName: string;
      /** @description Pages of the user elsewhere, in the order they are shown */
      links: components['schemas']['LinkDto'][];
      /**
       * @description The language of mails and messages (BCP 47)
       * @example en
       */
      locale: components['schemas']['Language'];
      /**
       * @description In the form of E.164; null without one. Only the user and admins see it
       * @example +15551234567
       */
      phone: string | null;
      /**
       * @description What the user may do on the platform
       * @example user
       */
      role: components['schemas']['Role'];
      /**
       * @description Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else
       * @example ada-lovelace
       */
      slug: string | null;
      /**
       * @description The time zone of times in mails, a name of the IANA time zone database
       * @example Europe/London
       */
      timezone: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    OauthExchangeCreateDto: {
      /**
       * @description The code in the fragment of the front end's page; it works once, for a minute
       * @example k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM
       */
      code: string;
    };
    /**
     * @description - `price_moved`: The price is not the one at that time; `previousPrice` is what it was
     *     - `not_for_sale`: It cannot be bought any more
     *     - `owned`: The user owns it now
     * @enum {string}
     */
    OfferChangeKind: 'price_moved' | 'not_for_sale' | 'owned';
    OfferChangeResponse: {
      /**
       * @description What is different from when the course was added
       * @example price_moved
       */
      kind: components['schemas']['OfferChangeKind'];
      /** @description The price when the course was added; only with `price_moved` */
      previousPrice?: components['schemas']['MoneyDto'];
    };
    OfferItemResponse: {
      /**
       * Format: date-time
       * @description When the user added the course
       * @example 2026-01-31T12:00:00.000Z
       */
      addedAt: string;
      /** @description What is different from when the course was added; empty when nothing is */
      changes: components['schemas']['OfferChangeResponse'][];
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /** @description The price before any reduction; null when it cannot be bought */
      listPrice: components['schemas']['MoneyDto'] | null;
      /** @description The price now; null when it cannot be bought */
      price: components['schemas']['MoneyDto'] | null;
      /**
       * Format: date-time
       * @description When the sale price does not hold any more; null without a sale
       * @example 2026-01-31T12:00:00.000Z
       */
      saleEndsAt: string | null;
      /**
       * @description Names the course in addresses (`GET /courses/{id}`)
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description As in the newest publication; the title at the time it was added when it is not offered any more
       * @example Complete Web Development
       */
      title: string;
    };
    /** @description Course already owned */
    OrderAlreadyOwnedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'order.already_owned';
      courseIds: string[];
      /** Format: uuid */
      orderId?: string;
      /** @constant */
      status: 409;
    };
    OrderCreateDto: {
      /**
       * Format: uuid
       * @description Your quote; courses and prices are those of the quote
       * @example 01890a5d-ac96-774b-bcce-b302099a98b7
       */
      quoteId: string;
    };
    OrderLineResponse: {
      /** @description What the coupon took off, before tax; 0 without one */
      couponDiscount: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The course that is bought
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The instructor who owns the course
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /** @description What the buyer pays for the course */
      price: components['schemas']['MoneyDto'];
      /**
       * @description The number of the publication that is bought
       * @example 1
       */
      publication: number;
      /** @description What has gone back to the buyer */
      refunded: components['schemas']['MoneyDto'];
      /**
       * @description Names the course in addresses, as at the time of the quote
       * @example complete-web-development
       */
      slug: string;
      /**
       * @description What has become of this course
       * @example open
       */
      status: components['schemas']['OrderLineStatus'];
      /** @description The tax in the price; 0 without one */
      tax: components['schemas']['MoneyDto'];
      /**
       * @description The title of the course at the time of the quote
       * @example Complete Web Development
       */
      title: string;
    };
    /**
     * @description - `open`: Waits for the payment of the order
     *     - `paid`: Paid; the enrollment is being created
     *     - `fulfilled`: The buyer is enrolled
     *     - `released`: The order ended without a payment; the course may be bought again
     *     - `refunded`: The money went back, and the enrollment has ended
     * @enum {string}
     */
    OrderLineStatus: 'open' | 'paid' | 'fulfilled' | 'released' | 'refunded';
    /** @description Order not found */
    OrderNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'order.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Course already ordered */
    OrderOpenExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'order.open_exists';
      /** Format: uuid */
      orderId?: string;
      /** @constant */
      status: 409;
    };
    OrderPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['OrderSummaryResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    OrderResponse: {
      /**
       * @description Where the buyer is, as the quote says
       * @example DE
       */
      country: string | null;
      /**
       * @description The coupon that lowered the prices; null when none did
       * @example SPRING25
       */
      couponCode: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description Until when it waits for its payment; then it expires
       * @example 2026-02-07T12:00:00.000Z
       */
      dueAt: string;
      /** @description Every state it was in and what became of its money, oldest first */
      history: components['schemas']['OrderStepResponse'][];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description One for each course */
      lines: components['schemas']['OrderLineResponse'][];
      /**
       * Format: date-time
       * @description When it was paid in full; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /** @description Oldest first; empty for a free order */
      payments: components['schemas']['PaymentResponse'][];
      /**
       * Format: uuid
       * @description The quote it was placed from
       * @example 01890a5d-ac96-774b-bcce-b302099a98b7
       */
      quoteId: string;
      /**
       * @description Where the order stands
       * @example pending_payment
       */
      status: components['schemas']['OrderStatus'];
      /** @description The tax in the total; 0 without one */
      tax: components['schemas']['MoneyDto'];
      /** @description The tax that applies; null when there is none */
      taxRate: components['schemas']['TaxRateResponse'] | null;
      /** @description The prices of all lines together, taxes included */
      total: components['schemas']['MoneyDto'];
    };
    /**
     * @description - `pending_payment`: Waits for its payment until `dueAt`
     *     - `paid`: Paid in full; the enrollments are being created
     *     - `fulfilled`: Paid, and every line has its enrollment
     *     - `partially_refunded`: Some of the money went back
     *     - `refunded`: All of the money went back
     *     - `expired`: Was not paid in time
     *     - `cancelled`: The buyer gave it up before paying
     * @enum {string}
     */
    OrderStatus:
      | 'pending_payment'
      | 'paid'
      | 'fulfilled'
      | 'partially_refunded'
      | 'refunded'
      | 'expired'
      | 'cancelled';
    /**
     * @description - `late_payment_accepted`: Its money came after it had ended, and the courses were still free
     *     - `payment_in_review`: Money came that could not pay it; an admin decides, or it goes back
     *     - `payment_applied`: An admin has paid it with that money
     *     - `payment_refunded`: That money goes back to the buyer
     *     - `disputed`: The bank of the buyer has taken the payment back; access is suspended until that is decided
     *     - `dispute_won`: The bank has decided that the payment stands; access is as before
     *     - `dispute_lost`: The bank keeps the money, and the access ends
     *     - `payment_kept`: An admin has kept that money, for the reason in the review
     * @enum {string}
     */
    OrderStepCause:
      | 'late_payment_accepted'
      | 'payment_in_review'
      | 'payment_applied'
      | 'payment_refunded'
      | 'payment_kept'
      | 'disputed'
      | 'dispute_won'
      | 'dispute_lost';
    OrderStepResponse: {
      /**
       * Format: date-time
       * @description When it entered it
       * @example 2026-01-31T12:00:00.000Z
       */
      at: string;
      /**
       * @description What has happened, where the state does not say it
       * @example late_payment_accepted
       */
      cause?: components['schemas']['OrderStepCause'];
      /**
       * @description The state the order entered, or stayed in when `cause` says what has happened
       * @example pending_payment
       */
      status: components['schemas']['OrderStatus'];
    };
    OrderSummaryResponse: {
      /**
       * @description Where the buyer is, as the quote says
       * @example DE
       */
      country: string | null;
      /**
       * @description The coupon that lowered the prices; null when none did
       * @example SPRING25
       */
      couponCode: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description Until when it waits for its payment; then it expires
       * @example 2026-02-07T12:00:00.000Z
       */
      dueAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description One for each course */
      lines: components['schemas']['OrderLineResponse'][];
      /**
       * Format: date-time
       * @description When it was paid in full; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /**
       * Format: uuid
       * @description The quote it was placed from
       * @example 01890a5d-ac96-774b-bcce-b302099a98b7
       */
      quoteId: string;
      /**
       * @description Where the order stands
       * @example pending_payment
       */
      status: components['schemas']['OrderStatus'];
      /** @description The tax in the total; 0 without one */
      tax: components['schemas']['MoneyDto'];
      /** @description The tax that applies; null when there is none */
      taxRate: components['schemas']['TaxRateResponse'] | null;
      /** @description The prices of all lines together, taxes included */
      total: components['schemas']['MoneyDto'];
    };
    OutlineLesson:
      | components['schemas']['ArticleLessonOutline']
      | components['schemas']['QuizLessonOutline']
      | components['schemas']['VideoLessonOutline']
      | components['schemas']['AudioLessonOutline']
      | components['schemas']['DocumentLessonOutline']
      | components['schemas']['LinkLessonOutline'];
    OutlineSection: {
      /**
       * Format: date-time
       * @description When its release opens it to you; null when it is not locked by one
       * @example 2026-01-31T12:00:00.000Z
       */
      availableAt: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description In their order, without their content */
      lessons: components['schemas']['OutlineLesson'][];
      /**
       * @description Whether you, a learner, cannot open its lessons yet, except previews and what you have completed; false for everyone else
       * @example true
       */
      locked: boolean;
      /**
       * @description How many lessons of the sections before you have to complete first
       * @example 0
       */
      missingLessons: number;
      /** @description When its lessons open to learners; null for at once */
      release: components['schemas']['SectionRelease'] | null;
      /**
       * @description Whether its lessons open only when all lessons of the sections before are completed
       * @example true
       */
      requiresPrevious: boolean;
      /**
       * @description The title of the section
       * @example Getting started
       */
      title: string;
    };
    PaginationDto: {
      /**
       * @description The page of this response, counted from 1
       * @example 1
       */
      currentPage: number;
      /**
       * @description How many items all pages have; counting ends at 10,000
       * @example 42
       */
      totalItems: number;
      /**
       * @description How many pages there are; 0 when nothing matches
       * @example 3
       */
      totalPages: number;
    };
    PasswordResetConfirmationCreateDto: {
      /**
       * @description Three of lower-case letters, upper-case letters, digits and symbols, or 15 characters of any kind
       * @example Password123
       */
      password: string;
      /**
       * @description The secret from the mailed link; it works once, for some minutes
       * @example k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM
       */
      token: string;
    };
    PasswordResetCreateDto: {
      /**
       * Format: email
       * @description The address of the account; the link is mailed there
       * @example john@example.com
       */
      email: string;
    };
    PasswordUpdateDto: {
      /**
       * @description The password that is in force until now
       * @example Password123
       */
      currentPassword: string;
      /**
       * @description Three of lower-case letters, upper-case letters, digits and symbols, or 15 characters of any kind
       * @example Password123
       */
      newPassword: string;
    };
    /** @description Already paid */
    PaymentAlreadyPaidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.already_paid';
      /** @constant */
      status: 409;
    };
    /** @description Invalid amount */
    PaymentAmountInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.amount_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Amount not supported */
    PaymentAmountNotSupportedProblem: components['schemas']['ProblemDetails'] & {
      available: string[];
      /** @constant */
      code: 'payment.amount_not_supported';
      /** @example amount_too_small */
      reason: string;
      /** @constant */
      status: 422;
    };
    PaymentAttemptResponse: {
      /**
       * @description Why it failed; null unless it did
       * @example card_declined
       */
      failure: components['schemas']['PaymentFailure'] | null;
      /**
       * @description Where the try stands
       * @example failed
       */
      state: components['schemas']['AttemptState'];
    };
    PaymentCreateDto:
      | components['schemas']['BankTransferCreateDto']
      | components['schemas']['StripePaymentCreateDto'];
    /** @description Currency mismatch */
    PaymentCurrencyMismatchProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.currency_mismatch';
      /** @constant */
      status: 422;
    };
    /** @description What the buyer needs in order to pay, by `method` */
    PaymentDetails:
      components['schemas']['BankTransferDetails'] | components['schemas']['StripeDetails'];
    /** @description Receipt already recorded */
    PaymentDuplicateReceiptProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.duplicate_receipt';
      /** @constant */
      status: 409;
    };
    /**
     * @description - `card_declined`: The bank declined the card without a reason for others
     *     - `insufficient_funds`: There is not enough money for it
     *     - `expired_card`: The card has expired
     *     - `incorrect_cvc`: The security code is wrong
     *     - `authentication_failed`: The buyer did not prove to their bank who they are
     *     - `processing_error`: Something went wrong on the way; the same card may work again
     * @enum {string}
     */
    PaymentFailure:
      | 'card_declined'
      | 'insufficient_funds'
      | 'expired_card'
      | 'incorrect_cvc'
      | 'authentication_failed'
      | 'processing_error';
    /** @description Payment in progress */
    PaymentInProgressProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.in_progress';
      /** @constant */
      status: 409;
    };
    /**
     * @description - `bank_transfer`: The buyer transfers the money with the reference of the payment, and an admin confirms its arrival
     *     - `stripe`: The buyer pays by card, or by what else Stripe offers them
     * @enum {string}
     */
    PaymentMethod: 'bank_transfer' | 'stripe';
    PaymentMethodListResponse: {
      /** @description Every method that the platform knows */
      items: components['schemas']['PaymentMethodResponse'][];
    };
    PaymentMethodResponse: {
      /**
       * @description Whether an order of this amount can be paid by it
       * @example true
       */
      available: boolean;
      /** @description The most it takes; null without `currency`, or when there is no limit */
      maximum: components['schemas']['MoneyDto'] | null;
      /**
       * @description As in `POST /orders/{id}/payments`
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /** @description The least it takes; null without `currency` */
      minimum: components['schemas']['MoneyDto'] | null;
      /**
       * @description Why it is not available; only when it is not
       * @example not_configured
       */
      reason?: components['schemas']['PaymentRefusal'];
    };
    /** @description Payment method unavailable */
    PaymentMethodUnavailableProblem: components['schemas']['ProblemDetails'] & {
      available: string[];
      /** @constant */
      code: 'payment.method_unavailable';
      /** @example not_configured */
      reason?: string;
      /** @constant */
      status: 422;
    };
    /** @description Order ended */
    PaymentOrderOverProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.order_over';
      /** @example expired */
      orderStatus: string;
      /** @constant */
      status: 409;
    };
    /** @description Payment provider unavailable */
    PaymentProviderUnavailableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.provider_unavailable';
      /** @constant */
      status: 503;
    };
    /**
     * @description - `not_configured`: The platform does not offer it at present
     *     - `currency_not_supported`: It does not take the currency
     *     - `amount_too_small`: The amount is below `minimum`
     *     - `amount_too_large`: The amount is above `maximum`
     *     - `amount_not_divisible`: Its last decimal must be 0 in this currency
     * @enum {string}
     */
    PaymentRefusal:
      | 'not_configured'
      | 'currency_not_supported'
      | 'amount_too_small'
      | 'amount_too_large'
      | 'amount_not_divisible';
    PaymentResponse: {
      /** @description What is to be paid: the total of the order */
      amount: components['schemas']['MoneyDto'];
      /** @description Where to send a bank transfer, as in `details`; null for every other method */
      bankAccount: components['schemas']['BankAccountResponse'] | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      details: components['schemas']['PaymentDetails'];
      /**
       * Format: date-time
       * @description Until when it can be paid
       * @example 2026-02-07T12:00:00.000Z
       */
      dueAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description The buyer's last try, as the provider reports it; null before the first one */
      lastAttempt: components['schemas']['PaymentAttemptResponse'] | null;
      /**
       * @description How it is paid
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /** @description What is still to come */
      missing: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The order that is paid
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: date-time
       * @description When the full amount had arrived; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /** @description What has arrived so far */
      received: components['schemas']['MoneyDto'];
      /**
       * @description By which the provider knows the payment; a transfer has to name it as its purpose
       * @example CP-7K3N9Q2XW4TZ
       */
      reference: string;
      /**
       * @description Why an admin has to decide; null unless the payment needs a review
       * @example order_over
       */
      reviewReason: components['schemas']['PaymentReviewReason'] | null;
      /**
       * @description Where the payment stands
       * @example open
       */
      status: components['schemas']['PaymentStatus'];
      /** @description What arrived beyond `amount` */
      surplus: components['schemas']['MoneyDto'];
    };
    /** @description Return address not allowed */
    PaymentReturnUrlNotAllowedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.return_url_not_allowed';
      /** @constant */
      status: 422;
    };
    /**
     * @description - `apply`: It pays the order, which is reopened if it has ended
     *     - `refund`: It goes back to the buyer
     *     - `keep`: Everything stays as it is; needs a `reason`
     * @enum {string}
     */
    PaymentReviewAction: 'apply' | 'refund' | 'keep';
    PaymentReviewDecisionCreateDto: {
      /**
       * @description What becomes of the money
       * @example apply
       */
      action: components['schemas']['PaymentReviewAction'];
      /**
       * @description Why; required for keeping the money
       * @example The buyer asked us to use it for their next order.
       */
      reason?: string;
    };
    /** @description Money cannot pay the order */
    PaymentReviewNotApplicableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment_review.not_applicable';
      /** @example courses_not_free */
      reason: string;
      /** @constant */
      status: 409;
    };
    /** @description Payment review not found */
    PaymentReviewNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment_review.not_found';
      /** @constant */
      status: 404;
    };
    PaymentReviewPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['PaymentReviewResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    /**
     * @description - `order_over`: The order had ended, or was paid or is to be paid in another way
     *     - `amount_mismatch`: The provider took another amount than the order asked for
     *     - `currency_mismatch`: The provider took it in another currency than the order asked for
     * @enum {string}
     */
    PaymentReviewReason: 'order_over' | 'amount_mismatch' | 'currency_mismatch';
    /** @description Reason missing */
    PaymentReviewReasonMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment_review.reason_missing';
      /** @constant */
      status: 422;
    };
    PaymentReviewResponse: {
      /**
       * Format: uuid
       * @description The user who ordered
       * @example 01890a5d-ac96-774b-bcce-b302099a6a2e
       */
      buyerId: string;
      /**
       * Format: date-time
       * @description When the money could not pay the order
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was decided; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      decidedAt: string | null;
      /**
       * Format: uuid
       * @description The admin who decided; null before, and when it was decided by rule
       * @example 01890a5d-ac96-774b-bcce-b302099a6b73
       */
      decidedBy: string | null;
      /**
       * @description Why it was decided so; null when nothing was said
       * @example The buyer asked us to use it for their next order.
       */
      decisionReason: string | null;
      /** @description What the payment was for */
      expected: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description How the money came
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /**
       * Format: uuid
       * @description The order of the payment
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: uuid
       * @description The payment for which the money came
       * @example 01890a5d-ac96-774b-bcce-b302099ad1c1
       */
      paymentId: string;
      /**
       * @description Why it could not pay the order
       * @example order_over
       */
      reason: components['schemas']['PaymentReviewReason'];
      /** @description What came in */
      received: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The last refund of it; null when there was none
       * @example 01890a5d-ac96-774b-bcce-b302099aeab3
       */
      refundId: string | null;
      /**
       * @description What has become of it
       * @example open
       */
      status: components['schemas']['PaymentReviewStatus'];
      /**
       * @description Counts the changes
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `open`: Waits for the decision of an admin, or goes back by itself in a moment
     *     - `applied`: It has paid the order after all
     *     - `refunded`: It goes back to the buyer; `refundId` is the refund
     *     - `kept`: It stays, as `decisionReason` says
     * @enum {string}
     */
    PaymentReviewStatus: 'open' | 'applied' | 'refunded' | 'kept';
    /**
     * @description - `open`: Waits for money until `dueAt`
     *     - `succeeded`: The full amount has arrived
     *     - `closed`: Takes no money any more: the order ended first, or is paid in another way
     *     - `needs_review`: Money came for an order that did not wait for it any more; an admin decides
     *     - `reviewed`: Its money could not pay the order, and goes back or is kept, as was decided
     * @enum {string}
     */
    PaymentStatus: 'open' | 'succeeded' | 'closed' | 'needs_review' | 'reviewed';
    /** @description Too many attempts to pay */
    PaymentTooManyAttemptsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment.too_many_attempts';
      /** @constant */
      status: 409;
    };
    /** @description Invalid webhook signature */
    PaymentWebhookSignatureInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payment_webhook.signature_invalid';
      /** @constant */
      status: 400;
    };
    PayoutConfirmationCreateDto: {
      /**
       * @description The bank's own reference of the transfer; each counts once, whatever its capitals, blanks and dashes
       * @example 2026-01-31/0044
       */
      bankReference: string;
    };
    /** @description Bank reference already recorded */
    PayoutDuplicateBankReferenceProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payout.duplicate_bank_reference';
      /** @constant */
      status: 409;
    };
    PayoutFailureCreateDto: {
      /**
       * @description Why, for the instructor
       * @example The account is closed.
       */
      reason: string;
    };
    /** @description Payout not found */
    PayoutNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payout.not_found';
      /** @constant */
      status: 404;
    };
    PayoutPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['PayoutResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    PayoutResponse: {
      /** @description All that was available then */
      amount: components['schemas']['MoneyDto'];
      /**
       * @description The bank's own reference of the transfer; null until it is confirmed
       * @example 2026-01-31/0044
       */
      bankReference: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it failed; null unless it did
       * @example 2026-01-31T12:00:00.000Z
       */
      failedAt: string | null;
      /**
       * @description Why it failed; null unless it did
       * @example The account is closed.
       */
      failureReason: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The instructor who gets the money
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /**
       * Format: date-time
       * @description When it was confirmed; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /**
       * Format: uuid
       * @description The run that made it
       * @example 01890a5d-ac96-774b-bcce-b302099a4d06
       */
      runId: string;
      /**
       * @description Where the payout stands
       * @example pending
       */
      status: components['schemas']['PayoutStatus'];
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /** @description Payout run not found */
    PayoutRunNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'payout_run.not_found';
      /** @constant */
      status: 404;
    };
    PayoutRunPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['PayoutRunResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    PayoutRunResponse: {
      /**
       * Format: date-time
       * @description When it was completed; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @description The admin who started it
       * @example 01890a5d-ac96-774b-bcce-b302099a6d5f
       */
      createdBy: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description How many payouts it has made so far
       * @example 12
       */
      payouts: number;
      /**
       * @description Whether it is completed
       * @example running
       */
      status: components['schemas']['PayoutRunStatus'];
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `running`: Payouts are being made
     *     - `completed`: Everybody who is owed enough has a payout
     * @enum {string}
     */
    PayoutRunStatus: 'running' | 'completed';
    /**
     * @description - `pending`: Ordered; an admin transfers the money and confirms it
     *     - `paid`: The bank has sent the money
     *     - `failed`: The money did not arrive; the instructor is owed it again
     * @enum {string}
     */
    PayoutStatus: 'pending' | 'paid' | 'failed';
    PercentDiscount: {
      /**
       * @description Always `percent`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'percent';
      /**
       * @description The share of the price taken off
       * @example 25
       */
      percent: number;
    };
    /**
     * @description - `account:manage`: Sign-in, password, sessions and linked identities of one's own account
     *     - `profile:manage`: Read and edit one's own profile
     *     - `user:read`: Read all users, with what only they see otherwise
     *     - `user:manage`: Edit, suspend and erase users, and change roles
     *     - `audit:read`: Read the security events of all accounts
     *     - `instructor:apply`: Apply to become an instructor
     *     - `instructor:decide`: Read and decide on applications
     *     - `category:manage`: Create, edit and delete categories
     *     - `course:create`: Create courses and list one's own
     *     - `course:edit`: Edit drafts of one's own courses
     *     - `course:publish`: Submit, publish and unpublish one's own courses
     *     - `course:review`: Read and decide on submissions of courses
     *     - `course:learn`: Read the lessons of courses one is enrolled in
     *     - `media:upload`: Upload media for one's own courses
     *     - `cart:manage`: Read and change one's own cart
     *     - `wishlist:manage`: Read and change one's own wishlist
     *     - `order:create`: Create quotes, orders, payments and refund requests
     *     - `order:read`: Read one's own orders
     *     - `payment:confirm`: Read bank transfers and confirm their receipt
     *     - `order:refund`: Read all refund requests and refunds, and decide on them
     *     - `coupon:manage`: Create, edit and deactivate coupons of one's own courses
     *     - `coupon:administer`: Create coupons for the whole site, and manage those of everybody
     *     - `transaction:read`: Read one's own charges and refunds; admins read those of everybody
     *     - `earning:read`: Read one's own earnings, statements and payouts
     *     - `payout:manage`: Read all earnings and payouts, and start, confirm and fail payouts
     *     - `ledger:read`: Read the books of the platform
     *     - `enrollment:manage`: Enroll, learn and withdraw
     *     - `quiz:author`: Create, edit and publish quizzes of one's own courses
     *     - `quiz:take`: Take quizzes of courses one is enrolled in
     *     - `review:write`: Write, edit and delete one's own reviews
     *     - `review:moderate`: Read and decide on reports of reviews
     *     - `certificate:read`: Read one's own certificates
     *     - `certificate:manage`: Revoke and reissue certificates
     * @enum {string}
     */
    Permission:
      | 'account:manage'
      | 'profile:manage'
      | 'user:read'
      | 'user:manage'
      | 'audit:read'
      | 'instructor:apply'
      | 'instructor:decide'
      | 'category:manage'
      | 'course:create'
      | 'course:edit'
      | 'course:publish'
      | 'course:review'
      | 'course:learn'
      | 'media:upload'
      | 'cart:manage'
      | 'wishlist:manage'
      | 'order:create'
      | 'order:read'
      | 'payment:confirm'
      | 'order:refund'
      | 'coupon:manage'
      | 'coupon:administer'
      | 'transaction:read'
      | 'earning:read'
      | 'payout:manage'
      | 'ledger:read'
      | 'enrollment:manage'
      | 'quiz:author'
      | 'quiz:take'
      | 'review:write'
      | 'review:moderate'
      | 'certificate:read'
      | 'certificate:manage';
    PermissionListResponse: {
      /** @description Every permission of the platform */
      items: components['schemas']['PermissionResponse'][];
    };
    PermissionResponse: {
      /**
       * @description The permission, `<resource>:<action>`
       * @example account:manage
       */
      permission: components['schemas']['Permission'];
      /**
       * @description The roles that hold it
       * @example [
       *       "admin"
       *     ]
       */
      roles: components['schemas']['Role'][];
    };
    PictureSize: {
      /**
       * @description Its height, in pixels
       * @example 360
       */
      height: number;
      /**
       * @description Its media type
       * @example image/webp
       */
      type: string;
      /**
       * Format: uri
       * @description Where it is; needs no token while a course that everyone sees shows it
       * @example https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/images/w640.webp
       */
      url: string;
      /**
       * @description Its width, in pixels
       * @example 640
       */
      width: number;
    };
    PlaybackCaption: {
      /**
       * @description Whether to show them unless the learner chooses otherwise
       * @example true
       */
      isDefault: boolean;
      /**
       * @description The language in its own words
       * @example English
       */
      label: string;
      /**
       * @description The language, a BCP 47 tag
       * @example en
       */
      locale: string;
      /**
       * Format: uri
       * @description The captions as WebVTT, for a `track` element
       * @example https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8058/content?grant=eyJ
       */
      url: string;
    };
    PlaybackGrantDto: {
      /** @description The lesson that contains the file; left out by its owner, and for the promo video of a course */
      lesson?: components['schemas']['PlayedLesson'];
    };
    PlaybackGrantResponse: {
      /** @description What is said, in the languages that the lesson has; empty without a lesson */
      captions: components['schemas']['PlaybackCaption'][];
      /**
       * @description Its media type
       * @example video/mp4
       */
      contentType: string;
      /**
       * @description How long it lasts, in seconds; null for documents
       * @example 93.5
       */
      durationSeconds: number | null;
      /**
       * Format: date-time
       * @description When the addresses stop working; get another grant before then
       * @example 2026-01-31T12:00:00.000Z
       */
      expiresAt: string;
      /**
       * Format: uri
       * @description Where it can be streamed in several qualities (HLS, RFC 8216); null for a file that is played as it was uploaded
       * @example https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/stream/master.m3u8?grant=eyJ
       */
      streamUrl: string | null;
      /**
       * Format: uri
       * @description Where the file is as it was uploaded. It takes range requests, so that players can seek.
       * @example https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/content?grant=eyJ
       */
      url: string;
    };
    PlayedLesson: {
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: uuid
       * @description A lesson of the course that contains the file
       * @example 01890a5d-ac96-774b-bcce-b302099a4873
       */
      lessonId: string;
    };
    /**
     * @description - `list_price`: The price before any reduction
     *     - `sale`: The reduction of a sale that runs now
     *     - `coupon`: The reduction of a coupon; absent without one
     *     - `tax`: The tax of the buyer’s country; it changes the price unless that contains it
     *     - `rounding`: To whole minor units of the currency
     * @enum {string}
     */
    PricingRule: 'list_price' | 'sale' | 'coupon' | 'tax' | 'rounding';
    PricingStepResponse: {
      /** @description The price after the rule */
      amount: components['schemas']['MoneyDto'];
      /**
       * @description What the rule added, in minor units of the currency; negative for a reduction
       * @example -500
       */
      changeMinor: number;
      /**
       * @description What became of the coupon on this line; only with the rule `coupon`
       * @example applied
       */
      outcome?: components['schemas']['CouponOutcome'];
      /**
       * @description What changed the price
       * @example list_price
       */
      rule: components['schemas']['PricingRule'];
      /** @description How the tax was calculated; only with the rule `tax`, when there is one */
      tax?: components['schemas']['PricingTaxResponse'];
    };
    PricingTaxResponse: {
      /** @description The tax of this line */
      amount: components['schemas']['MoneyDto'];
      /** @description What it is calculated from: the price after all reductions */
      base: components['schemas']['MoneyDto'];
      /** @description The tax that applies */
      rate: components['schemas']['TaxRateResponse'];
      /**
       * @description What rounding the tax of the whole purchase and splitting it over the lines added to the exact tax of this one, in minor units
       * @example -0.4
       */
      rounding: number;
    };
    /** @description RFC 9457 problem details. The problem of each code adds `status`, `code` and the members of its own. */
    ProblemDetails: {
      /**
       * @description What is wrong in this case, in a sentence to show; localized
       * @example One or more fields are invalid; see errors.
       */
      detail: string;
      /** @description One for each broken rule, when fields or parameters are not valid */
      errors?: components['schemas']['FieldError'][];
      /**
       * Format: uri-reference
       * @description The path of the request that failed
       * @example /api/v1/auth/registrations
       */
      instance?: string;
      /**
       * @description What is wrong, the same for every problem with this code; localized
       * @example Invalid request
       */
      title: string;
      /**
       * @description The trace of the request; name it when you report the problem
       * @example 4bf92f3577b34da6a3ce929d0e0e4736
       */
      traceId?: string;
      /**
       * Format: uri-reference
       * @description The page that explains the code
       * @example /errors/request.invalid
       */
      type: string;
    };
    ProfileListResponse: {
      /** @description In the order of `ids`; without users who are suspended, erased or unknown */
      items: components['schemas']['PublicProfile'][];
    };
    /** @description User not found */
    ProfileNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'profile.not_found';
      /** @constant */
      status: 404;
    };
    /**
     * @description - `active`: May sign in
     *     - `suspended`: Cannot sign in until the suspension ends
     *     - `erased`: Gone for good; nothing that is left identifies the user
     * @enum {string}
     */
    ProfileStatus: 'active' | 'suspended' | 'erased';
    ProfileUpdateDto: {
      /**
       * @description More about you, in plain text; null removes it
       * @example I write about engines.
       */
      bio?: string | null;
      /** @example Ada */
      firstName?: string;
      /**
       * @description One line about you; null removes it
       * @example First programmer
       */
      headline?: string | null;
      /** @example Lovelace */
      lastName?: string;
      /** @description Pages of yours elsewhere, in the order they are shown; null removes all */
      links?: components['schemas']['LinkDto'][] | null;
      /**
       * @description The language of mails and messages (BCP 47)
       * @example en
       */
      locale?: components['schemas']['Language'];
      /**
       * @description With its country code, kept in the form of E.164; null removes it
       * @example +15551234567
       */
      phone?: string | null;
      /**
       * @description The time zone of times in mails, a name of the IANA time zone database
       * @example Europe/London
       */
      timezone?: string;
    };
    /** @description Publication not found */
    ProgressCurriculumNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'progress.curriculum_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Lesson locked */
    ProgressLessonLockedProblem: components['schemas']['ProblemDetails'] & {
      /** @example 2026-12-08T09:00:00.000Z */
      availableAt?: string;
      /** @constant */
      code: 'progress.lesson_locked';
      missingLessons: number;
      /** @constant */
      status: 403;
    };
    /** @description Lesson not found */
    ProgressLessonNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'progress.lesson_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Quiz not passed */
    ProgressQuizRequiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'progress.quiz_required';
      /** @constant */
      status: 409;
    };
    ProgressResponse: {
      /**
       * @description How many lessons you have completed
       * @example 2
       */
      completedLessons: number;
      /**
       * Format: uuid
       * @description The course that is learned
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description The title of the course in that publication
       * @example Complete Web Development
       */
      courseTitle: string;
      /**
       * Format: uuid
       * @description The enrollment whose progress it is
       * @example 01890a5d-ac96-774b-bcce-b302099abb3f
       */
      enrollmentId: string;
      /** @description All lessons of the publication, in their order */
      lessons: components['schemas']['LessonProgressResponse'][];
      /**
       * @description Completed lessons in percent, 0–100, to two decimals
       * @example 66.66
       */
      percent: number;
      /**
       * @description The number of the publication the lessons are from
       * @example 1
       */
      publication: number;
      /**
       * @description Whether you have access
       * @example active
       */
      status: components['schemas']['EnrollmentStatus'];
      /**
       * @description How many lessons the publication has
       * @example 3
       */
      totalLessons: number;
    };
    PromoVideo: {
      /**
       * @description How long it lasts, in seconds; null when that is not known
       * @example 93.5
       */
      durationSeconds: number | null;
      /**
       * Format: uuid
       * @description The video; everyone gets a playback grant for it
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /** @description A picture that stands for it, in several sizes; empty without one */
      poster: components['schemas']['PictureSize'][];
    };
    PublicationResponse: {
      /**
       * Format: uuid
       * @description The course that was published
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Counts the publications of the course, from 1
       * @example 1
       */
      number: number;
      /**
       * Format: date-time
       * @description When it was published
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /**
       * @description The title of the course in this publication
       * @example Complete Web Development
       */
      title: string;
    };
    PublicProfile: {
      /**
       * Format: uri
       * @description The picture as WebP, at an address that changes with it; null without one
       * @example https://example.com/api/v1/users/01890a5d-ac96-774b-bcce-b302099a0d1b/avatar/3f9c2b7e
       */
      avatarUrl: string | null;
      /**
       * @description One line about the user, in their own words; null when they wrote none
       * @example Mathematician and first programmer
       */
      headline: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Whether the user may teach, and so has a public page
       * @example true
       */
      isInstructor: boolean;
      /**
       * @description First and last name
       * @example Ada Lovelace
       */
      name: string;
      /**
       * @description Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else
       * @example ada-lovelace
       */
      slug: string | null;
    };
    PublicUserResponse: {
      /**
       * Format: uri
       * @description The picture as WebP, at an address that changes with it; null without one
       * @example https://example.com/api/v1/users/01890a5d-ac96-774b-bcce-b302099a0d1b/avatar/3f9c2b7e
       */
      avatarUrl: string | null;
      /**
       * @description More about the user, in plain text; null when they wrote nothing
       * @example I write about engines.
       */
      bio: string | null;
      /**
       * @description One line about the user, in their own words; null when they wrote none
       * @example Mathematician and first programmer
       */
      headline: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Whether the user may teach, and so has a public page
       * @example true
       */
      isInstructor: boolean;
      /** @description Pages of the user elsewhere, in the order they are shown */
      links: components['schemas']['LinkDto'][];
      /**
       * Format: date-time
       * @description When the user registered
       * @example 2026-01-31T12:00:00.000Z
       */
      memberSince: string;
      /**
       * @description First and last name
       * @example Ada Lovelace
       */
      name: string;
      /**
       * @description Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else
       * @example ada-lovelace
       */
      slug: string | null;
    };
    PublishCheckResponse: {
      /**
       * @description Stable code of the check
       * @example course.lessons_missing
       */
      code: string;
      /**
       * @description What to do until it is met, in the language of the response
       * @example Write at least 1 lesson.
       */
      detail: string;
      /**
       * @description Whether the course meets it
       * @example true
       */
      passed: boolean;
    };
    PublishChecksResponse: {
      /** @description Every check, whether it passes or not */
      checks: components['schemas']['PublishCheckResponse'][];
      /**
       * @description Whether all checks pass
       * @example true
       */
      passed: boolean;
    };
    QuestionCreateDto:
      | components['schemas']['SingleChoiceCreateDto']
      | components['schemas']['MultipleChoiceCreateDto']
      | components['schemas']['TrueFalseCreateDto'];
    QuestionOrderDto: {
      /**
       * @description Every question exactly once, in the new order
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099ae3a1"
       *     ]
       */
      questionIds: string[];
    };
    QuestionResponse:
      | components['schemas']['SingleChoiceResponse']
      | components['schemas']['MultipleChoiceResponse']
      | components['schemas']['TrueFalseResponse'];
    QuestionResultResponse: {
      /**
       * @description What the question is worth
       * @example 3
       */
      maxPoints: number;
      /**
       * @description The points earned, at most two decimals; a part is rounded down
       * @example 2.5
       */
      points: number;
      /**
       * Format: uuid
       * @description The question
       * @example 01890a5d-ac96-774b-bcce-b302099ae3a1
       */
      questionId: string;
      /**
       * @description Whether the answer has earned all points of the question
       * @example true
       */
      right: boolean;
    };
    QuestionUpdateDto:
      | components['schemas']['ChoiceQuestionUpdateDto']
      | components['schemas']['TrueFalseUpdateDto'];
    /** @description Access suspended */
    QuizAccessDisputedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.access_disputed';
      /** @constant */
      status: 403;
    };
    /** @description Course not found */
    QuizCourseNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.course_not_found';
      /** @constant */
      status: 404;
    };
    QuizCreateDto: {
      /**
       * Format: uuid
       * @description A course of yours
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /** @description How the quiz is taken and graded */
      settings: components['schemas']['QuizSettingsDto'];
      /**
       * @description As learners see it
       * @example HTML basics
       */
      title: string;
    };
    /**
     * @description - `questions`: The score, and for each question whether it was right
     *     - `score`: The score alone
     * @enum {string}
     */
    QuizFeedback: 'questions' | 'score';
    QuizLessonCreateDto: {
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Always `quiz`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'quiz';
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * Format: uuid
       * @description A quiz of the course; passing it completes the lesson
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title: string;
    };
    /** @description Lesson locked */
    QuizLessonLockedProblem: components['schemas']['ProblemDetails'] & {
      /** @example 2026-12-08T09:00:00.000Z */
      availableAt?: string;
      /** @constant */
      code: 'quiz.lesson_locked';
      missingLessons: number;
      /** @constant */
      status: 403;
    };
    QuizLessonOutline: {
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `quiz`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'quiz';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * Format: uuid
       * @description The quiz that completes the lesson when it is passed
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    QuizLessonResponse: {
      /**
       * @description Always null; kept from before lessons had kinds
       * @example null
       */
      article: string | null;
      /** @description What is said, in several languages; empty for kinds without sound */
      captions: components['schemas']['LessonCaptionResponse'][];
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `quiz`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'quiz';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * Format: uuid
       * @description The quiz that completes the lesson when it is passed
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
      /** @description Files and links that come with it */
      resources: components['schemas']['LessonResourceResponse'][];
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    QuizLessonUpdateDto: {
      /**
       * @description How long it takes, in seconds; for a new lesson 0, or how long its article takes to read
       * @example 300
       */
      durationSeconds?: number;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * Format: uuid
       * @description A quiz of the course; passing it completes the lesson
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId?: string;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title?: string;
    };
    /** @description No questions */
    QuizNoQuestionsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.no_questions';
      /** @constant */
      status: 422;
    };
    /** @description Quiz not found */
    QuizNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Pass mark out of reach */
    QuizPassMarkUnreachableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.pass_mark_unreachable';
      /** @constant */
      status: 422;
    };
    QuizPublicationResponse: {
      /**
       * @description The points of all questions together
       * @example 12
       */
      maxScore: number;
      /**
       * @description Counts the publications of the quiz, from 1
       * @example 1
       */
      number: number;
      /**
       * Format: date-time
       * @description When it was published
       * @example 2026-01-31T12:00:00.000Z
       */
      publishedAt: string;
      /**
       * @description How many questions it has
       * @example 10
       */
      questionCount: number;
      /**
       * Format: uuid
       * @description The quiz that was published
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
    };
    /** @description Quiz already published */
    QuizPublishedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.published';
      /** @constant */
      status: 409;
    };
    /** @description Invalid question */
    QuizQuestionInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.question_invalid';
      /** @constant */
      status: 422;
    };
    /** @description Question not found */
    QuizQuestionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.question_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Incomplete order */
    QuizQuestionOrderInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.question_order_invalid';
      /** @constant */
      status: 422;
    };
    QuizResponse: {
      /**
       * Format: uuid
       * @description The course the quiz belongs to
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The number of the newest publication; null before the first
       * @example 1
       */
      publication: number | null;
      /** @description All questions of the draft with their keys, in their order */
      questions: components['schemas']['AuthoredQuestionResponse'][];
      /** @description How the quiz is taken and graded */
      settings: components['schemas']['QuizSettingsResponse'];
      /**
       * @description As learners will see it
       * @example HTML basics
       */
      title: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes of the quiz and all its questions; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    QuizSettingsDto: {
      /**
       * @description How many attempts each learner has; null, as in a new quiz, for any number
       * @example 3
       */
      attemptsAllowed?: number | null;
      /**
       * @description The feedback on single questions in a result; `questions` in a new quiz
       * @example questions
       */
      feedback?: components['schemas']['QuizFeedback'];
      /**
       * @description How much of the highest score passes, in percent
       * @example 70
       */
      passPercent: number;
      /**
       * @description Whether each attempt has its questions and choices in an order of its own; not in a new quiz
       * @example true
       */
      shuffle?: boolean;
      /**
       * @description How long an attempt may take, in seconds; null, as in a new quiz, for no limit
       * @example 600
       */
      timeLimitSeconds?: number | null;
    };
    QuizSettingsResponse: {
      /**
       * @description How many attempts each learner has; null for any number
       * @example 3
       */
      attemptsAllowed: number | null;
      /**
       * @description The feedback on single questions in a result
       * @example questions
       */
      feedback: components['schemas']['QuizFeedback'];
      /**
       * @description How much of the highest score passes, in percent
       * @example 70
       */
      passPercent: number;
      /**
       * @description Whether each attempt has its questions and choices in an order of its own
       * @example true
       */
      shuffle: boolean;
      /**
       * @description How long an attempt may take, in seconds; null for no limit
       * @example 600
       */
      timeLimitSeconds: number | null;
    };
    QuizSettingsUpdateDto: {
      /**
       * @description How many attempts each learner has; null, as in a new quiz, for any number
       * @example 3
       */
      attemptsAllowed?: number | null;
      /**
       * @description The feedback on single questions in a result; `questions` in a new quiz
       * @example questions
       */
      feedback?: components['schemas']['QuizFeedback'];
      /**
       * @description How much of the highest score passes, in percent
       * @example 70
       */
      passPercent?: number;
      /**
       * @description Whether each attempt has its questions and choices in an order of its own; not in a new quiz
       * @example true
       */
      shuffle?: boolean;
      /**
       * @description How long an attempt may take, in seconds; null, as in a new quiz, for no limit
       * @example 600
       */
      timeLimitSeconds?: number | null;
    };
    QuizSummaryResponse: {
      /**
       * @description How many attempts each learner has; null for any number
       * @example 3
       */
      attemptsAllowed: number | null;
      /**
       * @description How many attempts you have started
       * @example 1
       */
      attemptsUsed: number;
      /**
       * @description Your best result in percent, 0–100; null before the first
       * @example 80
       */
      bestScorePercent: number | null;
      /**
       * Format: uuid
       * @description The course the quiz belongs to
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description The points of all questions together
       * @example 12
       */
      maxScore: number;
      /**
       * Format: uuid
       * @description Your attempt in progress; null when there is none
       * @example 01890a5d-ac96-774b-bcce-b302099ac99e
       */
      openAttemptId: string | null;
      /**
       * @description Whether one of your attempts has passed
       * @example true
       */
      passed: boolean;
      /**
       * @description How much of `maxScore` passes, in percent
       * @example 70
       */
      passPercent: number;
      /**
       * @description How many questions an attempt has
       * @example 10
       */
      questionCount: number;
      /**
       * Format: uuid
       * @description The quiz
       * @example 01890a5d-ac96-774b-bcce-b302099aea50
       */
      quizId: string;
      /**
       * @description How long an attempt may take, in seconds; null for no limit
       * @example 600
       */
      timeLimitSeconds: number | null;
      /**
       * @description As in the newest publication
       * @example HTML basics
       */
      title: string;
    };
    /** @description Too many questions */
    QuizTooManyQuestionsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quiz.too_many_questions';
      /** @constant */
      status: 422;
    };
    QuizUpdateDto: {
      /** @description How the quiz is taken and graded; what is left out stays */
      settings?: components['schemas']['QuizSettingsUpdateDto'];
      /**
       * @description As learners see it
       * @example HTML basics
       */
      title?: string;
    };
    QuoteCreateDto: {
      /**
       * @description Where you are: the taxes of that country apply. When left out, those apply that are for every other country
       * @example DE
       */
      country?: string;
      /**
       * @description A coupon to use; capitals, blanks and kinds of dashes make no difference
       * @example SPRING25
       */
      couponCode?: string;
      /**
       * @description The courses to buy; those in your cart when left out
       * @example [
       *       "01890a5d-ac96-774b-bcce-b302099a4e96"
       *     ]
       */
      courseIds?: string[];
    };
    /** @description Nothing to buy */
    QuoteEmptyProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.empty';
      /** @constant */
      status: 422;
    };
    /** @description Quote expired */
    QuoteExpiredProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.expired';
      /** @constant */
      status: 410;
    };
    QuoteLineResponse: {
      /** @description What the coupon takes off, before tax; 0 without one */
      couponDiscount: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The course to buy
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /** @description How the price came about, step by step */
      explain: components['schemas']['PricingStepResponse'][];
      /**
       * Format: uuid
       * @description The instructor who owns the course
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /** @description The price before any reduction */
      listPrice: components['schemas']['MoneyDto'];
      /** @description What the buyer would pay for the course */
      price: components['schemas']['MoneyDto'];
      /**
       * @description The number of the publication that would be bought
       * @example 1
       */
      publication: number;
      /**
       * @description Names the course in addresses (`GET /courses/{id}`)
       * @example complete-web-development
       */
      slug: string;
      /** @description The tax in the price; 0 without one */
      tax: components['schemas']['MoneyDto'];
      /**
       * @description The title of the course
       * @example Complete Web Development
       */
      title: string;
    };
    /** @description Several currencies */
    QuoteMixedCurrenciesProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.mixed_currencies';
      /** @constant */
      status: 422;
    };
    /** @description Not for sale */
    QuoteNotForSaleProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.not_for_sale';
      courseIds: string[];
      /** @constant */
      status: 422;
    };
    /** @description Quote not found */
    QuoteNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Your own course */
    QuoteOwnCourseProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.own_course';
      courseIds: string[];
      /** @constant */
      status: 409;
    };
    QuoteResponse: {
      /**
       * @description Where you said you are; null when you did not
       * @example DE
       */
      country: string | null;
      /**
       * @description The coupon that lowered the prices; null when none did
       * @example SPRING25
       */
      couponCode: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description Until when the prices are guaranteed and an order can be placed
       * @example 2026-01-31T12:15:00.000Z
       */
      expiresAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description One for each course */
      lines: components['schemas']['QuoteLineResponse'][];
      /**
       * Format: uuid
       * @description The order that was placed from it; null before
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string | null;
      /** @description The tax in the total; 0 without one */
      tax: components['schemas']['MoneyDto'];
      /** @description The tax that applies; null when there is none */
      taxRate: components['schemas']['TaxRateResponse'] | null;
      /** @description The prices of all lines together, taxes included */
      total: components['schemas']['MoneyDto'];
    };
    /** @description Quote already used */
    QuoteUsedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'quote.used';
      /** Format: uuid */
      orderId: string;
      /** @constant */
      status: 409;
    };
    /** @description Too many requests */
    RateLimitExceededProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'rate_limit.exceeded';
      /** @constant */
      status: 429;
    };
    RatingDto: {
      /**
       * @description Mean of all stars, to two decimals; 0 without reviews
       * @example 4.6
       */
      average: number;
      /**
       * @description How many reviews there are
       * @example 128
       */
      count: number;
    };
    RatingHistogram: {
      /**
       * @description Reviews of five stars
       * @example 80
       */
      five: number;
      /**
       * @description Reviews of four stars
       * @example 33
       */
      four: number;
      /**
       * @description Reviews of one star
       * @example 2
       */
      one: number;
      /**
       * @description Reviews of three stars
       * @example 10
       */
      three: number;
      /**
       * @description Reviews of two stars
       * @example 3
       */
      two: number;
    };
    RatingSummary: {
      /**
       * @description Mean of all stars, to two decimals; 0 without reviews
       * @example 4.6
       */
      average: number;
      /**
       * @description How many reviews there are
       * @example 128
       */
      count: number;
      /**
       * Format: uuid
       * @description The course that is rated
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /** @description How many reviews there are of each number of stars; left out while that is not known */
      histogram?: components['schemas']['RatingHistogram'];
    };
    /** @description Finding closed */
    ReconciliationFindingClosedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'reconciliation.finding_closed';
      /** @constant */
      status: 409;
    };
    /** @description Finding not found */
    ReconciliationFindingNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'reconciliation.finding_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Line missing */
    ReconciliationLineMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'reconciliation.line_missing';
      /** @constant */
      status: 422;
    };
    /** @description Reason missing */
    ReconciliationReasonMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'reconciliation.reason_missing';
      /** @constant */
      status: 422;
    };
    RecordingLessonUpdateDto: {
      /**
       * Format: uuid
       * @description Another file of yours that is ready
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId?: string;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title?: string;
    };
    /** @description Invalid refund amount */
    RefundAmountInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund.amount_invalid';
      /** @constant */
      status: 422;
    };
    RefundAssessmentResponse: {
      /**
       * @description How much of the course the buyer has learned, in percent
       * @example 12.5
       */
      consumedPercent: number;
      /**
       * @description How much that may be at most
       * @example 30
       */
      consumedPercentMax: number;
      /**
       * Format: uuid
       * @description The course of the line
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description How often the buyer has had a refund for the same course
       * @example 0
       */
      earlierRefunds: number;
      /**
       * @description From how many on there is no other one
       * @example 1
       */
      earlierRefundsMax: number;
      /**
       * @description Whether the policy allows a refund
       * @example true
       */
      eligible: boolean;
      /**
       * Format: uuid
       * @description The line of the order
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string;
      /** @description What can still go back, whatever the policy says */
      refundable: components['schemas']['MoneyDto'];
      /** @description Everything that stands in the way; empty when the line is eligible */
      refusals: components['schemas']['RefundRefusalResponse'][];
      /**
       * @description How long after the payment a refund can be requested, in days
       * @example 30
       */
      windowDays: number;
      /**
       * Format: date-time
       * @description Until when that is; null when the order is not paid
       * @example 2026-01-31T12:00:00.000Z
       */
      windowEndsAt: string | null;
    };
    RefundCompletionCreateDto: {
      /**
       * @description The bank's own reference of the transfer; each counts once, whatever its capitals, blanks and dashes
       * @example 2026-01-31/0043
       */
      bankReference: string;
    };
    RefundCreateDto: {
      /** @description How much goes back, at most what remains of the line; all of that when left out */
      amount?: components['schemas']['MoneyDto'];
      /**
       * @description Whether the buyer loses the course though only a part of its price goes back; false when left out. With the whole price the course is lost in any case
       * @example true
       */
      endsAccess?: boolean;
      /**
       * Format: uuid
       * @description The line of the order whose money goes back
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string;
      /**
       * @description Why, for the buyer
       * @example Sold by mistake.
       */
      reason?: string;
    };
    RefundDecisionCreateDto: {
      /** @description How much goes back, at most what remains of the line; all of that when left out */
      amount?: components['schemas']['MoneyDto'];
      /**
       * @description What becomes of the request
       * @example approve
       */
      decision: components['schemas']['RefundRequestDecision'];
      /**
       * @description Whether the buyer loses the course though only a part of its price goes back; false when left out. With the whole price the course is lost in any case
       * @example true
       */
      endsAccess?: boolean;
      /**
       * @description The note to the buyer; required for a rejection
       * @example You have watched most of the course.
       */
      reason?: string;
    };
    /** @description Bank reference already recorded */
    RefundDuplicateBankReferenceProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund.duplicate_bank_reference';
      /** @constant */
      status: 409;
    };
    RefundEligibilityResponse: {
      /** @description What the policy says of each line */
      lines: components['schemas']['RefundAssessmentResponse'][];
      /**
       * Format: uuid
       * @description The order
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
    };
    /** @description Refund exceeds what remains */
    RefundExceedsRemainderProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund.exceeds_remainder';
      remainingMinor: number;
      /** @constant */
      status: 409;
    };
    /**
     * @description - `card_unavailable`: The card has expired, or was lost, stolen or canceled
     *     - `declined`: The bank of the buyer did not take the money
     *     - `refused_by_provider`: The provider did not send it, such as for a charge that is disputed
     *     - `unknown`: The provider does not say why
     * @enum {string}
     */
    RefundFailure: 'card_unavailable' | 'declined' | 'refused_by_provider' | 'unknown';
    /** @description Unknown order line */
    RefundLineUnknownProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund.line_unknown';
      /** @constant */
      status: 422;
    };
    /** @description Refund sent by the provider */
    RefundNotByHandProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund.not_by_hand';
      /** @constant */
      status: 409;
    };
    /** @description Refund not found */
    RefundNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund.not_found';
      /** @constant */
      status: 404;
    };
    RefundPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['RefundResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    /**
     * @description - `not_paid`: Nothing was paid for it
     *     - `already_refunded`: Its money has gone back
     *     - `refund_pending`: The rest of its money is on its way back
     *     - `request_open`: A request for it waits for a decision
     *     - `window_over`: More than `windowDays` have passed since the payment
     *     - `consumed_too_much`: `consumedPercent` is more than `consumedPercentMax`
     *     - `refunded_before`: `earlierRefunds` for the same course are as many as a buyer may have
     * @enum {string}
     */
    RefundRefusal:
      | 'not_paid'
      | 'already_refunded'
      | 'refund_pending'
      | 'request_open'
      | 'window_over'
      | 'consumed_too_much'
      | 'refunded_before';
    RefundRefusalResponse: {
      /**
       * @description What stands in the way
       * @example not_paid
       */
      code: components['schemas']['RefundRefusal'];
    };
    RefundRequestCreateDto: {
      /**
       * Format: uuid
       * @description The line of the order whose money you want back
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string;
      /**
       * @description Why; the admin who decides reads it
       * @example The course is not what I expected.
       */
      reason?: string;
    };
    /**
     * @description - `approve`: The money goes back, all that remains or `amount`
     *     - `reject`: It does not; needs a `reason`
     * @enum {string}
     */
    RefundRequestDecision: 'approve' | 'reject';
    /** @description Not eligible for a refund */
    RefundRequestNotEligibleProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund_request.not_eligible';
      reasons: string[];
      /** @constant */
      status: 422;
    };
    /** @description Refund request not found */
    RefundRequestNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund_request.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Refund already requested */
    RefundRequestOpenExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund_request.open_exists';
      /** @constant */
      status: 409;
    };
    RefundRequestPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['RefundRequestResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    /** @description Reason missing */
    RefundRequestReasonMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'refund_request.reason_missing';
      /** @constant */
      status: 422;
    };
    RefundRequestResponse: {
      /** @description What the policy said at the decision, or at the request while it is open */
      assessment: components['schemas']['RefundAssessmentResponse'];
      /**
       * Format: uuid
       * @description The user who wants the money back
       * @example 01890a5d-ac96-774b-bcce-b302099a6a2e
       */
      buyerId: string;
      /**
       * Format: uuid
       * @description The course of the line
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When an admin decided; null while it is open
       * @example 2026-01-31T12:00:00.000Z
       */
      decidedAt: string | null;
      /**
       * @description The note to the buyer about the decision; null while there is none
       * @example You have watched most of the course.
       */
      decisionReason: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The line whose money is requested
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string;
      /**
       * Format: uuid
       * @description The order
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * @description Why, in the words of the buyer; null when nothing was said
       * @example The course is not what I expected.
       */
      reason: string | null;
      /**
       * Format: uuid
       * @description The refund; null unless the request is approved
       * @example 01890a5d-ac96-774b-bcce-b302099aeab3
       */
      refundId: string | null;
      /**
       * @description Where the request stands
       * @example open
       */
      status: components['schemas']['RefundRequestStatus'];
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `open`: Waits for the decision of an admin
     *     - `approved`: Approved; `refundId` is the refund
     *     - `rejected`: Rejected, as `decisionReason` says
     * @enum {string}
     */
    RefundRequestStatus: 'open' | 'approved' | 'rejected';
    RefundResponse: {
      /** @description What goes back */
      amount: components['schemas']['MoneyDto'];
      /**
       * @description The bank's own reference of the transfer; null for every other method
       * @example 2026-01-31/0043
       */
      bankReference: string | null;
      /**
       * Format: uuid
       * @description The user who gets the money
       * @example 01890a5d-ac96-774b-bcce-b302099a6a2e
       */
      buyerId: string;
      /**
       * Format: date-time
       * @description When the money went back; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string | null;
      /**
       * Format: uuid
       * @description The course of the line; null without a line
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description Whether the buyer loses the course also when this is not the whole price
       * @example true
       */
      endsAccess: boolean;
      /**
       * @description Why it failed; null unless it did
       * @example card_unavailable
       */
      failure: components['schemas']['RefundFailure'] | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The line whose money goes back; null for money that could not pay the order
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId: string | null;
      /**
       * @description How it goes back: as it was paid
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /**
       * Format: uuid
       * @description The order
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: uuid
       * @description The payment that brought the money
       * @example 01890a5d-ac96-774b-bcce-b302099ad1c1
       */
      paymentId: string;
      /**
       * @description Why, for the buyer; null when nothing was said
       * @example Sold by mistake.
       */
      reason: string | null;
      /**
       * Format: uuid
       * @description The request for it; null when there was none
       * @example 01890a5d-ac96-774b-bcce-b302099a940a
       */
      requestId: string | null;
      /**
       * @description Where the refund stands
       * @example pending
       */
      status: components['schemas']['RefundStatus'];
      /** @description The tax in what goes back */
      tax: components['schemas']['MoneyDto'];
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `pending`: On its way; a refund by bank transfer waits until an admin has sent it
     *     - `succeeded`: The money has gone back
     *     - `failed`: The money did not reach the buyer, as `failure` says; it can be refunded again
     *     - `canceled`: The provider has canceled it; it can be refunded again
     * @enum {string}
     */
    RefundStatus: 'pending' | 'succeeded' | 'failed' | 'canceled';
    RegistrationCreateDto: {
      /**
       * Format: email
       * @description To sign in with, unique whatever its case; a link to confirm it is mailed there
       * @example john@example.com
       */
      email: string;
      /** @example John */
      firstName: string;
      /** @example Doe */
      lastName: string;
      /**
       * @description Three of lower-case letters, upper-case letters, digits and symbols, or 15 characters of any kind
       * @example Password123
       */
      password: string;
      /**
       * @description With its country code, kept in the form of E.164
       * @example +1234567890
       */
      phone?: string;
    };
    RepairCreateDto: {
      /**
       * @description Closes the finding for good, though it differs; needs a `reason`
       * @example true
       */
      dismiss?: boolean;
      /**
       * Format: uuid
       * @description The line that a refund made elsewhere is for, where that is not clear
       * @example 01890a5d-ac96-774b-bcce-b302099a8c2f
       */
      lineId?: string;
      /**
       * @description Why; required for dismissing it
       * @example Paid in cash at the fair.
       */
      reason?: string;
    };
    /** @description Invalid cursor */
    RequestCursorInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.cursor_invalid';
      /** @constant */
      status: 400;
    };
    /** @description Invalid header */
    RequestHeaderInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.header_invalid';
      /** @constant */
      status: 400;
    };
    /** @description Headers too large */
    RequestHeadersTooLargeProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.headers_too_large';
      /** @constant */
      status: 431;
    };
    /** @description If-Match required */
    RequestIfMatchMissingProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.if_match_missing';
      /** @constant */
      status: 428;
    };
    /** @description Invalid request */
    RequestInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.invalid';
      errorsLeftOut?: number;
      /** @constant */
      status: 422;
    };
    /** @description Malformed request */
    RequestMalformedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.malformed';
      /** @constant */
      status: 400;
    };
    /** @description Resource changed */
    RequestPreconditionFailedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.precondition_failed';
      /** @constant */
      status: 412;
    };
    /** @description Invalid query parameters */
    RequestQueryInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.query_invalid';
      errorsLeftOut?: number;
      /** @constant */
      status: 400;
    };
    /** @description Request rejected */
    RequestRejectedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.rejected';
      /** @constant */
      status: 400;
    };
    /** @description Request too deep */
    RequestTooDeepProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.too_deep';
      /** @constant */
      status: 400;
    };
    /** @description Request too large */
    RequestTooLargeProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.too_large';
      /** @constant */
      status: 413;
    };
    /** @description Request too slow */
    RequestTooSlowProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.too_slow';
      /** @constant */
      status: 408;
    };
    /** @description Unsupported media type */
    RequestUnsupportedMediaTypeProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'request.unsupported_media_type';
      /** @constant */
      status: 415;
    };
    /** @description Access suspended */
    ReviewAccessDisputedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.access_disputed';
      /** @constant */
      status: 403;
    };
    /** @description Course not found */
    ReviewCourseNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.course_not_found';
      /** @constant */
      status: 404;
    };
    ReviewCreateDto: {
      /**
       * Format: uuid
       * @description The course; you are enrolled in it and have come far enough
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * @description Your rating, from 1 for the worst to 5 for the best
       * @example 5
       */
      stars: number;
      /**
       * @description Your opinion, in plain text
       * @example Clear, deep and fun.
       */
      text: string;
    };
    /** @description Course already reviewed */
    ReviewExistsProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.exists';
      /** @constant */
      status: 409;
    };
    /** @description Not enrolled */
    ReviewNotEnrolledProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.not_enrolled';
      /** @constant */
      status: 403;
    };
    /** @description Review not found */
    ReviewNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Your own course */
    ReviewOwnCourseProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.own_course';
      /** @constant */
      status: 403;
    };
    ReviewPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['ReviewResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    ReviewResponse: {
      /** @description The public profile of the author; null when the account is gone, or while the user service is unavailable */
      author: components['schemas']['PublicProfile'] | null;
      /**
       * Format: uuid
       * @description The course that is reviewed
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Whether the author got the money for the course back after writing it; the rating counts all the same
       * @example true
       */
      refunded: boolean;
      /**
       * @description From 1 for the worst to 5 for the best
       * @example 5
       */
      stars: number;
      /**
       * @description The opinion of the author, in plain text
       * @example Clear, deep and fun.
       */
      text: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `newest`: Newest first
     *     - `-rating`: Most stars first
     * @enum {string}
     */
    ReviewSort: 'newest' | '-rating';
    /** @description Too early for a review */
    ReviewTooEarlyProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'review.too_early';
      /** @constant */
      status: 403;
    };
    ReviewUpdateDto: {
      /**
       * @description Your rating, from 1 for the worst to 5 for the best
       * @example 5
       */
      stars?: number;
      /**
       * @description Your opinion, in plain text
       * @example Clear, deep and fun.
       */
      text?: string;
    };
    /**
     * @description - `refund`: The money for the course went back to the holder
     *     - `admin`: An admin has revoked it
     * @enum {string}
     */
    RevocationCause: 'refund' | 'admin';
    RevocationCreateDto: {
      /**
       * @description Why; the holder reads it
       * @example The attempts were made by another user.
       */
      reason: string;
    };
    RevocationResponse: {
      /**
       * @description Why it was revoked
       * @example refund
       */
      cause: components['schemas']['RevocationCause'];
      /**
       * @description What the admin says; null unless an admin revoked it
       * @example The attempts were made by another user.
       */
      reason: string | null;
      /**
       * Format: date-time
       * @description When it was revoked
       * @example 2026-01-31T12:00:00.000Z
       */
      revokedAt: string;
    };
    /**
     * @description - `user`: A learner, who may buy and take courses, review them and earn certificates
     *     - `instructor`: A learner who also teaches, and may write, price and publish courses of their own
     *     - `admin`: Runs the platform and holds every permission
     * @enum {string}
     */
    Role: 'user' | 'instructor' | 'admin';
    RoleUpdateDto: {
      /**
       * @description Why; kept with the change for admins
       * @example Left the team.
       */
      reason: string;
      /**
       * @description The role from here on
       * @example user
       */
      role: components['schemas']['Role'];
    };
    SalePriceCreateDto: {
      /**
       * Format: date-time
       * @description From when on the course costs its list price again. A whole day ends when the next one begins, where you are: on 29 March 2026 in Berlin, 23 hours later
       * @example 2026-03-30T00:00:00.000+02:00
       */
      endsAt: string;
      /** @description Lower than the list price, in its currency */
      price: components['schemas']['MoneyDto'];
      /**
       * Format: date-time
       * @description From when on the course costs the sale price; now when left out
       * @example 2026-03-29T00:00:00.000+01:00
       */
      startsAt?: string;
    };
    SalePricePageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['SalePriceResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    SalePriceResponse: {
      /**
       * Format: uuid
       * @description The course
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description From when on it does not any more
       * @example 2026-03-29T22:00:00.000Z
       */
      endsAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description What the course costs during the sale */
      price: components['schemas']['MoneyDto'];
      /**
       * Format: date-time
       * @description From when on the course costs the sale price
       * @example 2026-03-28T23:00:00.000Z
       */
      startsAt: string;
      /**
       * @description Where the sale stands now
       * @example planned
       */
      status: components['schemas']['SalePriceStatus'];
    };
    /**
     * @description - `planned`: Has not begun
     *     - `running`: The course costs its sale price now
     *     - `over`: Has ended, or was ended
     * @enum {string}
     */
    SalePriceStatus: 'planned' | 'running' | 'over';
    SectionDifferenceResponse: {
      /**
       * @description What became of it
       * @example added
       */
      change: components['schemas']['Difference'];
      /**
       * @description What differs in one that was changed: `title`, `release`, `requiresPrevious`. `position` is a new place among those that stayed
       * @example [
       *       "title"
       *     ]
       */
      fields: string[];
      /**
       * Format: uuid
       * @description The section, by the id that it keeps
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Its title in the later content, or the last one
       * @example Getting started
       */
      title: string;
    };
    SectionDto: {
      /** @description When its lessons open: so many days after the enrollment, at a date, or at the later of both; null, or left out for a new section, for at once */
      release?: components['schemas']['SectionRelease'] | null;
      /**
       * @description Whether its lessons open only when all lessons of the sections before are completed
       * @example false
       */
      requiresPrevious?: boolean;
      /**
       * @description As learners will see it
       * @example Getting started
       */
      title: string;
    };
    SectionOrderDto: {
      /** @description The lessons that the section will have, in order */
      lessons: components['schemas']['LessonIdDto'][];
      /**
       * Format: uuid
       * @description A section of the course
       * @example 01890a5d-ac96-774b-bcce-b302099a62e0
       */
      sectionId: string;
    };
    SectionRelease: {
      /**
       * @description Days of 24 hours after the learner got access
       * @example 7
       */
      afterDays?: number;
      /**
       * Format: date-time
       * @description A date, the same for all learners
       * @example 2026-01-31T12:00:00.000Z
       */
      at?: string;
    };
    SectionResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description In their order, with their content */
      lessons: components['schemas']['LessonResponse'][];
      /** @description When its lessons open; null for at once */
      release: components['schemas']['SectionRelease'] | null;
      /**
       * @description Whether its lessons open only when all lessons of the sections before are completed
       * @example true
       */
      requiresPrevious: boolean;
      /**
       * @description As learners will see it
       * @example Getting started
       */
      title: string;
    };
    SectionUpdateDto: {
      /** @description When its lessons open: so many days after the enrollment, at a date, or at the later of both; null, or left out for a new section, for at once */
      release?: components['schemas']['SectionRelease'] | null;
      /**
       * @description Whether its lessons open only when all lessons of the sections before are completed
       * @example false
       */
      requiresPrevious?: boolean;
      /**
       * @description As learners will see it
       * @example Getting started
       */
      title?: string;
    };
    SecurityEventPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['SecurityEventResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    SecurityEventResponse: {
      /**
       * @description The browser or program as it named itself in `User-Agent`; null for what no request caused
       * @example Mozilla/5.0
       */
      device: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The network the request came from, with the address cut off; null for what no request caused
       * @example 203.0.113.0/24
       */
      ip: string | null;
      /**
       * Format: date-time
       * @description When it happened
       * @example 2026-01-31T12:00:00.000Z
       */
      occurredAt: string;
      /**
       * @description The error code of the refusal; null for what was not refused
       * @example auth.invalid_credentials
       */
      refusedWith: string | null;
      /**
       * @description Whether it happened or was refused
       * @example done
       */
      result: components['schemas']['SecurityEventResult'];
      /**
       * @description What happened
       * @example registered
       */
      type: components['schemas']['SecurityEventType'];
    };
    /**
     * @description - `done`: It happened
     *     - `refused`: It was attempted and refused; `refusedWith` says why
     * @enum {string}
     */
    SecurityEventResult: 'done' | 'refused';
    /**
     * @description - `registered`: The account was created
     *     - `email_verified`: The e-mail address was confirmed
     *     - `sign_in`: A sign-in, or an attempt to sign in
     *     - `sign_out`: One or more sessions were ended
     *     - `token_reused`: A refresh token came back after it was replaced; its session was ended
     *     - `password_reset_requested`: A password reset link was requested
     *     - `password_reset`: A new password was chosen through a mailed link
     *     - `password_change`: The password was changed, or an attempt to
     *     - `identity_linked`: A sign-in with a provider was linked
     *     - `identity_unlinked`: A sign-in with a provider was unlinked
     *     - `role_changed`: An admin changed the role, or approved an application
     *     - `suspended`: An admin suspended the account
     *     - `reinstated`: The suspension ended
     *     - `account_erased`: The personal data of the account was erased
     *     - `keys_rotated`: The keys that sign access tokens were rotated
     * @enum {string}
     */
    SecurityEventType:
      | 'registered'
      | 'email_verified'
      | 'sign_in'
      | 'sign_out'
      | 'token_reused'
      | 'password_reset_requested'
      | 'password_reset'
      | 'password_change'
      | 'identity_linked'
      | 'identity_unlinked'
      | 'role_changed'
      | 'suspended'
      | 'reinstated'
      | 'account_erased'
      | 'keys_rotated';
    /** @description Service unavailable */
    ServiceUnavailableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'service.unavailable';
      /** @constant */
      status: 503;
    };
    SessionCreateDto: {
      /**
       * Format: email
       * @description As registered, whatever its case
       * @example john@example.com
       */
      email: string;
      /**
       * @description The password of the account
       * @example Password123
       */
      password: string;
    };
    SessionPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['SessionResponse'][];
      /** @description Where this page is in the list */
      pagination: components['schemas']['PaginationDto'];
    };
    SessionResponse: {
      /**
       * Format: date-time
       * @description When the user signed in
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * @description Whether it is the session of this request
       * @example true
       */
      current: boolean;
      /**
       * @description The browser or program as it names itself in `User-Agent`
       * @example Mozilla/5.0 (X11; Linux x86_64) Firefox/147.0
       */
      device: string;
      /**
       * Format: date-time
       * @description When it ends unless its tokens are refreshed before
       * @example 2026-03-02T12:00:00.000Z
       */
      expiresAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The network it was last seen in, with the address cut off
       * @example 203.0.113.0/24
       */
      ip: string;
      /**
       * Format: date-time
       * @description When its tokens were last refreshed
       * @example 2026-01-31T12:00:00.000Z
       */
      lastSeenAt: string;
    };
    SignedInUser: {
      /**
       * Format: email
       * @description The address of the account
       * @example john@example.com
       */
      email: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description What the user may do on the platform
       * @example user
       */
      role: components['schemas']['Role'];
    };
    SignInEvidence: {
      /**
       * Format: date-time
       * @description When the buyer signed in
       * @example 2026-01-31T12:00:00.000Z
       */
      at: string;
      /**
       * @description The network, with the address cut off; null when it is not known
       * @example 203.0.113.0
       */
      network: string | null;
      /**
       * @description The browser or program as it names itself; null when it did not
       * @example Mozilla/5.0 (X11; Linux x86_64)
       */
      userAgent: string | null;
    };
    SignInResponse: {
      /**
       * @description Send it as `Authorization: Bearer …`; a signed JWT
       * @example eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIwMTg5MGE1ZCJ9.c2lnbmF0dXJl
       */
      accessToken: string;
      /**
       * @description How long the access token is valid, in seconds
       * @example 900
       */
      expiresIn: number;
      /**
       * @description Gets the next two tokens, once
       * @example k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM
       */
      refreshToken: string;
      /** @description Whose tokens these are */
      user: components['schemas']['SignedInUser'];
    };
    SingleChoiceCreateDto: {
      /** @description Exactly one of them is correct */
      choices: components['schemas']['ChoiceDto'][];
      /**
       * @description Always `single_choice`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'single_choice';
      /**
       * @description What a right answer is worth; 1 for a new question. 0 does not count
       * @example 1
       */
      points?: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    SingleChoiceResponse: {
      /** @description In the order of this attempt */
      choices: components['schemas']['ChoiceResponse'][];
      /**
       * Format: uuid
       * @description What the learner has chosen so far; null for nothing
       * @example 01890a5d-ac96-774b-bcce-b302099a782d
       */
      chosenId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `single_choice`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'single_choice';
      /**
       * @description What a right answer is worth; 0 for a question that does not count
       * @example 1
       */
      points: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    SitemapItem: {
      /**
       * Format: date-time
       * @description When its contents were published last: the `lastmod` of its page
       * @example 2026-01-31T12:00:00.000Z
       */
      lastModified: string;
      /**
       * @description Names the course in addresses
       * @example complete-web-development
       */
      slug: string;
      /**
       * Format: uri
       * @description The address of its page; null when the platform has not said where that is
       * @example https://example.com/courses/complete-web-development
       */
      url: string | null;
    };
    SitemapPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['SitemapItem'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    SiteScopeDto: {
      /**
       * @description Always `site`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'site';
    };
    StartedPaymentResponse: {
      /** @description What is to be paid: the total of the order */
      amount: components['schemas']['MoneyDto'];
      /** @description Where to send a bank transfer, as in `details`; null for every other method */
      bankAccount: components['schemas']['BankAccountResponse'] | null;
      /**
       * @description With it Stripe.js confirms this one payment, so hand it to the page of the buyer alone; null unless the card is entered on a page of yours
       * @example pi_3Qv_secret_x
       */
      clientSecret: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      details: components['schemas']['PaymentDetails'];
      /**
       * Format: date-time
       * @description Until when it can be paid
       * @example 2026-02-07T12:00:00.000Z
       */
      dueAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @description The buyer's last try, as the provider reports it; null before the first one */
      lastAttempt: components['schemas']['PaymentAttemptResponse'] | null;
      /**
       * @description How it is paid
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /** @description What is still to come */
      missing: components['schemas']['MoneyDto'];
      /**
       * Format: uuid
       * @description The order that is paid
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: date-time
       * @description When the full amount had arrived; null before
       * @example 2026-01-31T12:00:00.000Z
       */
      paidAt: string | null;
      /** @description What has arrived so far */
      received: components['schemas']['MoneyDto'];
      /**
       * @description By which the provider knows the payment; a transfer has to name it as its purpose
       * @example CP-7K3N9Q2XW4TZ
       */
      reference: string;
      /**
       * @description Why an admin has to decide; null unless the payment needs a review
       * @example order_over
       */
      reviewReason: components['schemas']['PaymentReviewReason'] | null;
      /**
       * @description Where the payment stands
       * @example open
       */
      status: components['schemas']['PaymentStatus'];
      /** @description What arrived beyond `amount` */
      surplus: components['schemas']['MoneyDto'];
    };
    /** @description Invalid state transition */
    StateTransitionNotAllowedProblem: components['schemas']['ProblemDetails'] & {
      allowed: string[];
      /** @constant */
      code: 'state.transition_not_allowed';
      /** @constant */
      status: 409;
    };
    StripeDetails: {
      /**
       * @description Where the card is entered
       * @example embedded
       */
      flow: components['schemas']['CardFlow'];
      /**
       * @description Always `stripe`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      method: 'stripe';
      /**
       * @description The publishable key for Stripe.js; null with `flow: hosted`
       * @example pk_test_51Hx
       */
      publishableKey: string | null;
      /**
       * Format: uri
       * @description The hosted page; null with `flow: embedded`
       * @example https://checkout.stripe.com/c/pay/cs_test_a1
       */
      url: string | null;
    };
    StripeEventDto: {
      /**
       * @description The id of the event, which counts once
       * @example evt_1Nv
       */
      id: string;
      /**
       * @description What has happened; types that mean nothing here are stored and ignored
       * @example payment_intent.succeeded
       */
      type: string;
    };
    StripePaymentCreateDto: {
      /**
       * Format: uri
       * @description Where the hosted page leads when the buyer goes back; `successUrl` when left out
       * @example https://shop.example.com/cart
       */
      cancelUrl?: string;
      /**
       * @description Where the card is entered; `embedded` when left out
       * @example embedded
       */
      flow?: components['schemas']['CardFlow'];
      /**
       * @description Always `stripe`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      method: 'stripe';
      /**
       * Format: uri
       * @description Where the hosted page leads after the payment; needed with `flow: hosted`, at an address that the platform allows
       * @example https://shop.example.com/orders/thanks
       */
      successUrl?: string;
    };
    StructuredCourseInstance: {
      /**
       * @description Always `CourseInstance`
       * @example CourseInstance
       */
      '@type': string;
      /**
       * @description Always `Online`
       * @example Online
       */
      courseMode: string;
      /**
       * @description How long all lessons take together, as an ISO 8601 duration
       * @example PT10H30M
       */
      courseWorkload: string;
      /** @description Who teaches it; empty while the user service is unavailable */
      instructor: components['schemas']['StructuredPerson'][];
    };
    StructuredOffer: {
      /**
       * @description Always `Offer`
       * @example Offer
       */
      '@type': string;
      /**
       * @description `Free` or `Paid`
       * @example Paid
       */
      category: string;
      /**
       * @description The price now, in major units of the currency
       * @example 19.99
       */
      price: number;
      /**
       * @description ISO 4217
       * @example USD
       */
      priceCurrency: string;
    };
    StructuredOrganization: {
      /**
       * @description Always `Organization`
       * @example Organization
       */
      '@type': string;
      /**
       * @description What the platform is called
       * @example Course Plateform
       */
      name: string;
    };
    StructuredPerson: {
      /**
       * @description Always `Person`
       * @example Person
       */
      '@type': string;
      /**
       * @description First and last name
       * @example Ada Lovelace
       */
      name: string;
    };
    StructuredRating: {
      /**
       * @description Always `AggregateRating`
       * @example AggregateRating
       */
      '@type': string;
      /**
       * @description The most stars a review gives
       * @example 5
       */
      bestRating: number;
      /**
       * @description How many reviews there are
       * @example 128
       */
      ratingCount: number;
      /**
       * @description Mean of all stars
       * @example 4.6
       */
      ratingValue: number;
      /**
       * @description The fewest stars a review gives
       * @example 1
       */
      worstRating: number;
    };
    /**
     * @description - `approve`: The course may be published
     *     - `reject`: The course is a draft again; needs a `reason`
     * @enum {string}
     */
    SubmissionDecision: 'approve' | 'reject';
    SubmissionDecisionCreateDto: {
      /**
       * @description What becomes of the submission
       * @example approve
       */
      decision: components['schemas']['SubmissionDecision'];
      /**
       * @description The note to the instructor; required for a rejection
       * @example Please add captions to the videos.
       */
      reason?: string;
    };
    SubmissionPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['SubmissionResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    SubmissionResponse: {
      /** @description What the draft is called now; null when it was deleted */
      course: components['schemas']['DraftName'] | null;
      /**
       * Format: uuid
       * @description The course that was submitted
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * Format: uuid
       * @description The instructor who owns the course
       * @example 01890a5d-ac96-774b-bcce-b302099a6698
       */
      instructorId: string;
      /**
       * @description The note to the instructor about the decision; null while it is pending, or when nothing was said
       * @example Please add captions to the videos.
       */
      reason: string | null;
      /**
       * @description Where the submission stands
       * @example pending
       */
      status: components['schemas']['SubmissionStatus'];
      /**
       * @description Counts the changes; its `ETag`
       * @example 1
       */
      version: number;
    };
    /**
     * @description - `pending`: Waits for the decision of an admin
     *     - `approved`: The course may be published
     *     - `rejected`: The course is a draft again; `reason` says why
     * @enum {string}
     */
    SubmissionStatus: 'pending' | 'approved' | 'rejected';
    /**
     * @description - `course`: A course
     *     - `topic`: A topic
     *     - `instructor`: An instructor
     *     - `category`: A category
     * @enum {string}
     */
    SuggestionKind: 'course' | 'topic' | 'instructor' | 'category';
    SuspensionCreateDto: {
      /**
       * @description Why; only admins read it
       * @example Spam in reviews.
       */
      reason: string;
      /**
       * Format: date-time
       * @description When the suspension ends by itself, in the future; when left out, only an admin ends it
       * @example 2026-03-01T00:00:00.000Z
       */
      until?: string;
    };
    /** @description User not suspended */
    SuspensionNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'suspension.not_found';
      /** @constant */
      status: 404;
    };
    /** @description Your own account */
    SuspensionOwnAccountProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'suspension.own_account';
      /** @constant */
      status: 409;
    };
    SuspensionResponse: {
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Why; only admins read it
       * @example Spam in reviews.
       */
      reason: string;
      /**
       * Format: uuid
       * @description The admin who suspended the user
       * @example 01890a5d-ac96-774b-bcce-b302099a8b92
       */
      suspendedBy: string;
      /**
       * Format: date-time
       * @description When the suspension ends by itself; null when only an admin ends it
       * @example 2026-03-01T00:00:00.000Z
       */
      until: string | null;
      /**
       * Format: uuid
       * @description The user who cannot sign in
       * @example 01890a5d-ac96-774b-bcce-b302099a2e46
       */
      userId: string;
    };
    /** @description End in the past */
    SuspensionUntilPastProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'suspension.until_past';
      /** @constant */
      status: 422;
    };
    TaxRateResponse: {
      /**
       * @description In hundredths of a percent: 1900 is 19 %
       * @example 1900
       */
      basisPoints: number;
      /**
       * @description The country whose row of the table it is (ISO 3166-1 alpha-2), or `*` for the row of all others
       * @example DE
       */
      country: string;
      /**
       * @description Whether prices contain the tax; otherwise it is added to them
       * @example true
       */
      inclusive: boolean;
      /**
       * @description What the tax is called there
       * @example VAT
       */
      label: string;
    };
    TokenRefreshCreateDto: {
      /**
       * @description The refresh token of the newest sign-in or refresh; it works once
       * @example k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM
       */
      refreshToken: string;
    };
    TopicCreateDto: {
      /**
       * @description The name that courses will have, which is stored in small letters
       * @example javascript
       */
      name: string;
      /**
       * @description The other names that lead to the topic
       * @example [
       *       "js",
       *       "ecmascript"
       *     ]
       */
      synonyms: string[];
    };
    /** @description Topic name already taken */
    TopicNameTakenProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'topic.name_taken';
      /** @constant */
      status: 409;
    };
    /** @description Topic not found */
    TopicNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'topic.not_found';
      /** @constant */
      status: 404;
    };
    TopicPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['TopicResponse'][];
      /** @description Where this page is in the list */
      pagination: components['schemas']['PaginationDto'];
    };
    TopicResponse: {
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description The name that courses have
       * @example javascript
       */
      name: string;
      /**
       * @description The other names that lead to it
       * @example [
       *       "js",
       *       "ecmascript"
       *     ]
       */
      synonyms: string[];
      /**
       * @description Its version, the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    TopicUpdateDto: {
      /**
       * @description The other names that lead to the topic
       * @example [
       *       "js",
       *       "ecmascript"
       *     ]
       */
      synonyms: string[];
    };
    /**
     * @description - `charge`: Money from the buyer
     *     - `unapplied_charge`: Money from the buyer that could not pay the order, once it was decided that it goes back or is kept
     *     - `refund`: Money back to the buyer
     *     - `dispute`: Money that the bank of the buyer has taken back
     *     - `dispute_reversal`: Money of a dispute that was won
     *     - `refund_reversal`: Money of a refund that the bank of the buyer sent back
     * @enum {string}
     */
    TransactionKind:
      'charge' | 'unapplied_charge' | 'refund' | 'refund_reversal' | 'dispute' | 'dispute_reversal';
    TransactionPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['TransactionResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    TransactionResponse: {
      /** @description How much, never negative: `kind` gives the direction */
      amount: components['schemas']['MoneyDto'];
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Which way the money went
       * @example charge
       */
      kind: components['schemas']['TransactionKind'];
      /**
       * @description How it was paid
       * @example bank_transfer
       */
      method: components['schemas']['PaymentMethod'];
      /**
       * Format: uuid
       * @description The order that was paid or refunded
       * @example 01890a5d-ac96-774b-bcce-b302099af509
       */
      orderId: string;
      /**
       * Format: uuid
       * @description The payment that brought the money
       * @example 01890a5d-ac96-774b-bcce-b302099ad1c1
       */
      paymentId: string;
      /**
       * Format: uuid
       * @description The buyer
       * @example 01890a5d-ac96-774b-bcce-b302099a2e46
       */
      userId: string;
    };
    TranscriptMatchListResponse: {
      /** @description In the order of the course; the first hundred of them */
      items: components['schemas']['TranscriptMatchResponse'][];
    };
    TranscriptMatchResponse: {
      /**
       * @description Where the text ends, in seconds
       * @example 15
       */
      endSeconds: number;
      /**
       * @description The language, a BCP 47 tag
       * @example en
       */
      language: string;
      /**
       * Format: uuid
       * @description The lesson in which it is said
       * @example 01890a5d-ac96-774b-bcce-b302099a4873
       */
      lessonId: string;
      /**
       * @description The title of the lesson
       * @example How the web works
       */
      lessonTitle: string;
      /**
       * @description Where to begin playing, in seconds
       * @example 12.5
       */
      startSeconds: number;
      /**
       * @description What is said there, as plain text
       * @example It begins with a request.
       */
      text: string;
    };
    TrialBalanceResponse: {
      /** @description Every account that something was posted to, by currency */
      accounts: components['schemas']['AccountTotalResponse'][];
      /**
       * @description Whether every currency is in balance
       * @example true
       */
      balanced: boolean;
      /** @description By currency */
      currencies: components['schemas']['CurrencyImbalanceResponse'][];
    };
    TrueFalseCreateDto: {
      /**
       * @description Whether the statement in `text` is true
       * @example true
       */
      correct: boolean;
      /**
       * @description Always `true_false`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'true_false';
      /**
       * @description What a right answer is worth; 1 for a new question. 0 does not count
       * @example 1
       */
      points?: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    TrueFalseResponse: {
      /** @description In the order of this attempt */
      choices: components['schemas']['ChoiceResponse'][];
      /**
       * Format: uuid
       * @description What the learner has chosen so far; null for nothing
       * @example 01890a5d-ac96-774b-bcce-b302099a782d
       */
      chosenId: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `true_false`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'true_false';
      /**
       * @description What a right answer is worth; 0 for a question that does not count
       * @example 1
       */
      points: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text: string;
    };
    TrueFalseUpdateDto: {
      /**
       * @description Whether the statement in `text` is true
       * @example true
       */
      correct?: boolean;
      /**
       * @description What a right answer is worth; 1 for a new question. 0 does not count
       * @example 1
       */
      points?: number;
      /**
       * @description What is asked, in plain text
       * @example What does HTML stand for?
       */
      text?: string;
    };
    /** @description Invalid upstream response */
    UpstreamReplyInvalidProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'upstream.reply_invalid';
      /** @constant */
      status: 502;
    };
    /** @description Upstream service unavailable */
    UpstreamUnavailableProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'upstream.unavailable';
      /** @constant */
      status: 503;
    };
    /** @description Last administrator */
    UserLastAdminProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'user.last_admin';
      /** @constant */
      status: 409;
    };
    UserPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['UserResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
    UserResponse: {
      /**
       * Format: uri
       * @description The picture as WebP, at an address that changes with it; null without one
       * @example https://example.com/api/v1/users/01890a5d-ac96-774b-bcce-b302099a0d1b/avatar/3f9c2b7e
       */
      avatarUrl: string | null;
      /**
       * @description More about the user, in plain text; null when they wrote nothing
       * @example I write about engines.
       */
      bio: string | null;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      createdAt: string;
      /** @example Ada */
      firstName: string;
      /**
       * @description One line about the user; null when they wrote none
       * @example First programmer
       */
      headline: string | null;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /** @example Lovelace */
      lastName: string;
      /** @description Pages of the user elsewhere, in the order they are shown */
      links: components['schemas']['LinkDto'][];
      /**
       * @description The language of mails and messages (BCP 47)
       * @example en
       */
      locale: components['schemas']['Language'];
      /**
       * @description In the form of E.164; null without one. Only the user and admins see it
       * @example +15551234567
       */
      phone: string | null;
      /**
       * @description What the user may do on the platform
       * @example user
       */
      role: components['schemas']['Role'];
      /**
       * @description Names the instructor in addresses (`GET /instructors/{slug}`); null for everybody else
       * @example ada-lovelace
       */
      slug: string | null;
      /**
       * @description Whether the user may sign in
       * @example active
       */
      status: components['schemas']['ProfileStatus'];
      /** @description The suspension in force; null for users who are not suspended */
      suspension: components['schemas']['SuspensionResponse'] | null;
      /**
       * @description The time zone of times in mails, a name of the IANA time zone database
       * @example Europe/London
       */
      timezone: string;
      /**
       * Format: date-time
       * @example 2026-01-31T12:00:00.000Z
       */
      updatedAt: string;
      /**
       * @description Counts the changes; its `ETag`, and the value for `If-Match`
       * @example 1
       */
      version: number;
    };
    VerificationResponse: {
      /**
       * Format: date-time
       * @description When the holder completed the course
       * @example 2026-01-31T12:00:00.000Z
       */
      completedAt: string;
      /**
       * @description The title of the course when it was completed
       * @example Complete Web Development
       */
      courseTitle: string;
      /**
       * @description Whose certificate it is; null until the user service has provided the name
       * @example Ada Lovelace
       */
      holderName: string | null;
      /**
       * Format: date-time
       * @description When the certificate was issued
       * @example 2026-01-31T12:00:00.000Z
       */
      issuedAt: string;
      /**
       * @description The number of the certificate as it is printed
       * @example 7K3QX-0V9TN-4M2RD-PH8WZ-61CYB
       */
      number: string;
      /**
       * @description Why it was revoked; null unless it is
       * @example refund
       */
      revocationCause: components['schemas']['RevocationCause'] | null;
      /**
       * @description Why it is not valid, when it is not
       * @example valid
       */
      status: components['schemas']['CertificateStatus'];
      /**
       * @description Whether the certificate can be relied on
       * @example true
       */
      valid: boolean;
    };
    VersionUpgradeResponse: {
      /** @description Lessons that only the newest publication has */
      addedLessons: components['schemas']['ChangedLessonResponse'][];
      /**
       * @description Whether there is a publication newer than `fromPublication`
       * @example true
       */
      available: boolean;
      /**
       * Format: uuid
       * @description The course that is learned
       * @example 01890a5d-ac96-774b-bcce-b302099a4e96
       */
      courseId: string;
      /**
       * Format: uuid
       * @description The enrollment that is upgraded
       * @example 01890a5d-ac96-774b-bcce-b302099abb3f
       */
      enrollmentId: string;
      /**
       * @description Your percentage before the upgrade, 0–100
       * @example 100
       */
      fromPercent: number;
      /**
       * @description The number of the publication before the upgrade
       * @example 1
       */
      fromPublication: number;
      /** @description Lessons that the newest publication does not have any more */
      removedLessons: components['schemas']['ChangedLessonResponse'][];
      /**
       * @description Whether you have access; a completed enrollment stays completed
       * @example active
       */
      status: components['schemas']['EnrollmentStatus'];
      /**
       * @description Your percentage after the upgrade, 0–100
       * @example 80
       */
      toPercent: number;
      /**
       * @description The number of the newest publication
       * @example 2
       */
      toPublication: number;
    };
    VideoLessonCreateDto: {
      /**
       * @description Always `video`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'video';
      /**
       * Format: uuid
       * @description A video of yours that is ready; the lesson takes as long as it lasts
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /**
       * @description Whether anybody may open it without buying the course; not in a new lesson
       * @example false
       */
      preview?: boolean;
      /**
       * @description As learners will see it
       * @example How the web works
       */
      title: string;
    };
    VideoLessonOutline: {
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `video`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'video';
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    VideoLessonResponse: {
      /** @description What is said, in several languages; empty for kinds without sound */
      captions: components['schemas']['LessonCaptionResponse'][];
      /**
       * @description How long it takes, in seconds
       * @example 300
       */
      durationSeconds: number;
      /**
       * Format: uuid
       * @example 01890a5d-ac96-774b-bcce-b302099a0d1b
       */
      id: string;
      /**
       * @description Always `video`: the discriminator of this form (enum property replaced by openapi-typescript)
       * @enum {string}
       */
      kind: 'video';
      /**
       * Format: uuid
       * @description The video, which is played with a grant
       * @example 01890a5d-ac96-774b-bcce-b302099a101f
       */
      mediaId: string;
      /**
       * @description Whether anybody may open it without buying the course
       * @example true
       */
      preview: boolean;
      /** @description Files and links that come with it */
      resources: components['schemas']['LessonResourceResponse'][];
      /**
       * @description As learners see it
       * @example How the web works
       */
      title: string;
    };
    WebhookReceiptResponse: {
      /**
       * @description Always true: the event is stored, now or before
       * @example true
       */
      received: boolean;
    };
    /** @description Course already owned */
    WishlistAlreadyOwnedProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'wishlist.already_owned';
      /** @constant */
      status: 409;
    };
    /** @description Not on your wishlist */
    WishlistItemNotFoundProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'wishlist.item_not_found';
      /** @constant */
      status: 404;
    };
    /** @description Not for sale */
    WishlistNotForSaleProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'wishlist.not_for_sale';
      /** @constant */
      status: 422;
    };
    /** @description Your own course */
    WishlistOwnCourseProblem: components['schemas']['ProblemDetails'] & {
      /** @constant */
      code: 'wishlist.own_course';
      /** @constant */
      status: 409;
    };
    WishlistPageResponse: {
      /** @description The items of this page, in the order of the list */
      items: components['schemas']['OfferItemResponse'][];
      /** @description How to read the next page */
      page: components['schemas']['CursorDto'];
    };
  };
  responses: {
    /** @description Attempt not found */
    AttemptNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AttemptNotFoundProblem'];
      };
    };
    /** @description Attempt not found; Question not found */
    AttemptNotFoundOrAttemptQuestionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AttemptNotFoundProblem']
          | components['schemas']['AttemptQuestionNotFoundProblem'];
      };
    };
    /** @description Attempt in progress */
    AttemptNotSubmitted: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AttemptNotSubmittedProblem'];
      };
    };
    /** @description Attempt already submitted */
    AttemptSubmitted: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AttemptSubmittedProblem'];
      };
    };
    /** @description Deadline passed */
    AttemptTimeUp: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AttemptTimeUpProblem'];
      };
    };
    /** @description Account not found */
    AuthAccountNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AuthAccountNotFoundProblem'];
      };
    };
    /** @description Account suspended */
    AuthAccountSuspended: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AuthAccountSuspendedProblem'];
      };
    };
    /** @description Account suspended; E-mail address not verified */
    AuthAccountSuspendedOrAuthGoogleEmailUnverified: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthAccountSuspendedProblem']
          | components['schemas']['AuthGoogleEmailUnverifiedProblem'];
      };
    };
    /** @description Google sign-in unavailable; Token verification unavailable; Service unavailable; Upstream service unavailable */
    AuthGoogleUnavailable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthGoogleUnavailableProblem']
          | components['schemas']['AuthKeysUnavailableProblem']
          | components['schemas']['ServiceUnavailableProblem']
          | components['schemas']['UpstreamUnavailableProblem'];
      };
    };
    /** @description Code expired */
    AuthOauthCodeOver: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AuthOauthCodeOverProblem'];
      };
    };
    /** @description Link expired */
    AuthPasswordResetOver: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AuthPasswordResetOverProblem'];
      };
    };
    /** @description Session not found */
    AuthSessionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AuthSessionNotFoundProblem'];
      };
    };
    /** @description Link expired */
    AuthVerificationOver: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['AuthVerificationOverProblem'];
      };
    };
    /** @description Avatar not found; User not found */
    AvatarNotFoundOrProfileNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AvatarNotFoundProblem']
          | components['schemas']['ProfileNotFoundProblem'];
      };
    };
    /** @description Invalid upstream response */
    BadGateway: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['UpstreamReplyInvalidProblem'];
      };
    };
    /** @description Invalid header; Malformed request; Invalid query parameters; Request rejected; Request too deep */
    BadRequest: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['RequestHeaderInvalidProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem']
          | components['schemas']['RequestTooDeepProblem'];
      };
    };
    /** @description Malformed request; Invalid query parameters; Request rejected */
    BadRequestAddress: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem'];
      };
    };
    /** @description Redirect not allowed; Malformed request; Invalid query parameters; Request rejected */
    BadRequestAddressAuthOauthRedirectRefused: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthOauthRedirectRefusedProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem'];
      };
    };
    /** @description Sign-in not started here; Malformed request; Invalid query parameters; Request rejected */
    BadRequestAddressAuthOauthStateInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthOauthStateInvalidProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem'];
      };
    };
    /** @description Search text missing; Malformed request; Invalid query parameters; Request rejected */
    BadRequestAddressCatalogRelevanceWithoutText: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CatalogRelevanceWithoutTextProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem'];
      };
    };
    /** @description Malformed request; Invalid query parameters; Request rejected; Request too deep */
    BadRequestBody: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem']
          | components['schemas']['RequestTooDeepProblem'];
      };
    };
    /** @description Invalid upload header; Malformed request; Invalid query parameters; Request rejected; Request too deep */
    BadRequestBodyMediaUploadHeaderInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['MediaUploadHeaderInvalidProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem']
          | components['schemas']['RequestTooDeepProblem'];
      };
    };
    /** @description Incomplete form; Malformed request; Invalid query parameters; Request rejected; Request too deep */
    BadRequestBodyMediaUploadIncomplete: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['MediaUploadIncompleteProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem']
          | components['schemas']['RequestTooDeepProblem'];
      };
    };
    /** @description Idempotency-Key required; Invalid header; Malformed request; Invalid query parameters; Request rejected; Request too deep */
    BadRequestIdempotencyKeyMissing: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyMissingProblem']
          | components['schemas']['RequestHeaderInvalidProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem']
          | components['schemas']['RequestTooDeepProblem'];
      };
    };
    /** @description Invalid cursor; Malformed request; Invalid query parameters; Request rejected */
    BadRequestList: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['RequestCursorInvalidProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem'];
      };
    };
    /** @description Invalid webhook signature; Invalid header; Malformed request; Invalid query parameters; Request rejected; Request too deep */
    BadRequestPaymentWebhookSignatureInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['PaymentWebhookSignatureInvalidProblem']
          | components['schemas']['RequestHeaderInvalidProblem']
          | components['schemas']['RequestMalformedProblem']
          | components['schemas']['RequestQueryInvalidProblem']
          | components['schemas']['RequestRejectedProblem']
          | components['schemas']['RequestTooDeepProblem'];
      };
    };
    /** @description Bank transfer not found */
    BankTransferNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['BankTransferNotFoundProblem'];
      };
    };
    /** @description Course already owned; Cart full; Your own course */
    CartAlreadyOwnedOrCartFullOrCartOwnCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CartAlreadyOwnedProblem']
          | components['schemas']['CartFullProblem']
          | components['schemas']['CartOwnCourseProblem'];
      };
    };
    /** @description Not for sale */
    CartNotForSale: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CartNotForSaleProblem'];
      };
    };
    /** @description Token verification unavailable; Search timed out; Search unavailable; Service unavailable; Upstream service unavailable */
    CatalogSearchTimeoutOrCatalogSearchUnavailable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthKeysUnavailableProblem']
          | components['schemas']['CatalogSearchTimeoutProblem']
          | components['schemas']['CatalogSearchUnavailableProblem']
          | components['schemas']['ServiceUnavailableProblem']
          | components['schemas']['UpstreamUnavailableProblem'];
      };
    };
    /** @description Category in use; Slug already taken */
    CategoryInUseOrCategorySlugTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryInUseProblem']
          | components['schemas']['CategorySlugTakenProblem'];
      };
    };
    /** @description Language not supported */
    CategoryLocaleUnsupported: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CategoryLocaleUnsupportedProblem'];
      };
    };
    /** @description Category moved */
    CategoryMoved: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CategoryMovedProblem'];
      };
    };
    /** @description Category not found */
    CategoryNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CategoryNotFoundProblem'];
      };
    };
    /** @description Category not found; Translation not found */
    CategoryNotFoundOrCategoryTranslationNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryNotFoundProblem']
          | components['schemas']['CategoryTranslationNotFoundProblem'];
      };
    };
    /** @description Wrong category to reassign to; Category tree too deep */
    CategoryReassignTargetInvalidOrCategoryTooDeep: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryReassignTargetInvalidProblem']
          | components['schemas']['CategoryTooDeepProblem'];
      };
    };
    /** @description Slug already taken */
    CategorySlugTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CategorySlugTakenProblem'];
      };
    };
    /** @description Certificate not found */
    CertificateNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CertificateNotFoundProblem'];
      };
    };
    /** @description Certificate not revoked */
    CertificateNotRevoked: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CertificateNotRevokedProblem'];
      };
    };
    /** @description Certificate not found */
    CertificateNumberUnknown: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CertificateNumberUnknownProblem'];
      };
    };
    /** @description Request in progress */
    Conflict: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Attempt in progress; No attempts left; Request in progress */
    ConflictAttemptInProgressOrAttemptNoneLeft: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AttemptInProgressProblem']
          | components['schemas']['AttemptNoneLeftProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Attempt already submitted; Request in progress */
    ConflictAttemptSubmitted: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AttemptSubmittedProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description E-mail address already in use; Request in progress; Response not replayable */
    ConflictAuthEmailTakenOrIdempotencyNotReplayable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailTakenProblem']
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['IdempotencyNotReplayableProblem'];
      };
    };
    /** @description Account already exists; Request in progress; Response not replayable */
    ConflictAuthLinkRequiredOrIdempotencyNotReplayable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthLinkRequiredProblem']
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['IdempotencyNotReplayableProblem'];
      };
    };
    /** @description Token already refreshed; Request in progress; Response not replayable */
    ConflictAuthRefreshRaceOrIdempotencyNotReplayable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthRefreshRaceProblem']
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['IdempotencyNotReplayableProblem'];
      };
    };
    /** @description Course already owned; Cart full; Your own course; Request in progress */
    ConflictCartAlreadyOwnedOrCartFullOrCartOwnCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CartAlreadyOwnedProblem']
          | components['schemas']['CartFullProblem']
          | components['schemas']['CartOwnCourseProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Slug already taken; Request in progress */
    ConflictCategorySlugTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategorySlugTakenProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Certificate revoked; Request in progress */
    ConflictCertificateRevoked: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CertificateRevokedProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Coupon code already taken; Too many coupons this month; Request in progress */
    ConflictCouponCodeTakenOrCouponQuotaReached: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CouponCodeTakenProblem']
          | components['schemas']['CouponQuotaReachedProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Too many coupons this month; Request in progress */
    ConflictCouponQuotaReached: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CouponQuotaReachedProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Course in review; Request in progress */
    ConflictCourseInReview: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInReviewProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Course in review; Too many resources; Request in progress */
    ConflictCourseInReviewOrCourseResourcesFull: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInReviewProblem']
          | components['schemas']['CourseResourcesFullProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Invitation no longer open; Request in progress */
    ConflictCourseInvitationOver: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInvitationOverProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Course retired; Request in progress; Invalid state transition */
    ConflictCourseRetiredOrStateTransitionNotAllowed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseRetiredProblem']
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['StateTransitionNotAllowedProblem'];
      };
    };
    /** @description Too many planned sales; Sales overlap; Request in progress */
    ConflictCourseSaleLimitOrCourseSaleOverlap: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseSaleLimitProblem']
          | components['schemas']['CourseSaleOverlapProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Slug already taken; Request in progress */
    ConflictCourseSlugTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseSlugTakenProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Evidence refused; Dispute not open; Request in progress */
    ConflictDisputeEvidenceRefusedOrDisputeNotOpen: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['DisputeEvidenceRefusedProblem']
          | components['schemas']['DisputeNotOpenProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Enrollment ended; Already up to date; Request in progress */
    ConflictEnrollmentEndedOrEnrollmentUpToDate: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['EnrollmentEndedProblem']
          | components['schemas']['EnrollmentUpToDateProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Already enrolled; Request in progress */
    ConflictEnrollmentExists: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['EnrollmentExistsProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Request in progress; Response not replayable */
    ConflictIdempotencyNotReplayable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['IdempotencyNotReplayableProblem'];
      };
    };
    /** @description Request in progress; Storage quota exceeded */
    ConflictMediaQuotaExceeded: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['MediaQuotaExceededProblem'];
      };
    };
    /** @description Invitation no longer open; Already an instructor of the course; Share too large; Too many instructors; Request in progress */
    ConflictOfAcceptCourseInvitation: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInvitationOverProblem']
          | components['schemas']['CourseMemberExistsProblem']
          | components['schemas']['CourseSharesExceededProblem']
          | components['schemas']['CourseTeamFullProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Request in progress; Bank reference already recorded; Refund sent by the provider; Invalid state transition */
    ConflictOfCompleteRefund: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['RefundDuplicateBankReferenceProblem']
          | components['schemas']['RefundNotByHandProblem']
          | components['schemas']['StateTransitionNotAllowedProblem'];
      };
    };
    /** @description Request in progress; Bank reference already recorded; Invalid state transition */
    ConflictOfConfirmPayout: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['PayoutDuplicateBankReferenceProblem']
          | components['schemas']['StateTransitionNotAllowedProblem'];
      };
    };
    /** @description Request in progress; Application already open; No application needed */
    ConflictOfCreateInstructorApplication: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['InstructorApplicationExistsProblem']
          | components['schemas']['InstructorApplicationNotNeededProblem'];
      };
    };
    /** @description Request in progress; Course already owned; Already paid; Payment in progress; Order ended; Too many attempts to pay */
    ConflictOfCreatePayment: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['OrderAlreadyOwnedProblem']
          | components['schemas']['PaymentAlreadyPaidProblem']
          | components['schemas']['PaymentInProgressProblem']
          | components['schemas']['PaymentOrderOverProblem']
          | components['schemas']['PaymentTooManyAttemptsProblem'];
      };
    };
    /** @description Request in progress; Money cannot pay the order; Invalid state transition */
    ConflictOfDecidePaymentReview: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['PaymentReviewNotApplicableProblem']
          | components['schemas']['StateTransitionNotAllowedProblem'];
      };
    };
    /** @description Already invited; Share too large; Too many instructors; Request in progress */
    ConflictOfInviteCoInstructor: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInvitationExistsProblem']
          | components['schemas']['CourseSharesExceededProblem']
          | components['schemas']['CourseTeamFullProblem']
          | components['schemas']['IdempotencyInProgressProblem'];
      };
    };
    /** @description Request in progress; Invalid state transition; Your own account; Last administrator */
    ConflictOfSuspendUser: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['StateTransitionNotAllowedProblem']
          | components['schemas']['SuspensionOwnAccountProblem']
          | components['schemas']['UserLastAdminProblem'];
      };
    };
    /** @description Request in progress; Course already owned; Course already ordered; Quote already used */
    ConflictOrderAlreadyOwnedOrOrderOpenExistsOrQuoteUsed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['OrderAlreadyOwnedProblem']
          | components['schemas']['OrderOpenExistsProblem']
          | components['schemas']['QuoteUsedProblem'];
      };
    };
    /** @description Request in progress; Course already owned; Your own course */
    ConflictOrderAlreadyOwnedOrQuoteOwnCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['OrderAlreadyOwnedProblem']
          | components['schemas']['QuoteOwnCourseProblem'];
      };
    };
    /** @description Request in progress; Receipt already recorded */
    ConflictPaymentDuplicateReceipt: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['PaymentDuplicateReceiptProblem'];
      };
    };
    /** @description Request in progress; Finding closed; Refund exceeds what remains */
    ConflictReconciliationFindingClosedOrRefundExceedsRemainder: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['ReconciliationFindingClosedProblem']
          | components['schemas']['RefundExceedsRemainderProblem'];
      };
    };
    /** @description Request in progress; Refund exceeds what remains */
    ConflictRefundExceedsRemainder: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['RefundExceedsRemainderProblem'];
      };
    };
    /** @description Request in progress; Refund exceeds what remains; Invalid state transition */
    ConflictRefundExceedsRemainderOrStateTransitionNotAllowed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['RefundExceedsRemainderProblem']
          | components['schemas']['StateTransitionNotAllowedProblem'];
      };
    };
    /** @description Request in progress; Refund already requested */
    ConflictRefundRequestOpenExists: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['RefundRequestOpenExistsProblem'];
      };
    };
    /** @description Request in progress; Course already reviewed */
    ConflictReviewExists: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['ReviewExistsProblem'];
      };
    };
    /** @description Request in progress; Invalid state transition */
    ConflictStateTransitionNotAllowed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['StateTransitionNotAllowedProblem'];
      };
    };
    /** @description Request in progress; Topic name already taken */
    ConflictTopicNameTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyInProgressProblem']
          | components['schemas']['TopicNameTakenProblem'];
      };
    };
    /** @description Request too large */
    ContentTooLarge: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestTooLargeProblem'];
      };
    };
    /** @description Archive too large; Request too large */
    ContentTooLargeCourseImportArchiveTooLarge: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseImportArchiveTooLargeProblem']
          | components['schemas']['RequestTooLargeProblem'];
      };
    };
    /** @description File too large; Request too large */
    ContentTooLargeMediaTooLarge: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['MediaTooLargeProblem']
          | components['schemas']['RequestTooLargeProblem'];
      };
    };
    /** @description File too large; More than announced; Request too large */
    ContentTooLargeMediaTooLargeOrMediaUploadTooLong: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['MediaTooLargeProblem']
          | components['schemas']['MediaUploadTooLongProblem']
          | components['schemas']['RequestTooLargeProblem'];
      };
    };
    /** @description More than announced; Request too large */
    ContentTooLargeMediaUploadTooLong: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['MediaUploadTooLongProblem']
          | components['schemas']['RequestTooLargeProblem'];
      };
    };
    /** @description Course not found */
    CouponCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CouponCourseNotFoundProblem'];
      };
    };
    /** @description Coupon not found */
    CouponNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CouponNotFoundProblem'];
      };
    };
    /** @description Access suspended; Lesson locked */
    CourseAccessDisputedOrCourseLessonLocked: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseAccessDisputedProblem']
          | components['schemas']['CourseLessonLockedProblem'];
      };
    };
    /** @description Access suspended; Lesson locked; Not enrolled */
    CourseAccessDisputedOrCourseLessonLockedOrMediaNotEntitled: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseAccessDisputedProblem']
          | components['schemas']['CourseLessonLockedProblem']
          | components['schemas']['MediaNotEntitledProblem'];
      };
    };
    /** @description Captions not found; Lesson not found; Course not found */
    CourseCaptionNotFoundOrCourseLessonNotFoundOrCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseCaptionNotFoundProblem']
          | components['schemas']['CourseLessonNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem'];
      };
    };
    /** @description Too many captions; Course in review */
    CourseCaptionsFullOrCourseInReview: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseCaptionsFullProblem']
          | components['schemas']['CourseInReviewProblem'];
      };
    };
    /** @description Feed position expired */
    CourseFeedExpired: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseFeedExpiredProblem'];
      };
    };
    /** @description Course already published */
    CourseHasEnrollments: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseHasEnrollmentsProblem'];
      };
    };
    /** @description Token verification unavailable; Too many imports at a time; Files not processed in time; Service unavailable; Upstream service unavailable */
    CourseImportBusyOrCourseImportTimedOut: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthKeysUnavailableProblem']
          | components['schemas']['CourseImportBusyProblem']
          | components['schemas']['CourseImportTimedOutProblem']
          | components['schemas']['ServiceUnavailableProblem']
          | components['schemas']['UpstreamUnavailableProblem'];
      };
    };
    /** @description Course in review */
    CourseInReview: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseInReviewProblem'];
      };
    };
    /** @description Course in review; Sale prices in the way */
    CourseInReviewOrCoursePriceInSale: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInReviewProblem']
          | components['schemas']['CoursePriceInSaleProblem'];
      };
    };
    /** @description Course in review; Slug already taken */
    CourseInReviewOrCourseSlugTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInReviewProblem']
          | components['schemas']['CourseSlugTakenProblem'];
      };
    };
    /** @description Invitation not found */
    CourseInvitationNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseInvitationNotFoundProblem'];
      };
    };
    /** @description Invitation not found; Course not found */
    CourseInvitationNotFoundOrCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseInvitationNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem'];
      };
    };
    /** @description Invitation no longer open */
    CourseInvitationOver: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseInvitationOverProblem'];
      };
    };
    /** @description Lesson not found; Course not found */
    CourseLessonNotFoundOrCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseLessonNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem'];
      };
    };
    /** @description Lesson not found; Course not found; Resource not found */
    CourseLessonNotFoundOrCourseNotFoundOrCourseResourceNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseLessonNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['CourseResourceNotFoundProblem'];
      };
    };
    /** @description Lesson not found; Course not found; Section not found */
    CourseLessonNotFoundOrCourseNotFoundOrCourseSectionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseLessonNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['CourseSectionNotFoundProblem'];
      };
    };
    /** @description Lesson not found; Course not found; Media not found */
    CourseLessonNotFoundOrCourseNotFoundOrMediaNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseLessonNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['MediaNotFoundProblem'];
      };
    };
    /** @description Co-instructor not found; Course not found */
    CourseMemberNotFoundOrCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseMemberNotFoundProblem']
          | components['schemas']['CourseNotFoundProblem'];
      };
    };
    /** @description Course moved */
    CourseMoved: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseMovedProblem'];
      };
    };
    /** @description Not enrolled */
    CourseNotEntitled: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseNotEntitledProblem'];
      };
    };
    /** @description Course not found */
    CourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseNotFoundProblem'];
      };
    };
    /** @description Course not found; Sale price not found */
    CourseNotFoundOrCourseSaleNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['CourseSaleNotFoundProblem'];
      };
    };
    /** @description Course not found; Section not found */
    CourseNotFoundOrCourseSectionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['CourseSectionNotFoundProblem'];
      };
    };
    /** @description Course not found; Submission not found */
    CourseNotFoundOrCourseSubmissionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['CourseSubmissionNotFoundProblem'];
      };
    };
    /** @description Course not found; Version of the course not found */
    CourseNotFoundOrCourseVersionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseNotFoundProblem']
          | components['schemas']['CourseVersionNotFoundProblem'];
      };
    };
    /** @description Sale already over */
    CourseSaleOver: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['CourseSaleOverProblem'];
      };
    };
    /** @description Dispute not found */
    DisputeNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['DisputeNotFoundProblem'];
      };
    };
    /** @description Token verification unavailable; Document not ready; Service unavailable; Upstream service unavailable */
    DocumentBusy: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthKeysUnavailableProblem']
          | components['schemas']['DocumentBusyProblem']
          | components['schemas']['ServiceUnavailableProblem']
          | components['schemas']['UpstreamUnavailableProblem'];
      };
    };
    /** @description Course not found */
    EnrollmentCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['EnrollmentCourseNotFoundProblem'];
      };
    };
    /** @description Enrollment ended */
    EnrollmentEnded: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['EnrollmentEndedProblem'];
      };
    };
    /** @description Enrollment ended; Quiz not passed */
    EnrollmentEndedOrProgressQuizRequired: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['EnrollmentEndedProblem']
          | components['schemas']['ProgressQuizRequiredProblem'];
      };
    };
    /** @description Enrollment not found */
    EnrollmentNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['EnrollmentNotFoundProblem'];
      };
    };
    /** @description Enrollment not found; Publication not found */
    EnrollmentNotFoundOrProgressCurriculumNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['EnrollmentNotFoundProblem']
          | components['schemas']['ProgressCurriculumNotFoundProblem'];
      };
    };
    /** @description Course not free */
    EnrollmentPaymentRequired: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['EnrollmentPaymentRequiredProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing */
    Forbidden: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended */
    ForbiddenCourseAccessDisputed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['CourseAccessDisputedProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Your own course */
    ForbiddenCourseOwnSubmission: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['CourseOwnSubmissionProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Not your right */
    ForbiddenCourseRightMissing: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['CourseRightMissingProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended */
    ForbiddenEnrollmentDisputed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['EnrollmentDisputedProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended; Lesson locked */
    ForbiddenEnrollmentDisputedOrProgressLessonLocked: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['EnrollmentDisputedProblem']
          | components['schemas']['ProgressLessonLockedProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Your own course */
    ForbiddenEnrollmentOwnCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['EnrollmentOwnCourseProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended; Not enrolled; Your own course; Too early for a review */
    ForbiddenOfCreateReview: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['ReviewAccessDisputedProblem']
          | components['schemas']['ReviewNotEnrolledProblem']
          | components['schemas']['ReviewOwnCourseProblem']
          | components['schemas']['ReviewTooEarlyProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended */
    ForbiddenQuizAccessDisputed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['QuizAccessDisputedProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended; Lesson locked */
    ForbiddenQuizAccessDisputedOrQuizLessonLocked: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['QuizAccessDisputedProblem']
          | components['schemas']['QuizLessonLockedProblem'];
      };
    };
    /** @description E-mail address not confirmed; Permission missing; Access suspended; Not enrolled */
    ForbiddenReviewAccessDisputedOrReviewNotEnrolled: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthEmailUnverifiedProblem']
          | components['schemas']['AuthForbiddenProblem']
          | components['schemas']['ReviewAccessDisputedProblem']
          | components['schemas']['ReviewNotEnrolledProblem'];
      };
    };
    /** @description Last way to sign in */
    IdentityLastMethod: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['IdentityLastMethodProblem'];
      };
    };
    /** @description Identity not found */
    IdentityNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['IdentityNotFoundProblem'];
      };
    };
    /** @description Application not found */
    InstructorApplicationNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['InstructorApplicationNotFoundProblem'];
      };
    };
    /** @description Application not found; User not found */
    InstructorApplicationNotFoundOrProfileNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['InstructorApplicationNotFoundProblem']
          | components['schemas']['ProfileNotFoundProblem'];
      };
    };
    /** @description Internal error */
    InternalServerError: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['InternalErrorProblem'];
      };
    };
    /** @description Invoice not found */
    InvoiceNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['InvoiceNotFoundProblem'];
      };
    };
    /** @description Playback grant expired; Playback grant invalid */
    MediaGrantExpiredOrMediaGrantInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['MediaGrantExpiredProblem']
          | components['schemas']['MediaGrantInvalidProblem'];
      };
    };
    /** @description File in use */
    MediaInUse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaInUseProblem'];
      };
    };
    /** @description Media not found */
    MediaNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaNotFoundProblem'];
      };
    };
    /** @description Storage quota exceeded */
    MediaQuotaExceeded: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaQuotaExceededProblem'];
      };
    };
    /** @description Range not satisfiable */
    MediaRangeNotSatisfiable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaRangeNotSatisfiableProblem'];
      };
    };
    /** @description File of the stream not found */
    MediaStreamFileNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaStreamFileNotFoundProblem'];
      };
    };
    /** @description Content-Length required */
    MediaUploadLengthRequired: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaUploadLengthRequiredProblem'];
      };
    };
    /** @description Upload in use */
    MediaUploadLocked: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaUploadLockedProblem'];
      };
    };
    /** @description Upload not found */
    MediaUploadNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaUploadNotFoundProblem'];
      };
    };
    /** @description Wrong upload offset */
    MediaUploadOffsetConflict: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaUploadOffsetConflictProblem'];
      };
    };
    /** @description Protocol version not supported */
    MediaUploadVersionUnsupported: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['MediaUploadVersionUnsupportedProblem'];
      };
    };
    /** @description Enrollment not found; Publication not found; Lesson not found */
    NotFoundOfCompleteLesson: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['EnrollmentNotFoundProblem']
          | components['schemas']['ProgressCurriculumNotFoundProblem']
          | components['schemas']['ProgressLessonNotFoundProblem'];
      };
    };
    /** @description Not modified: what If-None-Match names is still the present version */
    NotModified: {
      headers: {
        ETag: components['headers']['ETag'];
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description Order not found */
    OrderNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['OrderNotFoundProblem'];
      };
    };
    /** @description Token verification unavailable; Payment provider unavailable; Service unavailable; Upstream service unavailable */
    PaymentProviderUnavailable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthKeysUnavailableProblem']
          | components['schemas']['PaymentProviderUnavailableProblem']
          | components['schemas']['ServiceUnavailableProblem']
          | components['schemas']['UpstreamUnavailableProblem'];
      };
    };
    /** @description Payment review not found */
    PaymentReviewNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['PaymentReviewNotFoundProblem'];
      };
    };
    /** @description Payout not found */
    PayoutNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['PayoutNotFoundProblem'];
      };
    };
    /** @description Payout run not found */
    PayoutRunNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['PayoutRunNotFoundProblem'];
      };
    };
    /** @description Resource changed */
    PreconditionFailed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestPreconditionFailedProblem'];
      };
    };
    /** @description If-Match required */
    PreconditionRequired: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestIfMatchMissingProblem'];
      };
    };
    /** @description User not found */
    ProfileNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['ProfileNotFoundProblem'];
      };
    };
    /** @description User not found; User not suspended */
    ProfileNotFoundOrSuspensionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['ProfileNotFoundProblem']
          | components['schemas']['SuspensionNotFoundProblem'];
      };
    };
    /** @description Course not found */
    QuizCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['QuizCourseNotFoundProblem'];
      };
    };
    /** @description Quiz not found */
    QuizNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['QuizNotFoundProblem'];
      };
    };
    /** @description Quiz not found; Question not found */
    QuizNotFoundOrQuizQuestionNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['QuizNotFoundProblem']
          | components['schemas']['QuizQuestionNotFoundProblem'];
      };
    };
    /** @description Quiz already published */
    QuizPublished: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['QuizPublishedProblem'];
      };
    };
    /** @description Quote expired */
    QuoteExpired: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['QuoteExpiredProblem'];
      };
    };
    /** @description Quote not found */
    QuoteNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['QuoteNotFoundProblem'];
      };
    };
    /** @description Finding not found */
    ReconciliationFindingNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['ReconciliationFindingNotFoundProblem'];
      };
    };
    /** @description Refund not found */
    RefundNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RefundNotFoundProblem'];
      };
    };
    /** @description Refund request not found */
    RefundRequestNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RefundRequestNotFoundProblem'];
      };
    };
    /** @description Headers too large */
    RequestHeaderFieldsTooLarge: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestHeadersTooLargeProblem'];
      };
    };
    /** @description Request too slow */
    RequestTimeout: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestTooSlowProblem'];
      };
    };
    /** @description Course not found */
    ReviewCourseNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['ReviewCourseNotFoundProblem'];
      };
    };
    /** @description Review not found */
    ReviewNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['ReviewNotFoundProblem'];
      };
    };
    /** @description Token verification unavailable; Service unavailable; Upstream service unavailable */
    ServiceUnavailable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthKeysUnavailableProblem']
          | components['schemas']['ServiceUnavailableProblem']
          | components['schemas']['UpstreamUnavailableProblem'];
      };
    };
    /** @description Too many requests */
    TooManyRequests: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RateLimitExceededProblem'];
      };
    };
    /** @description Too many attempts; Too many requests */
    TooManyRequestsAuthTooManyAttempts: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthTooManyAttemptsProblem']
          | components['schemas']['RateLimitExceededProblem'];
      };
    };
    /** @description Topic name already taken */
    TopicNameTaken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['TopicNameTakenProblem'];
      };
    };
    /** @description Topic not found */
    TopicNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['TopicNotFoundProblem'];
      };
    };
    /** @description Access token expired; Invalid access token; Access token missing */
    Unauthorized: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthTokenExpiredProblem']
          | components['schemas']['AuthTokenInvalidProblem']
          | components['schemas']['AuthTokenMissingProblem'];
      };
    };
    /** @description Access token expired; Invalid access token */
    UnauthorizedToken: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthTokenExpiredProblem']
          | components['schemas']['AuthTokenInvalidProblem'];
      };
    };
    /** @description Sign-in failed; Access token expired; Invalid access token */
    UnauthorizedTokenAuthInvalidCredentials: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthInvalidCredentialsProblem']
          | components['schemas']['AuthTokenExpiredProblem']
          | components['schemas']['AuthTokenInvalidProblem'];
      };
    };
    /** @description Session ended; Session ended for security; Access token expired; Invalid access token */
    UnauthorizedTokenAuthRefreshInvalidOrAuthRefreshReused: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthRefreshInvalidProblem']
          | components['schemas']['AuthRefreshReusedProblem']
          | components['schemas']['AuthTokenExpiredProblem']
          | components['schemas']['AuthTokenInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Invalid request */
    UnprocessableContent: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Password too weak; Idempotency-Key reused; Invalid request */
    UnprocessableContentAuthPasswordRefused: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthPasswordRefusedProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Parent category not found; Category tree too deep; Idempotency-Key reused; Invalid request */
    UnprocessableContentCategoryParentNotFoundOrCategoryTooDeep: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryParentNotFoundProblem']
          | components['schemas']['CategoryTooDeepProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Invalid coupon; Idempotency-Key reused; Invalid request */
    UnprocessableContentCouponInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CouponInvalidProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Coupon no longer usable; Idempotency-Key reused; Not for sale; Invalid request */
    UnprocessableContentCouponLostOrQuoteNotForSale: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CouponLostProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['QuoteNotForSaleProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Reason missing; Idempotency-Key reused; Invalid request */
    UnprocessableContentCourseReasonMissing: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseReasonMissingProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Reason missing; Invalid request */
    UnprocessableContentInstructorApplicationReasonMissing: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['InstructorApplicationReasonMissingProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description HTML too deep; Link not allowed; Idempotency-Key reused; File cannot be used here; Invalid request */
    UnprocessableContentOfAddLesson: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseHtmlTooDeepProblem']
          | components['schemas']['CourseLinkNotAllowedProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MediaUnusableProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Link not allowed; Not one file or link; Idempotency-Key reused; File cannot be used here; Invalid request */
    UnprocessableContentOfAddLessonResource: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseLinkNotAllowedProblem']
          | components['schemas']['CourseResourceInvalidProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MediaUnusableProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Invalid question; Too many questions; Invalid request */
    UnprocessableContentOfAddQuestion: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['QuizQuestionInvalidProblem']
          | components['schemas']['QuizTooManyQuestionsProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Nothing to buy; Several currencies; Not for sale; Invalid request */
    UnprocessableContentOfCheckCoupon: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['QuoteEmptyProblem']
          | components['schemas']['QuoteMixedCurrenciesProblem']
          | components['schemas']['QuoteNotForSaleProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Invalid amount of money; Invalid amount; Currency mismatch; Invalid request */
    UnprocessableContentOfConfirmBankTransfer: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MoneyInvalidProblem']
          | components['schemas']['PaymentAmountInvalidProblem']
          | components['schemas']['PaymentCurrencyMismatchProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description HTML too deep; Invalid prerequisite; Price too high; Idempotency-Key reused; File cannot be used here; Invalid amount of money; Invalid request */
    UnprocessableContentOfCreateCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseHtmlTooDeepProblem']
          | components['schemas']['CoursePrerequisiteInvalidProblem']
          | components['schemas']['CoursePriceTooHighProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MediaUnusableProblem']
          | components['schemas']['MoneyInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Amount not supported; Payment method unavailable; Return address not allowed; Invalid request */
    UnprocessableContentOfCreatePayment: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['PaymentAmountNotSupportedProblem']
          | components['schemas']['PaymentMethodUnavailableProblem']
          | components['schemas']['PaymentReturnUrlNotAllowedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Coupon not usable; Idempotency-Key reused; Nothing to buy; Several currencies; Not for sale; Invalid request */
    UnprocessableContentOfCreateQuote: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CouponNotUsableProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['QuoteEmptyProblem']
          | components['schemas']['QuoteMixedCurrenciesProblem']
          | components['schemas']['QuoteNotForSaleProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Invalid amount of money; Invalid refund amount; Unknown order line; Invalid request */
    UnprocessableContentOfCreateRefund: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MoneyInvalidProblem']
          | components['schemas']['RefundAmountInvalidProblem']
          | components['schemas']['RefundLineUnknownProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Unknown order line; Not eligible for a refund; Invalid request */
    UnprocessableContentOfCreateRefundRequest: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RefundLineUnknownProblem']
          | components['schemas']['RefundRequestNotEligibleProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Invalid sale price; Invalid time of a sale; Idempotency-Key reused; Invalid amount of money; Invalid request */
    UnprocessableContentOfCreateSalePrice: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseSalePriceInvalidProblem']
          | components['schemas']['CourseSaleWindowInvalidProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MoneyInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Invalid amount of money; Invalid refund amount; Reason missing; Invalid request */
    UnprocessableContentOfDecideRefundRequest: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['MoneyInvalidProblem']
          | components['schemas']['RefundAmountInvalidProblem']
          | components['schemas']['RefundRequestReasonMissingProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Not a whole archive; Archive refused; Course cannot be imported; Idempotency-Key reused; Invalid request */
    UnprocessableContentOfImportCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseImportArchiveUnreadableProblem']
          | components['schemas']['CourseImportArchiveUnsafeProblem']
          | components['schemas']['CourseImportInvalidProblem']
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Line missing; Reason missing; Unknown order line; Invalid request */
    UnprocessableContentOfRepairFinding: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['ReconciliationLineMissingProblem']
          | components['schemas']['ReconciliationReasonMissingProblem']
          | components['schemas']['RefundLineUnknownProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Reason missing; Invalid request */
    UnprocessableContentPaymentReviewReasonMissing: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['PaymentReviewReasonMissingProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused; Invalid request; End in the past */
    UnprocessableContentSuspensionUntilPast: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['RequestInvalidProblem']
          | components['schemas']['SuspensionUntilPastProblem'];
      };
    };
    /** @description Invalid request */
    UnprocessableFields: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Invalid answer; Invalid request */
    UnprocessableFieldsAttemptAnswerInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AttemptAnswerInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Too many pixels; Image not readable; Invalid request */
    UnprocessableFieldsAvatarTooManyPixelsOrAvatarUnreadable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AvatarTooManyPixelsProblem']
          | components['schemas']['AvatarUnreadableProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Language not supported; Invalid request */
    UnprocessableFieldsCategoryLocaleUnsupported: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryLocaleUnsupportedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Incomplete order; Invalid request */
    UnprocessableFieldsCategoryOrderInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryOrderInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Invalid coupon; Invalid request */
    UnprocessableFieldsCouponInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CouponInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Incomplete order; Invalid request */
    UnprocessableFieldsCourseOrderInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseOrderInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Price too high; Invalid amount of money; Invalid request */
    UnprocessableFieldsCoursePriceTooHighOrMoneyInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CoursePriceTooHighProblem']
          | components['schemas']['MoneyInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Shares do not add up; Invalid request */
    UnprocessableFieldsCourseSharesInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseSharesInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Wrong password; Password too weak; Invalid request */
    UnprocessableFieldsOfChangePassword: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AuthCurrentPasswordWrongProblem']
          | components['schemas']['AuthPasswordRefusedProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Not a language tag; Lesson without sound; File cannot be used here; Invalid request */
    UnprocessableFieldsOfSetLessonCaptions: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseCaptionLocaleInvalidProblem']
          | components['schemas']['CourseLessonWithoutSoundProblem']
          | components['schemas']['MediaUnusableProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Category below itself; Parent category not found; Category tree too deep; Invalid request */
    UnprocessableFieldsOfUpdateCategory: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CategoryCycleProblem']
          | components['schemas']['CategoryParentNotFoundProblem']
          | components['schemas']['CategoryTooDeepProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description HTML too deep; Invalid prerequisite; File cannot be used here; Invalid request */
    UnprocessableFieldsOfUpdateCourseDraft: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseHtmlTooDeepProblem']
          | components['schemas']['CoursePrerequisiteInvalidProblem']
          | components['schemas']['MediaUnusableProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description HTML too deep; Link not allowed; File cannot be used here; Invalid request */
    UnprocessableFieldsOfUpdateLesson: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CourseHtmlTooDeepProblem']
          | components['schemas']['CourseLinkNotAllowedProblem']
          | components['schemas']['MediaUnusableProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Invalid question; Invalid request */
    UnprocessableFieldsQuizQuestionInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['QuizQuestionInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Incomplete order; Invalid request */
    UnprocessableFieldsQuizQuestionOrderInvalid: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['QuizQuestionOrderInvalidProblem']
          | components['schemas']['RequestInvalidProblem'];
      };
    };
    /** @description Idempotency-Key reused */
    UnprocessableKey: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['IdempotencyKeyReusedProblem'];
      };
    };
    /** @description Not for sale; Idempotency-Key reused */
    UnprocessableKeyCartNotForSale: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CartNotForSaleProblem']
          | components['schemas']['IdempotencyKeyReusedProblem'];
      };
    };
    /** @description Not ready to publish; Idempotency-Key reused */
    UnprocessableKeyCoursePublishChecksFailed: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['CoursePublishChecksFailedProblem']
          | components['schemas']['IdempotencyKeyReusedProblem'];
      };
    };
    /** @description Idempotency-Key reused; No questions; Pass mark out of reach */
    UnprocessableKeyQuizNoQuestionsOrQuizPassMarkUnreachable: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['IdempotencyKeyReusedProblem']
          | components['schemas']['QuizNoQuestionsProblem']
          | components['schemas']['QuizPassMarkUnreachableProblem'];
      };
    };
    /** @description Unsupported media type */
    UnsupportedMediaType: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['RequestUnsupportedMediaTypeProblem'];
      };
    };
    /** @description Unsupported image format; Unsupported media type */
    UnsupportedMediaTypeAvatarTypeUnsupported: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['AvatarTypeUnsupportedProblem']
          | components['schemas']['RequestUnsupportedMediaTypeProblem'];
      };
    };
    /** @description Last administrator */
    UserLastAdmin: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['UserLastAdminProblem'];
      };
    };
    /** @description Course already owned; Your own course */
    WishlistAlreadyOwnedOrWishlistOwnCourse: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json':
          | components['schemas']['WishlistAlreadyOwnedProblem']
          | components['schemas']['WishlistOwnCourseProblem'];
      };
    };
    /** @description Not on your wishlist */
    WishlistItemNotFound: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['WishlistItemNotFoundProblem'];
      };
    };
    /** @description Not for sale */
    WishlistNotForSale: {
      headers: {
        'Content-Language': components['headers']['Content-Language'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['WishlistNotForSaleProblem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /** @description The language of the texts: the best one for Accept-Language */
    'Content-Language': string;
    /** @description The version of what was sent. Send it as If-None-Match to be told that nothing has changed, and as If-Match with a change. */
    ETag: string;
    /** @description Sent with the response to a repeated Idempotency-Key: it is the one of the first time */
    'Idempotency-Replayed': 'true';
    /** @description Where the result of the request is found, as a path of this platform */
    Location: string;
    /** @description How many requests of this kind are left, and the seconds until they are counted anew (draft-ietf-httpapi-ratelimit-headers) */
    RateLimit: string;
    /** @description How many requests of this kind are allowed in how many seconds (draft-ietf-httpapi-ratelimit-headers) */
    'RateLimit-Policy': string;
    /** @description Seconds after which another try makes sense */
    'Retry-After': number;
    /** @description How to authenticate (RFC 9110, 11.6.1) */
    'WWW-Authenticate': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getJwks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The JSON Web Key Set (RFC 7517) */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JwkSetResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAttempt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The attempt */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AttemptNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  saveAnswer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the question; a malformed one gets the same response as one that does not exist */
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
      /** @description The attempt */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResponse'];
        };
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AttemptNotFoundOrAttemptQuestionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['AttemptSubmitted'];
      410: components['responses']['AttemptTimeUp'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsAttemptAnswerInvalid'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAttemptResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The result of the attempt */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResultResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AttemptNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['AttemptNotSubmitted'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The result of the attempt */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResultResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AttemptNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictAttemptSubmitted'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listUserSessions: {
    parameters: {
      query?: {
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Which page, counted from 1; one beyond the last is empty */
        page?: number;
      };
      header?: never;
      path: {
        /** @description The id of the user; a malformed one gets the same response as one that does not exist */
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of sessions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AuthAccountNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteUserSessions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the user; a malformed one gets the same response as one that does not exist */
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AuthAccountNotFound'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listAuditEvents: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only events of this type */
        type?: components['schemas']['SecurityEventType'];
        /** @description Only events of this user's account */
        userId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of audit events */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEventPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  requestEmailVerification: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted; the rest happens after the response */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmEmail: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailConfirmationCreateDto'];
      };
    };
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      410: components['responses']['AuthVerificationOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listIdentities: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All identities */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['IdentityListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createIdentity: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['IdentityCreateDto'];
      };
    };
    responses: {
      /** @description The user with an access token and a refresh token */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedTokenAuthInvalidCredentials'];
      403: components['responses']['AuthAccountSuspended'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictIdempotencyNotReplayable'];
      410: components['responses']['AuthOauthCodeOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequestsAuthTooManyAttempts'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteIdentity: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['IdentityNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdentityLastMethod'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  exchangeCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OauthExchangeCreateDto'];
      };
    };
    responses: {
      /** @description The user with an access token and a refresh token */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedTokenAuthInvalidCredentials'];
      403: components['responses']['AuthAccountSuspendedOrAuthGoogleEmailUnverified'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictAuthLinkRequiredOrIdempotencyNotReplayable'];
      410: components['responses']['AuthOauthCodeOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  startGoogle: {
    parameters: {
      query?: {
        /** @description The page of the front end to come back to: exactly one of those that the operator has allowed; that of the platform when left out */
        redirect?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A redirect to where Location says */
      302: {
        headers: {
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddressAuthOauthRedirectRefused'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['AuthGoogleUnavailable'];
    };
  };
  endGoogle: {
    parameters: {
      query?: {
        /** @description Sent by Google; ignored */
        authuser?: string;
        /** @description The authorization code that is exchanged with Google */
        code?: string;
        /** @description Why Google did not sign the user in, such as `access_denied` */
        error?: string;
        /** @description Sent by Google with an error; ignored */
        error_description?: string;
        /** @description Sent by Google with an error; ignored */
        error_uri?: string;
        /** @description Sent by Google for accounts of an organization; ignored */
        hd?: string;
        /** @description Sent by Google (RFC 9207); ignored */
        iss?: string;
        /** @description Sent by Google; ignored */
        prompt?: string;
        /** @description Sent by Google; ignored */
        scope?: string;
        /** @description Sent by Google; ignored */
        session_state?: string;
        /** @description What ties the response to the browser that started the flow; required for success */
        state?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A redirect to where Location says */
      302: {
        headers: {
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddressAuthOauthStateInvalid'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordUpdateDto'];
      };
    };
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsOfChangePassword'];
      429: components['responses']['TooManyRequestsAuthTooManyAttempts'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  requestPasswordReset: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordResetCreateDto'];
      };
    };
    responses: {
      /** @description Accepted; the rest happens after the response */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmPasswordReset: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordResetConfirmationCreateDto'];
      };
    };
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      410: components['responses']['AuthPasswordResetOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentAuthPasswordRefused'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  register: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RegistrationCreateDto'];
      };
    };
    responses: {
      /** @description The user with an access token and a refresh token */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictAuthEmailTakenOrIdempotencyNotReplayable'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentAuthPasswordRefused'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSecurityEvents: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of security events */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SecurityEventPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSessions: {
    parameters: {
      query?: {
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Which page, counted from 1; one beyond the last is empty */
        page?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of sessions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSession: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionCreateDto'];
      };
    };
    responses: {
      /** @description The user with an access token and a refresh token */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedTokenAuthInvalidCredentials'];
      403: components['responses']['AuthAccountSuspended'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictIdempotencyNotReplayable'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequestsAuthTooManyAttempts'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteSessions: {
    parameters: {
      query?: {
        /** @description The session that goes on; without it, none does */
        keep?: components['schemas']['KeptSession'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['AuthSessionNotFound'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCurrentSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  refreshTokens: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body has no second effect and is refused, because tokens are never sent twice */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TokenRefreshCreateDto'];
      };
    };
    responses: {
      /** @description The user with an access token and a refresh token */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignInResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedTokenAuthRefreshInvalidOrAuthRefreshReused'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictAuthRefreshRaceOrIdempotencyNotReplayable'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listBankTransfers: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only payments in this state */
        status?: components['schemas']['PaymentStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of bank transfers */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BankTransferPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmBankTransfer: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConfirmationCreateDto'];
      };
    };
    responses: {
      /** @description The bank transfer */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BankTransferResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['BankTransferNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictPaymentDuplicateReceipt'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfConfirmBankTransfer'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getBillingDetails: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The billing details */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BillingDetailsResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  saveBillingDetails: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BillingDetailsUpdateDto'];
      };
    };
    responses: {
      /** @description The billing details */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BillingDetailsResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteBillingDetails: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCart: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The cart */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CartResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  putCartItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course with its present price */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferItemResponse'];
        };
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CartAlreadyOwnedOrCartFullOrCartOwnCourse'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['CartNotForSale'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCartItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCategories: {
    parameters: {
      query?: {
        /** @description Whether categories are nested in their parents instead of listed flat */
        tree?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All categories */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
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
      /** @description The category */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCategorySlugTaken'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentCategoryParentNotFoundOrCategoryTooDeep'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCategory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id or the slug of the category */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The category */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryResponse'];
        };
      };
      301: components['responses']['CategoryMoved'];
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCategory: {
    parameters: {
      query?: {
        /** @description The category that takes over the courses, the categories below it and the addresses; neither the deleted one nor one below it */
        reassignTo?: string;
      };
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CategoryInUseOrCategorySlugTaken'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['CategoryReassignTargetInvalidOrCategoryTooDeep'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
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
      /** @description The category */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CategorySlugTaken'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsOfUpdateCategory'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCategoryTranslations: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All category translations */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryTranslationListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  putCategoryTranslation: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The language of the translation, a BCP 47 tag: `ar`, `es` or `fr` */
        locale: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CategoryTranslationDto'];
      };
    };
    responses: {
      /** @description The category translation */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryTranslationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCategoryLocaleUnsupported'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCategoryTranslation: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The language of the translation, a BCP 47 tag: `ar`, `es` or `fr` */
        locale: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFoundOrCategoryTranslationNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['CategoryLocaleUnsupported'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getChildrenOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the parent; a malformed one gets the same response as one that does not exist */
        parentId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The children order */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChildrenOrderResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  reorderChildren: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the parent; a malformed one gets the same response as one that does not exist */
        parentId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChildrenOrderDto'];
      };
    };
    responses: {
      /** @description The children order */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChildrenOrderResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CategoryNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCategoryOrderInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getRootOrder: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The children order */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChildrenOrderResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  reorderRoots: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChildrenOrderDto'];
      };
    };
    responses: {
      /** @description The children order */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChildrenOrderResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCategoryOrderInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCertificates: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of certificates */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CertificatePageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCertificate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The certificate */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CertificateResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CertificateNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revokeCertificate: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RevocationCreateDto'];
      };
    };
    responses: {
      /** @description The certificate */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CertificateResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CertificateNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCertificateRevoked'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  restoreCertificate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CertificateNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CertificateNotRevoked'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  checkCoupon: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CouponCheckCreateDto'];
      };
    };
    responses: {
      /** @description The coupon check */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponCheckResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOrderAlreadyOwnedOrQuoteOwnCourse'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCheckCoupon'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCoupons: {
    parameters: {
      query?: {
        /** @description Only coupons of this batch */
        batchId?: string;
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of coupons */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCoupon: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CouponCreateDto'];
      };
    };
    responses: {
      /** @description The coupon */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CouponCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCouponCodeTakenOrCouponQuotaReached'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentCouponInvalid'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCoupon: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The coupon */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CouponNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCoupon: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CouponUpdateDto'];
      };
    };
    responses: {
      /** @description The coupon */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CouponNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCouponInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deactivateCoupon: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The coupon */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CouponNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCouponBatch: {
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
        'application/json': components['schemas']['CouponBatchCreateDto'];
      };
    };
    responses: {
      /** @description The coupon batch */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CouponBatchResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CouponCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCouponQuotaReached'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentCouponInvalid'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCouponBatchCodes: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type text/csv */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'text/csv': Blob;
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CouponNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCourseFeed: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only courses that have changed since then; without it and `cursor`, the feed begins with the course that has not changed for longest. With a `cursor` it has no effect */
        updatedSince?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of course feeds */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseFeedPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      410: components['responses']['CourseFeedExpired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  importCourse: {
    parameters: {
      query?: {
        /** @description Whether the archive is only checked; then nothing is stored. Not when left out */
        dryRun?: boolean;
      };
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description An archive as `GET /courses/{id}/exports` sends it */
    requestBody: {
      content: {
        'application/zip': Blob;
      };
    };
    responses: {
      /** @description What the import would make */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseImportCheckResponse'];
        };
      };
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictMediaQuotaExceeded'];
      413: components['responses']['ContentTooLargeCourseImportArchiveTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfImportCourse'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['CourseImportBusyOrCourseImportTimedOut'];
    };
  };
  getCourseInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course invitation */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseInvitationResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseInvitationNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  acceptCourseInvitation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course invitation */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseInvitationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseInvitationNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfAcceptCourseInvitation'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  rejectCourseInvitation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course invitation */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseInvitationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseInvitationNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseInvitationOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCourseRoster: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only enrollments in this state */
        status?: components['schemas']['EnrollmentStatus'];
      };
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of enrollments */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['EnrollmentCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSubmissions: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only submissions in this state */
        status?: components['schemas']['SubmissionStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of submissions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubmissionPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  decideSubmission: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SubmissionDecisionCreateDto'];
      };
    };
    responses: {
      /** @description The submission */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubmissionResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseOwnSubmission'];
      404: components['responses']['CourseNotFoundOrCourseSubmissionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentCourseReasonMissing'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCourses: {
    parameters: {
      query?: {
        /** @description The ids of categories, separated by commas; courses of the categories below them are found too */
        categoryId?: string[];
        /** @description Only courses with prices in this currency, ISO 4217. Prices are compared within one currency: with `minPrice`, `maxPrice` or an order by price it is the default one of the platform when left out */
        currency?: string;
        /** @description How long all lessons take together: one of these bands, separated by commas */
        duration?: ('under_1h' | '1h_to_3h' | '3h_to_10h' | 'over_10h')[];
        /** @description Whether the response counts the values that the list could be narrowed by */
        facets?: boolean;
        /** @description What the course must have: all of these, separated by commas */
        features?: ('quiz' | 'captions' | 'preview')[];
        /** @description Only free courses, or with `false` only those that cost something */
        free?: boolean;
        /** @description Only courses with these ids, such as those of a list that names courses by their ids. What the catalog does not show is left out */
        ids?: string[];
        /** @description The id of an instructor who teaches the course: its owner, or a co-instructor whom its page shows */
        instructorId?: string;
        /** @description The language the course is taught in: one of these BCP 47 tags such as `en` or `pt-BR`, separated by commas */
        language?: string[];
        /** @description For whom the course is made: one of these levels, separated by commas */
        level?: ('beginner' | 'intermediate' | 'expert' | 'all')[];
        /** @description How many items a page has at most */
        limit?: number;
        /** @description The highest price, in minor units of the currency */
        maxPrice?: number;
        /** @description The lowest price, in minor units of the currency */
        minPrice?: number;
        /** @description The lowest average rating, in stars */
        minRating?: number;
        /** @description Which page, counted from 1; one beyond the last is empty */
        page?: number;
        /** @description Words to look for in titles, subtitles, topics, names of instructors, descriptions and titles of lessons: whole words, beginnings of words, words with a letter or two mistyped, and quoted words in their order */
        q?: string;
        /** @description The order of the list; `relevance` when there is a `q`, else `newest` */
        sort?: components['schemas']['CatalogSort'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of courses */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CoursePageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddressCatalogRelevanceWithoutText'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['CatalogSearchTimeoutOrCatalogSearchUnavailable'];
    };
  };
  createCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseCreateDto'];
      };
    };
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseSlugTaken'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCreateCourse'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  reorderCurriculum: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CurriculumOrderDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCourseOrderInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getLesson: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The lesson */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LessonResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      402: components['responses']['CourseNotEntitled'];
      403: components['responses']['CourseAccessDisputedOrCourseLessonLocked'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeLesson: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateLesson: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonUpdateDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsOfUpdateLesson'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  setLessonCaptions: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
        /** @description The language, a BCP 47 tag */
        locale: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonCaptionDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseCaptionsFullOrCourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsOfSetLessonCaptions'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeLessonCaptions: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
        /** @description The language, a BCP 47 tag */
        locale: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseCaptionNotFoundOrCourseLessonNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  moveLesson: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonMoveDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFoundOrCourseSectionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseInReview'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  addLessonResource: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonResourceDto'];
      };
    };
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseInReviewOrCourseResourcesFull'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfAddLessonResource'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeLessonResource: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        resourceId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFoundOrCourseResourceNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  addSection: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SectionDto'];
      };
    };
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseInReview'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeSection: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the section; a malformed one gets the same response as one that does not exist */
        sectionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFoundOrCourseSectionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  renameSection: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the section; a malformed one gets the same response as one that does not exist */
        sectionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SectionUpdateDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFoundOrCourseSectionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  addLesson: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
        /** @description The id of the section; a malformed one gets the same response as one that does not exist */
        sectionId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonCreateDto'];
      };
    };
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFoundOrCourseSectionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseInReview'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfAddLesson'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCourse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id or the slug of the course */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course as it is published */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseResponse'];
        };
      };
      301: components['responses']['CourseMoved'];
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCourse: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseHasEnrollments'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  archiveCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCourseChanges: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of course changes */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseChangePageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cloneCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseCloneDto'];
      };
    };
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCurriculum: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The curriculum */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CurriculumResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCourseDraft: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCourseDraft: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseUpdateDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReviewOrCourseSlugTaken'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsOfUpdateCourseDraft'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  exportCourse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type application/zip */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/zip': Blob;
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  setCoursePricing: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CoursePricingDto'];
      };
    };
    responses: {
      /** @description The course draft */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInReviewOrCoursePriceInSale'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCoursePriceTooHighOrMoneyInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  publishCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The publication */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKeyCoursePublishChecksFailed'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPublishChecks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The publish checks */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishChecksResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  restoreCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseRetiredOrStateTransitionNotAllowed'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSalePrices: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of sale prices */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SalePricePageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSalePrice: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SalePriceCreateDto'];
      };
    };
    responses: {
      /** @description The sale price */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SalePriceResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseSaleLimitOrCourseSaleOverlap'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCreateSalePrice'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteSalePrice: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the sale; a malformed one gets the same response as one that does not exist */
        saleId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFoundOrCourseSaleNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseSaleOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  submitCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The submission */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubmissionResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKeyCoursePublishChecksFailed'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCourseTeam: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course team */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseTeamResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  inviteCoInstructor: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseInvitationCreateDto'];
      };
    };
    responses: {
      /** @description The course invitation */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseInvitationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfInviteCoInstructor'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revokeCourseInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the invitation; a malformed one gets the same response as one that does not exist */
        invitationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseInvitationNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['CourseInvitationOver'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeCoInstructor: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the instructor; a malformed one gets the same response as one that does not exist */
        instructorId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseMemberNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCoInstructor: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the instructor; a malformed one gets the same response as one that does not exist */
        instructorId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseMemberUpdateDto'];
      };
    };
    responses: {
      /** @description The course team */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseTeamResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseMemberNotFoundOrCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  setCourseShares: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseSharesDto'];
      };
    };
    responses: {
      /** @description The course team */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseTeamResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsCourseSharesInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  searchTranscripts: {
    parameters: {
      query: {
        /** @description Only captions in this language, a BCP 47 tag; all when left out */
        language?: string;
        /** @description Words that are said in one breath, in any order; each may be the beginning of a longer word */
        q: string;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All transcript matchs */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TranscriptMatchListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      402: components['responses']['CourseNotEntitled'];
      403: components['responses']['ForbiddenCourseAccessDisputed'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  unpublishCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCourseVersions: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of course versions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseVersionPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCourseVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The number of a publication of the course, from 1 */
        number: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course version content */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseVersionContentResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFoundOrCourseVersionNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  compareCourseVersions: {
    parameters: {
      query?: {
        /** @description The number of the publication to compare with; the draft when left out */
        with?: number;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The number of a publication of the course, from 1 */
        number: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course comparison */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseComparisonResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['CourseNotFoundOrCourseVersionNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  rollBackCourse: {
    parameters: {
      query?: never;
      header: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The number of a publication of the course, from 1 */
        number: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course draft */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenCourseRightMissing'];
      404: components['responses']['CourseNotFoundOrCourseVersionNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCourseInReview'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listMyCourses: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only courses in this state */
        status?: components['schemas']['CourseStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of course drafts */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseDraftPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  suggestCourses: {
    parameters: {
      query: {
        /** @description What has been typed so far */
        q: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course suggestions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CourseSuggestions'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['CatalogSearchTimeoutOrCatalogSearchUnavailable'];
    };
  };
  listDisputes: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only disputes about this order */
        orderId?: string;
        /** @description Only disputes in this state */
        status?: components['schemas']['DisputeStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of disputes */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DisputePageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getDispute: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The dispute */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DisputeResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['DisputeNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getDisputeEvidence: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The dispute evidence */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DisputeEvidenceResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['DisputeNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  submitDisputeEvidence: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EvidenceSubmissionCreateDto'];
      };
    };
    responses: {
      /** @description The dispute */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DisputeResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['DisputeNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictDisputeEvidenceRefusedOrDisputeNotOpen'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['PaymentProviderUnavailable'];
    };
  };
  getEarnings: {
    parameters: {
      query?: {
        /** @description The instructor; yourself when left out. Another one only for admins */
        instructorId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The earnings */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EarningsResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listEarningEntries: {
    parameters: {
      query?: {
        /** @description Only entries in this currency */
        currency?: string;
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description The instructor; yourself when left out. Another one only for admins */
        instructorId?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of earning entries */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EarningEntryPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listEarningStatements: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description The instructor; yourself when left out. Another one only for admins */
        instructorId?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of earning statements */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EarningStatementPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listEnrollments: {
    parameters: {
      query?: {
        /** @description Only your enrollment in this course */
        courseId?: string;
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only enrollments in this state */
        status?: components['schemas']['EnrollmentStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of enrollments */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
      /** @description The enrollment */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      402: components['responses']['EnrollmentPaymentRequired'];
      403: components['responses']['ForbiddenEnrollmentOwnCourse'];
      404: components['responses']['EnrollmentCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictEnrollmentExists'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getEnrollment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The enrollment */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['EnrollmentNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  completeLesson: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The progress */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProgressResponse'];
        };
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenEnrollmentDisputedOrProgressLessonLocked'];
      404: components['responses']['NotFoundOfCompleteLesson'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['EnrollmentEndedOrProgressQuizRequired'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  undoLesson: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the lesson; a malformed one gets the same response as one that does not exist */
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The progress */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProgressResponse'];
        };
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenEnrollmentDisputed'];
      404: components['responses']['NotFoundOfCompleteLesson'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['EnrollmentEndedOrProgressQuizRequired'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getProgress: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The progress */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProgressResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenEnrollmentDisputed'];
      404: components['responses']['EnrollmentNotFoundOrProgressCurriculumNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  previewVersionUpgrade: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The version upgrade */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VersionUpgradeResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenEnrollmentDisputed'];
      404: components['responses']['EnrollmentNotFoundOrProgressCurriculumNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['EnrollmentEnded'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  upgradeVersion: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The version upgrade */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VersionUpgradeResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenEnrollmentDisputed'];
      404: components['responses']['EnrollmentNotFoundOrProgressCurriculumNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictEnrollmentEndedOrEnrollmentUpToDate'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  withdrawEnrollment: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The enrollment */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['EnrollmentNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listInstructorApplications: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only applications in this state */
        status?: components['schemas']['ApplicationStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of applications */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApplicationPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createInstructorApplication: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApplicationCreateDto'];
      };
    };
    responses: {
      /** @description The application */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApplicationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfCreateInstructorApplication'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  decideInstructorApplication: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApplicationDecisionCreateDto'];
      };
    };
    responses: {
      /** @description The application */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApplicationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['InstructorApplicationNotFoundOrProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentInstructorApplicationReasonMissing'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMyInstructorApplication: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The application */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApplicationResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['InstructorApplicationNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listInstructors: {
    parameters: {
      query?: {
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Which page, counted from 1; one beyond the last is empty */
        page?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of instructors */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InstructorPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getInstructor: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The `slug` of the instructor */
        slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What everyone may see of the user */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicUserResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getInvoice: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The invoice */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvoiceResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['InvoiceNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getInvoiceDocument: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type application/pdf */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/pdf': Blob;
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['InvoiceNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['DocumentBusy'];
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
      /** @description The learning stats */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningStatsResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listLedgerEntries: {
    parameters: {
      query?: {
        /** @description Only entries of this account */
        account?: components['schemas']['LedgerAccount'];
        /** @description Only entries in this currency */
        currency?: string;
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description Only earnings, reserves and payouts of this instructor */
        instructorId?: string;
        /** @description Only entries that were posted for this reason */
        kind?: components['schemas']['LedgerKind'];
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only entries about this line of an order */
        lineId?: string;
        /** @description Only entries about this order */
        orderId?: string;
        /** @description Only entries that were posted earlier */
        postedBefore?: string;
        /** @description Only entries that were posted then or later */
        postedFrom?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of ledger entries */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerEntryPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTrialBalance: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The trial balance */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrialBalanceResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listMedia: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description Only files of this kind */
        kind?: components['schemas']['MediaKind'];
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only files that no course contains */
        unused?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of medias */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MediaPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  uploadMedia: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description A form with a file as its last field */
    requestBody: {
      content: {
        'multipart/form-data': components['schemas']['MediaFormDto'];
      };
    };
    responses: {
      /** @description The media */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MediaResponse'];
        };
      };
      400: components['responses']['BadRequestBodyMediaUploadIncomplete'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['MediaQuotaExceeded'];
      411: components['responses']['MediaUploadLengthRequired'];
      413: components['responses']['ContentTooLargeMediaTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  beginUpload: {
    parameters: {
      query?: never;
      header: {
        /** @description The version of the protocol */
        'Tus-Resumable': string;
        /** @description The size of the file, in bytes */
        'Upload-Length': number;
        /** @description Pairs of a name and a value in Base64, joined by commas: `kind` (`image`, `video` or `audio`), `filename`, and, to have the content checked at the end, `sha256` in hexadecimal digits */
        'Upload-Metadata': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description The first part of the file */
    requestBody?: {
      content: {
        'application/offset+octet-stream': Blob;
      };
    };
    responses: {
      /** @description No body */
      201: {
        headers: {
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBodyMediaUploadHeaderInvalid'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['MediaQuotaExceeded'];
      412: components['responses']['MediaUploadVersionUnsupported'];
      413: components['responses']['ContentTooLargeMediaTooLargeOrMediaUploadTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      423: components['responses']['MediaUploadLocked'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancelUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['MediaUploadNotFound'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUploadOffset: {
    parameters: {
      query?: never;
      header: {
        /** @description The version of the protocol */
        'Tus-Resumable': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description No body */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBodyMediaUploadHeaderInvalid'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['MediaUploadNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['MediaUploadVersionUnsupported'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      423: components['responses']['MediaUploadLocked'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  sendPart: {
    parameters: {
      query?: never;
      header: {
        /** @description The version of the protocol */
        'Tus-Resumable': string;
        /** @description How much has arrived, in bytes: where the part begins */
        'Upload-Offset': number;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    /** @description The next part of the file, or all of the rest */
    requestBody: {
      content: {
        'application/offset+octet-stream': Blob;
      };
    };
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBodyMediaUploadHeaderInvalid'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['MediaUploadNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['MediaUploadOffsetConflict'];
      412: components['responses']['MediaUploadVersionUnsupported'];
      413: components['responses']['ContentTooLargeMediaUploadTooLong'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      423: components['responses']['MediaUploadLocked'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMediaUsage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The media usage */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MediaUsageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMedia: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The media */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MediaResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['MediaNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteMedia: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['MediaNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['MediaInUse'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMediaContent: {
    parameters: {
      query: {
        /** @description The signature in the address, as the grant has it */
        grant: string;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type application/octet-stream */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': Blob;
        };
      };
      /** @description The part that the request asks for */
      206: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': Blob;
        };
      };
      /** @description Where the storage has it */
      302: {
        headers: {
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      403: components['responses']['MediaGrantExpiredOrMediaGrantInvalid'];
      404: components['responses']['MediaNotFound'];
      408: components['responses']['RequestTimeout'];
      416: components['responses']['MediaRangeNotSatisfiable'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMediaImage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The width and the format */
        file: string;
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type image/avif, image/webp, or image/jpeg */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'image/avif': Blob;
          'image/jpeg': Blob;
          'image/webp': Blob;
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['MediaNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createPlaybackGrant: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlaybackGrantDto'];
      };
    };
    responses: {
      /** @description The playback grant */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlaybackGrantResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['UnauthorizedToken'];
      403: components['responses']['CourseAccessDisputedOrCourseLessonLockedOrMediaNotEntitled'];
      404: components['responses']['CourseLessonNotFoundOrCourseNotFoundOrMediaNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMediaStreamFile: {
    parameters: {
      query: {
        /** @description The signature in the address, as the grant has it */
        grant: string;
      };
      header?: never;
      path: {
        /** @description A file of the stream */
        file: string;
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type application/vnd.apple.mpegurl, video/iso.segment, or video/mp4 */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/vnd.apple.mpegurl': Blob;
          'video/iso.segment': Blob;
          'video/mp4': Blob;
        };
      };
      /** @description The part that the request asks for */
      206: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/vnd.apple.mpegurl': Blob;
          'video/iso.segment': Blob;
          'video/mp4': Blob;
        };
      };
      /** @description Where the storage has it */
      302: {
        headers: {
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      403: components['responses']['MediaGrantExpiredOrMediaGrantInvalid'];
      404: components['responses']['MediaStreamFileNotFound'];
      408: components['responses']['RequestTimeout'];
      416: components['responses']['MediaRangeNotSatisfiable'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listOrders: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only orders in this state */
        status?: components['schemas']['OrderStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of orders */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createOrder: {
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
        'application/json': components['schemas']['OrderCreateDto'];
      };
    };
    responses: {
      /** @description The order */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuoteNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOrderAlreadyOwnedOrOrderOpenExistsOrQuoteUsed'];
      410: components['responses']['QuoteExpired'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentCouponLostOrQuoteNotForSale'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The order */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancelOrder: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The order */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listOrderInvoices: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of invoices */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvoicePageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createPayment: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PaymentCreateDto'];
      };
    };
    responses: {
      /** @description The started payment */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedPaymentResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfCreatePayment'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCreatePayment'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['PaymentProviderUnavailable'];
    };
  };
  getRefundEligibility: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The refund eligibility */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundEligibilityResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createRefundRequest: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundRequestCreateDto'];
      };
    };
    responses: {
      /** @description The refund request */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundRequestResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictRefundRequestOpenExists'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCreateRefundRequest'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createRefund: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundCreateDto'];
      };
    };
    responses: {
      /** @description The refund */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['OrderNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictRefundExceedsRemainder'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCreateRefund'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPaymentMethods: {
    parameters: {
      query?: {
        /** @description The amount to pay, in minor units of `currency`; ignored without it */
        amountMinor?: number;
        /** @description The currency to pay in; without it, `available` is about payment in general */
        currency?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All payment methods */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentMethodListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPaymentReviews: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only money for this order */
        orderId?: string;
        /** @description Only reviews in this state */
        status?: components['schemas']['PaymentReviewStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of payment reviews */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentReviewPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  decidePaymentReview: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PaymentReviewDecisionCreateDto'];
      };
    };
    responses: {
      /** @description The payment review */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentReviewResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['PaymentReviewNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfDecidePaymentReview'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentPaymentReviewReasonMissing'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  receiveStripeEvent: {
    parameters: {
      query?: never;
      header: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
        /** @description Time and signature of the body, as Stripe computes them */
        'Stripe-Signature': string;
      };
      path?: never;
      cookie?: never;
    };
    /** @description An event of Stripe, byte by byte as it was signed */
    requestBody: {
      content: {
        'application/json': components['schemas']['StripeEventDto'];
      };
    };
    responses: {
      /** @description The webhook receipt */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookReceiptResponse'];
        };
      };
      400: components['responses']['BadRequestPaymentWebhookSignatureInvalid'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPayoutRuns: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of payout runs */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutRunPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  startPayoutRun: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payout run */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutRunResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPayoutRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payout run */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutRunResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['PayoutRunNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPayouts: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description Only payouts of this instructor; for admins, others see their own only */
        instructorId?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only payouts in this state */
        status?: components['schemas']['PayoutStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of payouts */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPayout: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The payout */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['PayoutNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmPayout: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PayoutConfirmationCreateDto'];
      };
    };
    responses: {
      /** @description The payout */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['PayoutNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfConfirmPayout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  failPayout: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PayoutFailureCreateDto'];
      };
    };
    responses: {
      /** @description The payout */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PayoutResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['PayoutNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictStateTransitionNotAllowed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPermissions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All permissions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PermissionListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listProfiles: {
    parameters: {
      query: {
        /** @description The users to describe, such as those of a list that names users by their ids */
        ids: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All profiles */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProfileListResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createQuiz: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
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
      /** @description The quiz */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getQuiz: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The quiz */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['QuizPublished'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
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
      /** @description The quiz */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The attempt */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenQuizAccessDisputedOrQuizLessonLocked'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictAttemptInProgressOrAttemptNoneLeft'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKey'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  publishQuiz: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The quiz publication */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizPublicationResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKeyQuizNoQuestionsOrQuizPassMarkUnreachable'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
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
      /** @description The quiz */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsQuizQuestionOrderInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  addQuestion: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
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
      /** @description The quiz */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['Conflict'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfAddQuestion'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the question; a malformed one gets the same response as one that does not exist */
        questionId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The quiz */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFoundOrQuizQuestionNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
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
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The id of the question; a malformed one gets the same response as one that does not exist */
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
      /** @description The quiz */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuizNotFoundOrQuizQuestionNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFieldsQuizQuestionInvalid'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getQuizSummary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The quiz summary */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuizSummaryResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenQuizAccessDisputed'];
      404: components['responses']['QuizNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createQuote: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['QuoteCreateDto'];
      };
    };
    responses: {
      /** @description The quote */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuoteResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOrderAlreadyOwnedOrQuoteOwnCourse'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfCreateQuote'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getQuote: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The quote */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuoteResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['QuoteNotFound'];
      408: components['responses']['RequestTimeout'];
      410: components['responses']['QuoteExpired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getRatingSummary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rating summary */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RatingSummary'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listFindings: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description Only findings of this kind */
        kind?: components['schemas']['FindingKind'];
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only findings in this state; `open` when left out */
        status?: components['schemas']['FindingStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of findings */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  repairFinding: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RepairCreateDto'];
      };
    };
    responses: {
      /** @description The finding */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ReconciliationFindingNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictReconciliationFindingClosedOrRefundExceedsRemainder'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfRepairFinding'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listRefundRequests: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only requests for lines of this order */
        orderId?: string;
        /** @description Only requests in this state */
        status?: components['schemas']['RefundRequestStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of refund requests */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundRequestPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getRefundRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The refund request */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundRequestResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['RefundRequestNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  decideRefundRequest: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundDecisionCreateDto'];
      };
    };
    responses: {
      /** @description The refund request */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundRequestResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['RefundRequestNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictRefundExceedsRemainderOrStateTransitionNotAllowed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentOfDecideRefundRequest'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listRefunds: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only refunds of this order */
        orderId?: string;
        /** @description Only refunds in this state */
        status?: components['schemas']['RefundStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of refunds */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getRefund: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The refund */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['RefundNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  completeRefund: {
    parameters: {
      query?: never;
      header: {
        /** @description A new value for each intended effect; a repeat with it has no second effect */
        'Idempotency-Key': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundCompletionCreateDto'];
      };
    };
    responses: {
      /** @description The refund */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefundResponse'];
        };
      };
      400: components['responses']['BadRequestIdempotencyKeyMissing'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['RefundNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfCompleteRefund'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listReviews: {
    parameters: {
      query: {
        /** @description The course whose reviews are listed */
        courseId: string;
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only reviews with exactly this many stars */
        rating?: number;
        /** @description The order of the list */
        sort?: components['schemas']['ReviewSort'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of reviews */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createReview: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReviewCreateDto'];
      };
    };
    responses: {
      /** @description The review */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenOfCreateReview'];
      404: components['responses']['ReviewCourseNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictReviewExists'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getReview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The review */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['ReviewNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteReview: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ReviewNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateReview: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReviewUpdateDto'];
      };
    };
    responses: {
      /** @description The review */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['ForbiddenReviewAccessDisputedOrReviewNotEnrolled'];
      404: components['responses']['ReviewNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listMyReviews: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of reviews */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSitemap: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of sitemaps */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SitemapPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTopics: {
    parameters: {
      query?: {
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Which page, counted from 1; one beyond the last is empty */
        page?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of topics */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTopic: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TopicCreateDto'];
      };
    };
    responses: {
      /** @description The topic */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictTopicNameTaken'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContent'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTopic: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TopicUpdateDto'];
      };
    };
    responses: {
      /** @description The topic */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TopicResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['TopicNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['TopicNameTaken'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTransactions: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Only transactions of this user; for admins, others see their own only */
        userId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of transactions */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TransactionPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listUsers: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description Only users with these ids, such as those of a list that names users by their ids */
        ids?: string[];
        /** @description How many items a page has at most */
        limit?: number;
        /** @description Beginnings of words of the name in any order, any part of a name in a script without blanks, or the whole id */
        q?: string;
        /** @description Only users with this role */
        role?: components['schemas']['Role'];
        /** @description Only users in this state */
        status?: components['schemas']['ProfileStatus'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of users */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What everyone may see of the user */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublicUserResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteUser: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['UserLastAdmin'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateUser: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProfileUpdateDto'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAvatar: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
        /** @description The version of the picture, as in `avatarUrl` */
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A file of the type image/webp */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'image/webp': Blob;
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['AvatarNotFoundOrProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateUserRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the resource; a malformed one gets the same response as one that does not exist */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RoleUpdateDto'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserResponse'];
        };
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['UserLastAdmin'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  suspendUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the user; a malformed one gets the same response as one that does not exist */
        userId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SuspensionCreateDto'];
      };
    };
    responses: {
      /** @description The suspension */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SuspensionResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictOfSuspendUser'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableContentSuspensionUntilPast'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  reinstateUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the user; a malformed one gets the same response as one that does not exist */
        userId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFoundOrSuspensionNotFound'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMyProfile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your profile */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyProfileResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateMyProfile: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProfileUpdateDto'];
      };
    };
    responses: {
      /** @description Your profile */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyProfileResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableFields'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateMyAvatar: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/gif': Blob;
        'image/jpeg': Blob;
        'image/png': Blob;
        'image/webp': Blob;
      };
    };
    responses: {
      /** @description Your profile */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyProfileResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaTypeAvatarTypeUnsupported'];
      422: components['responses']['UnprocessableFieldsAvatarTooManyPixelsOrAvatarUnreadable'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteMyAvatar: {
    parameters: {
      query?: never;
      header: {
        /** @description The ETag of the version you have read */
        'If-Match': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your profile */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MyProfileResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['ProfileNotFound'];
      408: components['responses']['RequestTimeout'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  verifyCertificate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The number as it is printed on the certificate */
        number: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The verification */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VerificationResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestAddress'];
      401: components['responses']['UnauthorizedToken'];
      404: components['responses']['CertificateNumberUnknown'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listWishes: {
    parameters: {
      query?: {
        /** @description Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out */
        cursor?: string;
        /** @description How many items a page has at most */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of wishlists */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          ETag: components['headers']['ETag'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WishlistPageResponse'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequestList'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  addWishlistItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course with its present price */
      200: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferItemResponse'];
        };
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['WishlistAlreadyOwnedOrWishlistOwnCourse'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['WishlistNotForSale'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeWishlistItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done; there is no body */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequestBody'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  moveWishToCart: {
    parameters: {
      query?: never;
      header?: {
        /** @description A repeat with the same key and body gets the first response and has no second effect */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id of the course; a malformed one gets the same response as one that does not exist */
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course with its present price */
      201: {
        headers: {
          'Content-Language': components['headers']['Content-Language'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OfferItemResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['WishlistItemNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ConflictCartAlreadyOwnedOrCartFullOrCartOwnCourse'];
      413: components['responses']['ContentTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UnprocessableKeyCartNotForSale'];
      429: components['responses']['TooManyRequests'];
      431: components['responses']['RequestHeaderFieldsTooLarge'];
      500: components['responses']['InternalServerError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
}
