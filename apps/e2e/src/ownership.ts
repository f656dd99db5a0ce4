/** The owner of a resource: for everybody else with the same permission it does not exist. */
export type Owned =
  | 'attempt'
  | 'certificate'
  | 'course'
  | 'enrollment'
  | 'order'
  | 'quiz'
  | 'quote'
  | 'review'
  | 'session';

/**
 * For each operation that names something in its path and is not public: what it belongs to, or null where the
 * permission is all that counts. A new operation needs its row.
 */
export const OWNERSHIP: Readonly<Record<string, Owned | null>> = {
  deleteSession: 'session',
  // Nobody signs in elsewhere here; whose an identity is, the specs of the auth service ask.
  deleteIdentity: null,
  listUserSessions: null,
  deleteUserSessions: null,
  updateUser: null,
  updateUserRole: null,
  suspendUser: null,
  reinstateUser: null,
  deleteUser: null,
  updateCategory: null,
  deleteCategory: null,
  getCertificate: 'certificate',
  revokeCertificate: null,
  restoreCertificate: null,
  deleteCourse: 'course',
  updateLesson: 'course',
  removeLesson: 'course',
  getCourseDraft: 'course',
  updateCourseDraft: 'course',
  setCoursePricing: 'course',
  createSalePrice: 'course',
  listSalePrices: 'course',
  deleteSalePrice: 'course',
  addSection: 'course',
  renameSection: 'course',
  removeSection: 'course',
  addLesson: 'course',
  moveLesson: 'course',
  reorderCurriculum: 'course',
  getPublishChecks: 'course',
  submitCourse: 'course',
  publishCourse: 'course',
  unpublishCourse: 'course',
  decideSubmission: null,
  // Whose a file is, the specs of the course service ask.
  getMedia: null,
  deleteMedia: null,
  sendPart: null,
  cancelUpload: null,
  // What is named is a course of the catalog; the cart and the wishlist are always one's own.
  putCartItem: null,
  deleteCartItem: null,
  addWishlistItem: null,
  removeWishlistItem: null,
  moveWishToCart: null,
  getQuote: 'quote',
  getOrder: 'order',
  cancelOrder: 'order',
  createPayment: 'order',
  confirmBankTransfer: null,
  getRefundEligibility: 'order',
  listOrderInvoices: 'order',
  // Whose a line, a refund, an invoice, a payout or a coupon is, the specs of the order service ask.
  createRefundRequest: null,
  getRefundRequest: null,
  decideRefundRequest: null,
  createRefund: null,
  getRefund: null,
  getInvoice: null,
  getInvoiceDocument: null,
  completeRefund: null,
  decidePaymentReview: null,
  repairFinding: null,
  getPayout: null,
  confirmPayout: null,
  failPayout: null,
  getPayoutRun: null,
  getDispute: null,
  getDisputeEvidence: null,
  submitDisputeEvidence: null,
  getCoupon: null,
  updateCoupon: null,
  deactivateCoupon: null,
  getCouponBatchCodes: null,
  getQuiz: 'quiz',
  updateQuiz: 'quiz',
  deleteQuiz: 'quiz',
  publishQuiz: 'quiz',
  addQuestion: 'quiz',
  updateQuestion: 'quiz',
  removeQuestion: 'quiz',
  orderQuestions: 'quiz',
  // Of those who learn the course it belongs to.
  getQuizSummary: 'quiz',
  startAttempt: 'quiz',
  getAttempt: 'attempt',
  saveAnswer: 'attempt',
  submitAttempt: 'attempt',
  getAttemptResult: 'attempt',
  updateReview: 'review',
  deleteReview: 'review',
  getEnrollment: 'enrollment',
  withdrawEnrollment: 'enrollment',
  getProgress: 'enrollment',
  completeLesson: 'enrollment',
  previewVersionUpgrade: 'enrollment',
  upgradeVersion: 'enrollment',
  getCourseRoster: 'course',
  undoLesson: 'enrollment',
  decideInstructorApplication: null,
};
