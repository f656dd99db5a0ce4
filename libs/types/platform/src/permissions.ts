import { describeEnum } from './enum-meanings';

/** The role of a user, which determines the permissions. */
export enum Role {
  user = 'user',
  instructor = 'instructor',
  admin = 'admin',
}

describeEnum(Role, {
  user: 'A learner, who may buy and take courses, review them and earn certificates',
  instructor: 'A learner who also teaches, and may write, price and publish courses of their own',
  admin: 'Runs the platform and holds every permission',
});

/** Every permission of the ten services, `<resource>:<action>`. */
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
  couponAdminister = 'coupon:administer',
  transactionRead = 'transaction:read',
  earningRead = 'earning:read',
  payoutManage = 'payout:manage',
  ledgerRead = 'ledger:read',
  enrollmentManage = 'enrollment:manage',
  quizAuthor = 'quiz:author',
  quizTake = 'quiz:take',
  reviewWrite = 'review:write',
  reviewModerate = 'review:moderate',
  certificateRead = 'certificate:read',
  certificateManage = 'certificate:manage',
}

describeEnum(Permission, {
  'account:manage': "Sign-in, password, sessions and linked identities of one's own account",
  'profile:manage': "Read and edit one's own profile",
  'user:read': 'Read all users, with what only they see otherwise',
  'user:manage': 'Edit, suspend and erase users, and change roles',
  'audit:read': 'Read the security events of all accounts',
  'instructor:apply': 'Apply to become an instructor',
  'instructor:decide': 'Read and decide on applications',
  'category:manage': 'Create, edit and delete categories',
  'course:create': "Create courses and list one's own",
  'course:edit': "Edit drafts of one's own courses",
  'course:publish': "Submit, publish and unpublish one's own courses",
  'course:review': 'Read and decide on submissions of courses',
  'course:learn': 'Read the lessons of courses one is enrolled in',
  'media:upload': "Upload media for one's own courses",
  'cart:manage': "Read and change one's own cart",
  'wishlist:manage': "Read and change one's own wishlist",
  'order:create': 'Create quotes, orders, payments and refund requests',
  'order:read': "Read one's own orders",
  'payment:confirm': 'Read bank transfers and confirm their receipt',
  'order:refund': 'Read all refund requests and refunds, and decide on them',
  'coupon:manage': "Create, edit and deactivate coupons of one's own courses",
  'coupon:administer': 'Create coupons for the whole site, and manage those of everybody',
  'transaction:read': "Read one's own charges and refunds; admins read those of everybody",
  'earning:read': "Read one's own earnings, statements and payouts",
  'payout:manage': 'Read all earnings and payouts, and start, confirm and fail payouts',
  'ledger:read': 'Read the books of the platform',
  'enrollment:manage': 'Enroll, learn and withdraw',
  'quiz:author': "Create, edit and publish quizzes of one's own courses",
  'quiz:take': 'Take quizzes of courses one is enrolled in',
  'review:write': "Write, edit and delete one's own reviews",
  'review:moderate': 'Read and decide on reports of reviews',
  'certificate:read': "Read one's own certificates",
  'certificate:manage': 'Revoke and reissue certificates',
});

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
  Permission.earningRead,
  Permission.quizAuthor,
];

/** The permissions of each role: an instructor is a learner who can write courses, an admin can do everything. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  [Role.user]: learner,
  [Role.instructor]: [...learner, ...author],
  [Role.admin]: PERMISSIONS,
};

/** The permissions of a role. */
export function permissionsOf(role: Role): readonly Permission[] {
  return ROLE_PERMISSIONS[role];
}
