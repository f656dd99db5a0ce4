import { Kind, idOf, timeOf } from './made.mts';
import {
  DAY_ROWS,
  type Positions,
  RECENTLY,
  at,
  byId,
  byName,
  byNumber,
  byStars,
  inFeed,
  newest,
  oldest,
} from './positions.mts';

/** One way to request a list. `OWNER` stands for the hot owner, `COURSE` for a course that very many learn and
 * review, `CATEGORY` for a category. */
export interface Variant {
  readonly query: Readonly<Record<string, string>>;
  /** Cursor lists: what the service binds its cursors to, in its order of fields. */
  readonly binding?: Readonly<Record<string, string | number | boolean | null>>;
  readonly positions?: Positions;
}

/** A list route and the ways to request it: each documented filter and sort at least once. */
export interface ListEntry {
  readonly service: string;
  readonly path: string;
  readonly variants: readonly Variant[];
}

export const OWNER = 'OWNER';
export const CATEGORY = 'CATEGORY';
export const COURSE = 'COURSE';
/** Those that are there however many there are. */
const USER = idOf(Kind.other, 1);
const CATALOG_COURSE = idOf(Kind.row, 1);
const ORDER = idOf(Kind.row, 1);
const LEDGER_DAY = {
  postedFrom: timeOf(DAY_ROWS).toISOString(),
  postedBefore: timeOf(2 * DAY_ROWS).toISOString(),
};

function users({
  q = null,
  ...filter
}: Readonly<Record<string, string | null>>): Readonly<Record<string, string | null>> {
  return { query: q, role: null, status: null, ...filter };
}

function cursor(
  service: string,
  path: string,
  variants: readonly (readonly [Variant['query'], NonNullable<Variant['binding']>, Positions?])[],
  usual: Positions = newest,
): ListEntry {
  return {
    service,
    path: `/api/v1/${path}`,
    variants: variants.map(([query, binding, positions = usual]) => ({
      query,
      binding,
      positions,
    })),
  };
}

function numbered(service: string, path: string, queries: readonly Variant['query'][]): ListEntry {
  return { service, path: `/api/v1/${path}`, variants: queries.map((query) => ({ query })) };
}

