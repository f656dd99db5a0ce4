import { IdempotencyIdentity, IdempotencyStore } from '@course-plateform/common/http';
import { newId } from '@course-plateform/common/kernel';
import {
  type TestService,
  type TestUser,
  bearer,
  migrateFrom,
} from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import type { ApplicationPageResponse } from '../src/application/application.dto';
import { InstructorApplication } from '../src/application/application.entity';
import { UserProfile } from '../src/profile/profile.entity';
import { aUser, startUser } from './user.fixture';

const BEFORE_ONE_NAME_FOR_DECISIONS = 'Migration20261129021000';
const motivation = 'I have taught mathematics for ten years.';

describe('instructor applications', () => {
  let user: TestService;
  let ada: TestUser;
  let admin: TestUser;

  beforeAll(async () => {
    user = await startUser();
    admin = await aUser(user, { role: Role.admin });
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aUser(user);
  });

  function apply(applicant: TestUser, body: object = { motivation }) {
    return user.http.post('/api/v1/instructor-applications').set(bearer(applicant)).send(body);
  }

  async function applied(applicant = ada) {
    const response = await apply(applicant).expect(201);
    return response.body as { id: string };
  }

  function decide(id: string, body: object, by = admin) {
    return user.http
      .post(`/api/v1/instructor-applications/${id}/decisions`)
      .set(bearer(by))
      .send(body);
  }

  it('waits for a decision', async () => {
    const response = await apply(ada).expect(201);
    expect(response.body).toEqual({
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
    expect(mine.body).toEqual(response.body);
  });

  it('can be made once at a time, also in parallel', async () => {
    const responses = await Promise.all([apply(ada), apply(ada), apply(ada)]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = responses.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'instructor_application.exists' });
    expect(await user.stored(InstructorApplication, { userId: ada.id })).toHaveLength(1);
  });

  it('makes an instructor of an approved applicant, and tells everybody', async () => {
    const { id } = await applied();
    const response = await decide(id, { decision: 'approve' }).expect(201);
    expect(response.body).toMatchObject({
      status: 'approved',
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

  it('needs a reason for a rejection, and then can be made again', async () => {
    const { id } = await applied();
    const silent = await decide(id, { decision: 'reject' });
    expect(silent.status).toBe(422);
    expect(silent.body).toMatchObject({ code: 'instructor_application.reason_missing' });
    await decide(id, { decision: 'reject', reason: 'Too vague.' }).expect(201);
    const mine = await user.http.get('/api/v1/instructor-applications/me').set(bearer(ada));
    expect(mine.body).toMatchObject({ status: 'rejected', reason: 'Too vague.' });
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ role: 'user' }]);
    await apply(ada).expect(201);
  });

  it('is decided once, also by two admins at the same time', async () => {
    const { id } = await applied();
    const responses = await Promise.all([
      decide(id, { decision: 'approve' }),
      decide(id, { decision: 'reject', reason: 'No.' }),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    const late = await decide(id, { decision: 'reject', reason: 'No.' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ code: 'state.transition_not_allowed', allowed: [] });
  });

  it('gives the same response again for the same Idempotency-Key', async () => {
    const { id } = await applied();
    const key = { 'Idempotency-Key': newId() };
    const first = await decide(id, { decision: 'approve' }).set(key).expect(201);
    const second = await decide(id, { decision: 'approve' }).set(key).expect(201);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(second.body).toEqual(first.body);
    expect(second.headers.etag).toBe(first.headers.etag);
  });

  it('gives a response again that was stored when decisions were `accepted` and `refused`', async () => {
    const application = await applied();
    const { id } = application;
    const key = newId();
    const route = `POST /api/v1/instructor-applications/${id}/decisions`;
    const body = { decision: 'accepted' };
    const decidedAt = new Date().toISOString();
    const stored = { ...application, status: 'accepted', decidedAt, version: 2 };
    const store = user.get(IdempotencyStore);
    const claim = await store.claim(new IdempotencyIdentity(admin.id, route, key), body);
    if ('status' in claim) throw new Error('The key has a response already');
    const kept = JSON.stringify(stored);
    user.storedByOlderRelease(kept);
    await store.complete(user.em(), claim, { status: 201, body: kept });
    store.settle(claim);
    const again = await decide(id, body).set({ 'Idempotency-Key': key }).expect(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(stored);
    const late = await decide(id, body).set({ 'Idempotency-Key': newId() }).expect(422);
    expect(late.body.errors).toEqual([
      expect.objectContaining({ pointer: '/decision', code: 'field.is_enum' }),
    ]);
    expect(await user.stored(InstructorApplication, { id })).toMatchObject([{ status: 'pending' }]);
  });

  it('is approved or rejected where an older release has stored `accepted` or `refused`', async () => {
    const states = [
      ['accepted', 'approved'],
      ['refused', 'rejected'],
      ['pending', 'pending'],
    ] as const;
    const ids: string[] = [];
    for (const _ of states) ids.push((await applied(await aUser(user))).id);
    await migrateFrom(user, BEFORE_ONE_NAME_FOR_DECISIONS, async (em) => {
      for (const [index, [before]] of states.entries()) {
        await em.execute('update instructor_application set status = ? where id = ?', [
          before,
          ids[index],
        ]);
      }
    });
    const stored = await user.stored(InstructorApplication, { id: { $in: ids } });
    const byId = new Map(stored.map(({ id, status }) => [id, status]));
    expect(ids.map((id) => byId.get(id))).toEqual(states.map(([, now]) => now));
  });

  it('is decided by admins only', async () => {
    const { id } = await applied();
    const response = await decide(id, { decision: 'approve' }, ada);
    expect(response.status).toBe(403);
    expect(response.body).toMatchObject({ code: 'auth.forbidden' });
    const absent = await decide(newId(), { decision: 'approve' });
    expect(absent.status).toBe(404);
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ role: 'user' }]);
  });

  it.each([{}, { motivation: 'short' }, { motivation, status: 'approved' }])(
    'refuses the body %j',
    async (body) => {
      const response = await apply(ada, body);
      expect(response.status).toBe(422);
    },
  );

  it('returns 404 to a user who never applied, and 409 to an admin', async () => {
    await user.http.get('/api/v1/instructor-applications/me').set(bearer(ada)).expect(404);
    await apply(admin).expect(409);
  });

  it('is listed by state, those that have waited longest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await applied(await aUser(user))).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const response: { body: ApplicationPageResponse } = await user.http
        .get('/api/v1/instructor-applications')
        .query({ status: 'pending', limit: 2, ...(cursor === null ? {} : { cursor }) })
        .set(bearer(admin))
        .expect(200);
      expect(response.body.items.every(({ applicant }) => applicant !== null)).toBe(true);
      seen.push(...response.body.items.map(({ id }) => id));
      cursor = response.body.page.next;
    } while (cursor !== null);
    expect(seen.slice(-3)).toEqual(ids);
    const denied = await user.http.get('/api/v1/instructor-applications').set(bearer(ada));
    expect(denied.status).toBe(403);
  });
});
