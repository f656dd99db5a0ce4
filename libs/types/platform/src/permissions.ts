/** What a person may be on the platform; every role is a bundle of permissions. */
export enum Role {
  user = 'user',
  instructor = 'instructor',
  admin = 'admin',
}

/** Every right there is, `<resource>:<action>`, over all ten services. */
export enum Permission {
  accountManage = 'account:manage',
  profileManage = 'profile:manage',
  userRead = 'user:read',
  userManage = 'user:manage',
  auditRead = 'audit:read',
  instructorApply = 'instructor:apply',
  instructorDecide = 'instructor:decide',
  categoryManage = 'category:manage',
  courseCreate = 'course:create',
  courseEdit = 'course:edit',
  coursePublish = 'course:publish',
  courseReview = 'course:review',
  courseLearn = 'course:learn',
  mediaUpload = 'media:upload',
  cartManage = 'cart:manage',
  wishlistManage = 'wishlist:manage',
  orderCreate = 'order:create',
  orderRead = 'order:read',
  paymentConfirm = 'payment:confirm',
  orderRefund = 'order:refund',
  couponManage = 'coupon:manage',
  transactionRead = 'transaction:read',
  enrollmentManage = 'enrollment:manage',
  quizAuthor = 'quiz:author',
  quizTake = 'quiz:take',
  reviewWrite = 'review:write',
  reviewModerate = 'review:moderate',
  certificateRead = 'certificate:read',
  certificateManage = 'certificate:manage',
}

export const PERMISSIONS: readonly Permission[] = Object.values(Permission);

const learner: readonly Permission[] = [
  Permission.accountManage,
  Permission.profileManage,
  Permission.instructorApply,
  Permission.courseLearn,
  Permission.cartManage,
  Permission.wishlistManage,
  Permission.orderCreate,
  Permission.orderRead,
  Permission.transactionRead,
  Permission.enrollmentManage,
  Permission.quizTake,
  Permission.reviewWrite,
  Permission.certificateRead,
];

const author: readonly Permission[] = [
  Permission.courseCreate,
  Permission.courseEdit,
  Permission.coursePublish,
  Permission.mediaUpload,
  Permission.couponManage,
  Permission.quizAuthor,
];

/** The bundles: an instructor is a learner who may write courses, an admin may do everything. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  [Role.user]: learner,
  [Role.instructor]: [...learner, ...author],
  [Role.admin]: PERMISSIONS,
};

/** The permissions a role holds. */
export function permissionsOf(role: Role): readonly Permission[] {
  return ROLE_PERMISSIONS[role];
}