/** Every list of the ten services that can grow. */
export const ENTRIES: readonly ListEntry[] = [
  numbered('auth', 'auth/sessions', [{}]),
  cursor('auth', 'auth/security-events', [[{}, { accountId: OWNER }]]),
  cursor('auth', 'auth/audit-events', [
    [{}, {}],
    [{ userId: OWNER }, { accountId: OWNER }],
    [{ type: 'sign_in' }, { type: 'sign_in' }],
    [{ type: 'token_reused' }, { type: 'token_reused' }],
    [
      { userId: OWNER, type: 'sign_in' },
      { accountId: OWNER, type: 'sign_in' },
    ],
  ]),
  cursor('certificate', 'certificates', [[{}, { userId: OWNER }]]),
  cursor('interaction', 'wishlist', [[{}, { userId: OWNER }]]),
  cursor('order', 'orders', [
    [{}, { buyerId: OWNER }],
    [{ status: 'fulfilled' }, { buyerId: OWNER, status: 'fulfilled' }],
    [{ status: 'pending_payment' }, { buyerId: OWNER, status: 'pending_payment' }],
  ]),
  cursor('order', 'bank-transfers', [
    [{}, { method: 'bank_transfer' }],
    [{ status: 'succeeded' }, { method: 'bank_transfer', status: 'succeeded' }],
    [{ status: 'needs_review' }, { method: 'bank_transfer', status: 'needs_review' }],
  ]),
  cursor('order', 'coupons', [
    [{}, {}],
    [{ batchId: USER }, { batchId: USER }],
  ]),
  cursor('order', 'transactions', [
    [{}, {}],
    [{ userId: OWNER }, { userId: OWNER }],
  ]),
  cursor('order', 'refund-requests', [
    [{}, {}],
    [{ status: 'approved' }, { status: 'approved' }],
    [{ status: 'open' }, { status: 'open' }],
    [{ orderId: ORDER }, { orderId: ORDER }],
  ]),
  cursor('order', 'reconciliation/findings', [
    [{}, { isOpen: true }],
    [{ kind: 'provider_mismatch' }, { isOpen: true, kind: 'provider_mismatch' }],
    [{ status: 'closed' }, { isOpen: false }],
    [
      { status: 'closed', kind: 'hold_without_order' },
      { isOpen: false, kind: 'hold_without_order' },
    ],
  ]),
  cursor('order', 'disputes', [
    [{}, {}],
    [{ status: 'needs_response' }, { status: 'needs_response' }],
    [{ status: 'lost' }, { status: 'lost' }],
    [{ orderId: ORDER }, { orderId: ORDER }],
  ]),
  cursor('order', 'payment-reviews', [
    [{}, {}],
    [{ status: 'open' }, { status: 'open' }],
    [{ status: 'kept' }, { status: 'kept' }],
    [{ orderId: ORDER }, { orderId: ORDER }],
  ]),
  cursor('order', 'refunds', [
    [{}, {}],
    [{ status: 'succeeded' }, { status: 'succeeded' }],
    [{ status: 'failed' }, { status: 'failed' }],
    [{ orderId: ORDER }, { orderId: ORDER }],
  ]),
  cursor('order', 'earnings/entries', [
    [{}, { account: 'instructor_earnings', instructorId: OWNER }],
    [{ instructorId: OWNER }, { account: 'instructor_earnings', instructorId: OWNER }],
    [{ currency: 'USD' }, { account: 'instructor_earnings', instructorId: OWNER, currency: 'USD' }],
  ]),
  cursor('order', 'ledger/entries', [
    [{}, {}],
    [{ orderId: ORDER }, { orderId: ORDER }],
    [{ lineId: ORDER }, { lineId: ORDER }],
    [{ account: 'instructor_earnings' }, { account: 'instructor_earnings' }],
    [{ account: 'bank' }, { account: 'bank' }],
    [{ kind: 'charge' }, { kind: 'charge' }],
    [{ kind: 'refund' }, { kind: 'refund' }],
    // Many of each, and few of both.
    [
      { account: 'losses', kind: 'refund' },
      { account: 'losses', kind: 'refund' },
    ],
    [{ instructorId: OWNER }, { instructorId: OWNER }],
    [{ currency: 'USD' }, { currency: 'USD' }],
    [{ currency: 'JPY' }, { currency: 'JPY' }],
    [
      { account: 'bank', currency: 'JPY' },
      { account: 'bank', currency: 'JPY' },
    ],
    [LEDGER_DAY, LEDGER_DAY],
    [
      { account: 'instructor_earnings', ...LEDGER_DAY },
      { account: 'instructor_earnings', ...LEDGER_DAY },
    ],
  ]),
  cursor('order', 'payouts', [
    [{}, {}],
    [{ status: 'paid' }, { status: 'paid' }],
    [{ status: 'failed' }, { status: 'failed' }],
    [{ instructorId: OWNER }, { instructorId: OWNER }],
    [
      { instructorId: OWNER, status: 'failed' },
      { instructorId: OWNER, status: 'failed' },
    ],
  ]),
  cursor('order', 'payout-runs', [[{}, {}]]),
  cursor('review', 'reviews', [
    [{ courseId: COURSE }, { courseId: COURSE, sort: 'newest' }],
    [{ courseId: COURSE, sort: '-rating' }, { courseId: COURSE, sort: '-rating' }, byStars],
    [
      { courseId: COURSE, rating: '1' },
      { courseId: COURSE, stars: 1, sort: 'newest' },
    ],
    [
      { courseId: COURSE, rating: '5' },
      { courseId: COURSE, stars: 5, sort: 'newest' },
    ],
    [
      { courseId: COURSE, rating: '5', sort: '-rating' },
      { courseId: COURSE, stars: 5, sort: '-rating' },
      (rows) => ({ deep: [5, at(rows / 2)[1]], last: [5, at(rows / 10)[1]] }),
    ],
  ]),
  cursor('review', 'reviews/mine', [[{}, { authorId: OWNER, sort: 'newest' }]]),
  numbered('user', 'instructors', [{}]),
  cursor('user', 'users', [
    [{}, users({})],
    [{ role: 'instructor' }, users({ role: 'instructor' })],
    [{ role: 'user' }, users({ role: 'user' })],
    [{ status: 'active' }, users({ status: 'active' })],
    [{ status: 'suspended' }, users({ status: 'suspended' })],
    [
      { role: 'instructor', status: 'suspended' },
      users({ role: 'instructor', status: 'suspended' }),
    ],
    [{ ids: USER }, users({ ids: USER })],
    [{ q: 'name 4567' }, users({ q: 'name 4567' }), byName],
    [{ q: 'name 4567', role: 'user' }, users({ q: 'name 4567', role: 'user' }), byName],
  ]),
  cursor(
    'user',
    'instructor-applications',
    [
      [{}, { status: null }],
      [{ status: 'pending' }, { status: 'pending' }],
      [{ status: 'approved' }, { status: 'approved' }],
    ],
    oldest,
  ),
  cursor('user-progress', 'enrollments', [
    [{}, { userId: OWNER }],
    [{ status: 'active' }, { userId: OWNER, status: 'active' }],
    [{ status: 'ended' }, { userId: OWNER, status: 'ended' }],
    [{ courseId: COURSE }, { userId: OWNER, courseId: COURSE }],
  ]),
  cursor('user-progress', 'course-rosters/{courseId}', [
    [{}, { courseId: COURSE }],
    [{ status: 'ended' }, { courseId: COURSE, status: 'ended' }],
  ]),
  cursor(
    'course',
    'courses/mine',
    [
      [{}, { instructorId: OWNER }],
      [{ status: 'published' }, { instructorId: OWNER, status: 'published' }],
      [{ status: 'in_review' }, { instructorId: OWNER, status: 'in_review' }],
    ],
    byId,
  ),
  cursor(
    'course',
    'course-submissions',
    [
      [{}, {}],
      [{ status: 'pending' }, { status: 'pending' }],
      [{ status: 'approved' }, { status: 'approved' }],
    ],
    byId,
  ),
  cursor(
    'course',
    'course-feed',
    [
      [{}, { feed: 'courses' }],
      [{ updatedSince: RECENTLY }, { feed: 'courses' }],
    ],
    inFeed,
  ),
  cursor('course', 'sitemap-feed', [[{}, { feed: 'sitemap' }]], oldest),
  cursor('course', 'courses/{id}/sale-prices', [[{}, { courseId: COURSE }]]),
  cursor('course', 'courses/{id}/changes', [[{}, { courseId: COURSE }]], byId),
  cursor('course', 'courses/{id}/versions', [[{}, { courseId: COURSE }]], byNumber),
  cursor(
    'course',
    'media',
    [
      [{}, { ownerId: OWNER }],
      [{ kind: 'image' }, { ownerId: OWNER, kind: 'image' }],
      [{ unused: 'true' }, { ownerId: OWNER, unused: true }],
      [{ unused: 'false' }, { ownerId: OWNER, unused: false }],
    ],
    byId,
  ),
  numbered('course', 'courses', [
    {},
    { sort: '-rating' },
    { sort: 'popular' },
    { sort: 'price' },
    { sort: '-price' },
    { q: 'sanskrit' },
    { q: 'sanskrit', sort: 'newest' },
    { q: 'python' },
    { ids: CATALOG_COURSE },
    { categoryId: CATEGORY },
    { categoryId: CATEGORY, sort: 'popular' },
    { instructorId: OWNER },
    { instructorId: OWNER, sort: '-rating' },
    { level: 'expert' },
    { level: 'expert', sort: 'price' },
    { language: 'es' },
    { language: 'sa' },
    { language: 'sa', sort: 'popular' },
    { minRating: '4.5' },
    { minRating: '4.5', sort: 'price' },
    { free: 'true' },
    { free: 'false', sort: '-rating' },
    { minPrice: '1000', maxPrice: '1100' },
    { minPrice: '1000', maxPrice: '1100', sort: 'popular' },
    { minPrice: '1000', maxPrice: '1100', currency: 'USD' },
    { currency: 'USD', sort: 'price' },
    { duration: 'over_10h' },
    { features: 'quiz' },
    { facets: 'true' },
  ]),
];
