import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import {
  EnrollmentEndReason,
  enrollmentEnded,
  enrollmentGranted,
} from '@course-plateform/types/user-progress';
import { Review } from '../src/review/review.entity';
import { type ReviewFixture, startReview } from './review.fixture';

describe('reviews of learners who got their money back', () => {
  let fixture: ReviewFixture;
  let author: TestUser;
  let courseId: string;
  let id: string;
  const enrollmentId = newId();

  beforeAll(async () => {
    fixture = await startReview();
  });

  afterAll(() => fixture.review.stop());

  beforeEach(async () => {
    author = await fixture.review.user();
    courseId = newId();
    const response = await fixture.review.http
      .post('/api/v1/reviews')
      .set({ ...bearer(author), 'Idempotency-Key': newId() })
      .send({ courseId, stars: 2, text: 'Not for me.' })
      .expect(201);
    expect(response.body).toMatchObject({ refunded: false });
    id = response.body.id as string;
  });

  async function end(aggregateVersion: number, reason: EnrollmentEndReason): Promise<void> {
    const payload = { enrollmentId, courseId, userId: author.id, reason };
    const about = { aggregateId: newId(), aggregateVersion };
    await fixture.review.events.publish(enrollmentEnded, payload, about);
    await isKnown(aggregateVersion);
  }

  async function grant(aggregateVersion: number): Promise<void> {
    const line = { orderId: newId(), orderLineId: newId(), publication: 1 };
    const payload = { enrollmentId, courseId, userId: author.id, ...line };
    const about = { aggregateId: newId(), aggregateVersion };
    await fixture.review.events.publish(enrollmentGranted, payload, about);
    await isKnown(aggregateVersion);
  }

  const isKnown = (version: number) =>
    eventually('the event is handled', async () => {
      const [review] = await fixture.review.stored(Review, { id });
      return review !== undefined && review.enrollmentVersion >= version;
    });

  const shown = async () =>
    (await fixture.review.http.get(`/api/v1/reviews/${id}`).expect(200)).body as object;

  it('are marked, and count all the same', async () => {
    await end(3, EnrollmentEndReason.refund);
    expect(await shown()).toMatchObject({ refunded: true, stars: 2 });
    const { body } = await fixture.review.http
      .get(`/api/v1/rating-summaries/${courseId}`)
      .expect(200);
    expect(body).toMatchObject({ count: 1, average: 2 });
  });

  it('are not marked after a withdrawal', async () => {
    await end(3, EnrollmentEndReason.withdrawal);
    expect(await shown()).toMatchObject({ refunded: false });
  });

  it('lose the mark with a new purchase, whatever comes late', async () => {
    await end(3, EnrollmentEndReason.refund);
    await grant(5);
    expect(await shown()).toMatchObject({ refunded: false });
    await end(4, EnrollmentEndReason.refund);
    expect(await shown()).toMatchObject({ refunded: false });
  });
});
