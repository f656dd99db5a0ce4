import { newId } from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import { type TestService, bearer } from '@course-plateform/common/testing';
import { ratingSummaryGetMany } from '@course-plateform/types/review';
import { type ReviewFixture, histogram, startReview } from './review.fixture';

describe('requests about reviews', () => {
  let fixture: ReviewFixture;
  let rpc: TestService['rpc'];

  beforeAll(async () => {
    fixture = await startReview();
    rpc = fixture.review.rpc;
  });

  afterAll(() => fixture.review.stop());

  it('return a summary for each course, also without reviews', async () => {
    const [rated, unrated] = [newId(), newId()];
    for (const stars of [5, 4]) {
      await fixture.review.http
        .post('/api/v1/reviews')
        .set(bearer(await fixture.review.user()))
        .send({ courseId: rated, stars, text: 'Good.' })
        .expect(201);
    }
    const reply = await rpc.request(ratingSummaryGetMany, { courseIds: [rated, unrated] });
    expect(reply).toEqual({
      summaries: [
        { courseId: rated, average: 4.5, count: 2, histogram: histogram({ four: 1, five: 1 }) },
        { courseId: unrated, average: 0, count: 0, histogram: histogram({}) },
      ],
    });
  });

  it('with a malformed payload are rejected', async () => {
    await expect(rpc.request(ratingSummaryGetMany, { courseIds: ['x'] })).rejects.toThrow(
      RequestInvalid,
    );
  });
});
