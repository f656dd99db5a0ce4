import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import type { ApplicationPageResponse } from '../src/application/application.dto';
import { InstructorApplication } from '../src/application/application.entity';
import { UserProfile } from '../src/profile/profile.entity';
import { aPerson, startUser } from './user.fixture';

const motivation = 'I have taught mathematics for ten years.';

describe('instructor applications', () => {
  let user: TestService;
  let ada: TestUser;
  let admin: TestUser;

  beforeAll(async () => {
    user = await startUser();
    admin = await aPerson(user, { role: Role.admin });
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aPerson(user);
  });

  function apply(person: TestUser, body: object = { motivation }) {
    return user.http.post('/api/v1/instructor-applications').set(bearer(person)).send(body);
  }

  async function applied(person = ada) {
    const answer = await apply(person).expect(201);
    return answer.body as { id: string };
  }

  function decide(id: string, body: object, by = admin) {
    return user.http
      .post(`/api/v1/instructor-applications/${id}/decisions`)
      .set(bearer(by))
      .send(body);
  }

  it('waits for a decision', async () => {
    const answer = await apply(ada).expect(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      userId: ada.id,
      applicant: expect.objectContaining({ name: 'Ada Lovelace', isInstructor: false }),
      motivation,
      status: 'pending',
      reason: null,
      decidedAt: null,
      createdAt: expect.any(String),
      version: 1,
    });
    const mine = await user.http
      .get('/api/v1/instructor-applications/me')
      .set(bearer(ada))
      .expect(200);
    expect(mine.body).toEqual(answer.body);
  });

  it('can be made once at a time, also in parallel', async () => {
    const answers = await Promise.all([apply(ada), apply(ada), apply(ada)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'instructor_application.exists' });
    expect(await user.stored(InstructorApplication, { userId: ada.id })).toHaveLength(1);
  });

  it('makes an instructor of an accepted applicant, and tells everybody', async () => {
    const { id } = await applied();
    const answer = await decide(id, { decision: 'accepted' }).expect(201);
    expect(answer.body).toMatchObject({
      status: 'accepted',
      applicant: { isInstructor: true, slug: expect.stringMatching(/^ada-lovelace-/) },
    });
    const event = await user.events.next(
      userRoleChanged,
      ({ payload }) => payload.userId === ada.id,
    );
    expect(event).toMatchObject({
      aggregateVersion: 2,
      payload: { userId: ada.id, role: 'instructor' },
    });
    const me = await user.http.get('/api/v1/users/me').set(bearer(ada));
    expect(me.body).toMatchObject({ role: 'instructor' });
    const again = await apply(ada);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'instructor_application.not_needed' });
  });

  it('needs a reason for a refusal, and then can be made again', async () => {
    const { id } = await applied();
    const silent = await decide(id, { decision: 'refused' });
    expect(silent.status).toBe(422);
    expect(silent.body).toMatchObject({ code: 'instructor_application.reason_missing' });
    await decide(id, { decision: 'refused', reason: 'Too vague.' }).expect(201);
    const mine = await user.http.get('/api/v1/instructor-applications/me').set(bearer(ada));
    expect(mine.body).toMatchObject({ status: 'refused', reason: 'Too vague.' });
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ role: 'user' }]);
    await apply(ada).expect(201);
  });

  it('is decided once, also by two admins at the same time', async () => {
    const { id } = await applied();
    const answers = await Promise.all([
      decide(id, { decision: 'accepted' }),
      decide(id, { decision: 'refused', reason: 'No.' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const late = await decide(id, { decision: 'refused', reason: 'No.' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'state.transition_not_allowed', allowed: [] });
  });

  it('gives the same answer again for the same Idempotency-Key', async () => {
    const { id } = await applied();
    const key = { 'Idempotency-Key': newId() };
    const first = await decide(id, { decision: 'accepted' }).set(key).expect(201);
    const second = await decide(id, { decision: 'accepted' }).set(key).expect(201);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(second.headers.etag).toBe(first.headers.etag);
  });

  it('is decided by admins only', async () => {
    const { id } = await applied();
    const answer = await decide(id, { decision: 'accepted' }, ada);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'auth.forbidden' });
    const absent = await decide(newId(), { decision: 'accepted' });
    expect(absent.status).toBe(404);
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ role: 'user' }]);
  });

  it.each([{}, { motivation: 'short' }, { motivation, status: 'accepted' }])(
    'refuses the body %j',
    async (body) => {
      const answer = await apply(ada, body);
      expect(answer.status).toBe(422);
    },
  );

  it('answers 404 to somebody who never applied, and 409 to an admin', async () => {
    await user.http.get('/api/v1/instructor-applications/me').set(bearer(ada)).expect(404);
    await apply(admin).expect(409);
  });

  it('is listed by state, those that have waited longest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await applied(await aPerson(user))).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer: { body: ApplicationPageResponse } = await user.http
        .get('/api/v1/instructor-applications')
        .query({ status: 'pending', limit: 2, ...(cursor === null ? {} : { cursor }) })
        .set(bearer(admin))
        .expect(200);
      expect(answer.body.items.every(({ applicant }) => applicant !== null)).toBe(true);
      seen.push(...answer.body.items.map(({ id }) => id));
      cursor = answer.body.page.next;
    } while (cursor !== null);
    expect(seen.slice(-3)).toEqual(ids);
    const denied = await user.http.get('/api/v1/instructor-applications').set(bearer(ada));
    expect(denied.status).toBe(403);
  });
});
