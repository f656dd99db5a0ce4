import { DAY_MS, MovableClock, SystemClock, newId } from '@course-plateform/common/kernel';
import { MongoInboxMessage } from '@course-plateform/common/events';
import { MailJobs, OutgoingMail } from '@course-plateform/common/mail';
import { eventually } from '@course-plateform/common/test-kit';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { courseOfferGetMany, courseOwnershipGetMany } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { userErased } from '@course-plateform/types/user';
import { CourseInvitation } from '../src/course-team/course-invitation.entity';
import { CourseTeamJobs } from '../src/course-team/course-team.job';
import { CourseFixture } from './course.fixture';
import { TeamSteps } from './course-team.fixture';

const ALL_RIGHTS = ['manage', 'captions', 'questions', 'reviews', 'finance'];

describe('the team of a course', () => {
  const clock = new MovableClock(new SystemClock());
  let fixture: CourseFixture;
  let owner: TestUser;
  let steps: TeamSteps;

  beforeAll(async () => {
    fixture = await CourseFixture.start({}, clock);
    owner = fixture.instructor;
    steps = await TeamSteps.of(fixture);
  });

  afterAll(() => fixture.stop());

  const aTeacher: TeamSteps['aTeacher'] = (...given) => steps.aTeacher(...given);
  const invite: TeamSteps['invite'] = (...given) => steps.invite(...given);
  const decide: TeamSteps['decide'] = (...given) => steps.decide(...given);
  const joined: TeamSteps['joined'] = (...given) => steps.joined(...given);
  const team = (courseId: string, by = owner) => fixture.get(`/courses/${courseId}/team`, by);

  describe('is joined', () => {
    it('by the account with the invited address, which a mail is sent to', async () => {
      const draft = await fixture.draft({ title: 'Taught by two' });
      const teacher = await aTeacher();
      const { body, headers } = await invite(draft.id, teacher.email.toUpperCase()).expect(201);
      expect(headers['location']).toBe(`/api/v1/course-invitations/${body.id}`);
      expect(body).toMatchObject({ status: 'open', courseTitle: 'Taught by two' });
      const mails = await fixture.course.stored(OutgoingMail);
      expect(mails.at(-1)).toMatchObject({ template: 'course-invitation', userId: null });

      const shown = await fixture.get(`/course-invitations/${body.id}`, teacher).expect(200);
      expect(shown.body).toEqual(body);
      const accepted = await decide(body.id, 'acceptances', teacher).expect(201);
      expect(accepted.body).toEqual({ ...body, status: 'accepted', email: null });
      const { body: after } = await team(draft.id).expect(200);
      expect(after).toMatchObject({
        owner: { instructorId: owner.id, basisPoints: 8000, profile: { name: 'Grace Hopper' } },
        members: [{ instructorId: teacher.id, rights: ['manage'], basisPoints: 2000 }],
        invitations: [],
      });
      const [stored] = await fixture.course.stored(CourseInvitation, { id: body.id });
      expect(stored).toMatchObject({ email: null, decidedBy: teacher.id });
    });

    it('once, however often it is accepted', async () => {
      const { id } = await fixture.draft();
      const teacher = await aTeacher();
      const { body } = await invite(id, teacher.email);
      const all = await Promise.all(
        Array.from({ length: 5 }, () => decide(body.id, 'acceptances', teacher)),
      );
      expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      const refused = all.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'course.invitation_over' });
      expect((await team(id)).body.members).toHaveLength(1);
    });

    it('by no other account', async () => {
      const { id } = await fixture.draft();
      const unconfirmed = await aTeacher(false);
      const { body } = await invite(id, unconfirmed.email);
      for (const other of [unconfirmed, await aTeacher(), owner]) {
        const refused = await decide(body.id, 'acceptances', other);
        expect(refused.body).toMatchObject({ status: 404, code: 'course.invitation_not_found' });
        await fixture.get(`/course-invitations/${body.id}`, other).expect(404);
      }
      const learner = await fixture.course.user(Role.user);
      steps.accounts.set(learner.id, { email: unconfirmed.email, isVerified: true });
      await decide(body.id, 'acceptances', learner).expect(403);
      expect((await team(id)).body).toMatchObject({ members: [], invitations: [{ id: body.id }] });
    });

    it('not after the invitation was rejected, revoked, or not decided in time', async () => {
      const { id } = await fixture.draft();
      const teacher = await aTeacher();
      const statuses = ['rejected', 'revoked', 'expired'] as const;
      for (const status of statuses) {
        const { body } = await invite(id, teacher.email).expect(201);
        if (status === 'rejected') await decide(body.id, 'rejections', teacher).expect(201);
        if (status === 'revoked') {
          const path = `/api/v1/courses/${id}/team/invitations/${body.id}`;
          await fixture.course.http.delete(path).set(bearer(owner)).expect(204);
        }
        if (status === 'expired') clock.moveTo(clock.offsetMs + 15 * DAY_MS);
        const refused = await decide(body.id, 'acceptances', teacher);
        expect(refused.status).toBe(status === 'revoked' ? 404 : 409);
        const [stored] = await fixture.course.stored(CourseInvitation, { id: body.id });
        if (status !== 'expired') expect(stored).toMatchObject({ status, email: null });
      }
      const jobs = fixture.course.get(CourseTeamJobs);
      await jobs.run();
      const ended = await fixture.course.stored(CourseInvitation, { courseId: id });
      expect(ended.map(({ email, status }) => ({ email, status }))).toEqual(
        statuses.map((status) => ({ email: null, status })),
      );
      clock.moveTo(clock.offsetMs + 31 * DAY_MS);
      await jobs.run();
      expect(await fixture.course.stored(CourseInvitation, { courseId: id })).toEqual([]);
    });
  });

  describe('is invited', () => {
    it('not after the draft is gone, whose invitations go with it', async () => {
      const [{ id }, other] = [await fixture.draft(), await fixture.draft()];
      const [teacher, colleague] = [await aTeacher(), await aTeacher()];
      const { body } = await invite(id, teacher.email).expect(201);
      await invite(id, colleague.email).expect(201);
      await invite(other.id, colleague.email).expect(201);
      const { version } = (await fixture.get(`/courses/${id}/draft`, owner)).body;
      expect((await fixture.change('delete', `/courses/${id}`, version)).status).toBe(204);
      expect((await decide(body.id, 'acceptances', teacher)).status).toBe(404);
      expect(await fixture.course.stored(CourseInvitation, { courseId: id })).toEqual([]);
      const kept = await fixture.course.stored(CourseInvitation, { courseId: other.id });
      expect(kept).toMatchObject([{ status: 'open' }]);
    });

    it('once an address, and not beyond the share of the owner', async () => {
      const { id } = await fixture.draft();
      const teacher = await joined(id, { basisPoints: 9000 });
      const tooMuch = await invite(id, 'one@example.com', { basisPoints: 1001 });
      expect(tooMuch.body).toMatchObject({ status: 409, code: 'course.shares_exceeded' });
      await invite(id, 'one@example.com', { basisPoints: 1000 }).expect(201);
      const again = await invite(id, 'ONE@example.com', { basisPoints: 0 });
      expect(again.body).toMatchObject({ status: 409, code: 'course.invitation_exists' });
      const { body } = await invite(id, teacher.email, { basisPoints: 0 }).expect(201);
      const member = await decide(body.id, 'acceptances', teacher);
      expect(member.body).toMatchObject({ status: 409, code: 'course.member_exists' });
    });

    it('up to twenty, also all at once', async () => {
      const { id } = await fixture.draft();
      const offer = { basisPoints: 0 };
      const all = await Promise.all(
        Array.from({ length: 24 }, (_, n) => invite(id, `n${n}@example.com`, offer)),
      );
      const made = all.filter(({ status }) => status === 201);
      expect(made).toHaveLength(20);
      const refused = all.filter(({ status }) => status !== 201);
      expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['course.team_full']));
      expect((await team(id)).body.invitations).toHaveLength(20);
    });

    it('by the owner alone', async () => {
      const { id } = await fixture.draft();
      const member = await joined(id, { rights: ALL_RIGHTS });
      const refused = await invite(id, 'x@example.com', {}, member);
      expect(refused.body).toMatchObject({ status: 403, code: 'course.right_missing' });
      await invite(id, 'x@example.com', {}, await aTeacher()).expect(404);
    });
  });

  describe('may do what its rights allow:', () => {
    it('read the draft, and nothing more without any', async () => {
      const draft = await fixture.draft();
      const member = await joined(draft.id, { rights: [] });
      const { body, headers } = await fixture
        .get(`/courses/${draft.id}/draft`, member)
        .set('accept-encoding', 'identity')
        .expect(200);
      expect(headers['etag']).toBe(`"${body.version}"`);
      const mine = await fixture.get('/courses/mine', member).expect(200);
      expect(mine.body.items).toMatchObject([{ id: draft.id, instructorId: owner.id }]);
      const lesson = draft.sections[0]?.lessons[0]?.id ?? '';
      await fixture.get(`/courses/${draft.id}/lessons/${lesson}`, member).expect(200);
      const path = `/courses/${draft.id}`;
      const refused = [
        fixture.change('patch', `${path}/draft`, body.version, { title: 'Mine now' }, member),
        fixture.post(`${path}/sections`, { title: 'More' }, member),
        fixture.post(`${path}/submissions`, {}, member),
        fixture.post(`${path}/clones`, {}, member),
        fixture.get(`${path}/sale-prices`, member),
        fixture.change('delete', path, body.version, undefined, member),
      ];
      for (const { body: problem } of await Promise.all(refused)) {
        expect(problem).toMatchObject({ status: 403, code: 'course.right_missing' });
      }
      expect((await fixture.get(`/courses/${draft.id}/draft`, owner)).body).toEqual(body);
    });

    it('edit, submit and publish with `manage`, but not set prices', async () => {
      const { id } = await fixture.draft();
      const member = await joined(id);
      const { body } = await fixture.get(`/courses/${id}/draft`, member);
      const edit = { title: 'Edited together' };
      const edited = await fixture.change(
        'patch',
        `/courses/${id}/draft`,
        body.version,
        edit,
        member,
      );
      expect(edited.body).toMatchObject({ title: 'Edited together' });
      await fixture.approve(id, member);
      await fixture.post(`/courses/${id}/publications`, {}, member).expect(201);
      const price = { listPrice: { amountMinor: 1, currency: 'USD' } };
      const now = await fixture.get(`/courses/${id}/draft`, member);
      await fixture
        .change('put', `/courses/${id}/pricing`, now.body.version, price, member)
        .expect(403);
      await fixture.post(`/courses/${id}/archives`, {}, member).expect(403);
    });

    it('see the shares of all with `finance`, and otherwise their own', async () => {
      const { id } = await fixture.draft();
      const bookkeeper = await joined(id, { rights: ['finance'], basisPoints: 100 });
      const other = await joined(id, { rights: [], basisPoints: 200 });
      const seen = (await team(id, other)).body;
      expect(seen.owner.basisPoints).toBeNull();
      const shares = (body: typeof seen) =>
        body.members.map((one: { basisPoints: number | null }) => one.basisPoints);
      expect(shares(seen)).toEqual([null, 200]);
      const all = (await team(id, bookkeeper)).body;
      expect([all.owner.basisPoints, ...shares(all)]).toEqual([9700, 100, 200]);
      await fixture.get(`/courses/${id}/sale-prices`, bookkeeper).expect(200);
    });

    it('what the owner grants later, at once', async () => {
      const { id } = await fixture.draft();
      const member = await joined(id, { rights: [] });
      const { version } = (await team(id)).body;
      const path = `/courses/${id}/team/members/${member.id}`;
      const stale = await fixture.change('patch', path, version - 1, { rights: ['manage'] });
      expect(stale.status).toBe(412);
      const { body } = await fixture.change('patch', path, version, { rights: ['manage'] });
      expect(body).toMatchObject({ members: [{ rights: ['manage'], basisPoints: 2000 }] });
      await fixture.post(`/courses/${id}/sections`, { title: 'More' }, member).expect(201);
    });
  });

  describe('shares', () => {
    it('10,000 basis points, whatever is set', async () => {
      const { id } = await fixture.draft();
      const member = await joined(id);
      const { version } = (await team(id)).body;
      const share = (instructorId: string, basisPoints: number) => ({ instructorId, basisPoints });
      const set = (...shares: object[]) =>
        fixture.change('put', `/courses/${id}/team/shares`, version, { shares });
      for (const wrong of [
        [share(owner.id, 5000), share(member.id, 5001)],
        [share(owner.id, 10_000)],
        [share(owner.id, 5000), share(owner.id, 5000)],
        [share(owner.id, 5000), share(newId(), 5000)],
        [share(owner.id, 5000), share(member.id, 4000), share(member.id, 1000)],
      ]) {
        const refused = await set(...wrong);
        expect(refused.body).toMatchObject({ status: 422, code: 'course.shares_invalid' });
      }
      const { body } = await set(share(member.id, 3333), share(owner.id, 6667)).expect(200);
      expect(body).toMatchObject({
        owner: { basisPoints: 6667 },
        members: [{ basisPoints: 3333 }],
        version: version + 1,
      });
    });

    it('and members are known to the services that sell the course and check rights', async () => {
      const { id } = await fixture.published();
      const member = await joined(id, { basisPoints: 2500, rights: ['manage', 'reviews'] });
      const { course } = fixture;
      const { courses } = await course.rpc.request(courseOfferGetMany, { courseIds: [id] });
      expect(courses[0]?.instructors).toEqual([
        { instructorId: owner.id, basisPoints: 7500 },
        { instructorId: member.id, basisPoints: 2500 },
      ]);
      const owned = await course.rpc.request(courseOwnershipGetMany, { courseIds: [id] });
      expect(owned.courses[0]?.team).toEqual([
        { instructorId: member.id, rights: ['manage', 'reviews'] },
      ]);
    });
  });

  describe('is shown on the page of the course', () => {
    it('except for those who do not want to be, also after the next publication', async () => {
      const { id } = await fixture.published();
      const shown = await joined(id);
      await joined(id, { isVisible: false });
      const names = async () => {
        const { body } = await fixture.get(`/courses/${id}`).expect(200);
        return body.instructors.map((one: { id: string }) => one.id);
      };
      await eventually('both are shown', async () => (await names()).length === 2);
      expect(await names()).toEqual([owner.id, shown.id]);
      await fixture.post(`/courses/${id}/publications`).expect(201);
      await eventually('the page is loaded again', async () => (await names()).length === 2);
      expect(await names()).toEqual([owner.id, shown.id]);
    });

    it('and sees it after it was unpublished', async () => {
      const { id } = await fixture.published();
      const member = await joined(id);
      await fixture.post(`/courses/${id}/unpublications`).expect(201);
      await fixture.get(`/courses/${id}`).expect(404);
      await fixture.get(`/courses/${id}`, member).expect(200);
      await fixture.get(`/courses/${id}/curriculum`, member).expect(200);
    });
  });

  describe('is left', () => {
    async function leave(courseId: string, member: TestUser, by: TestUser) {
      const { version } = (await team(courseId)).body;
      const path = `/courses/${courseId}/team/members/${member.id}`;
      return (await fixture.change('delete', path, version, undefined, by)).status;
    }

    it('by a co-instructor, whose share goes to the owner', async () => {
      const { id } = await fixture.published();
      const [one, other] = [await joined(id), await joined(id)];
      expect(await leave(id, other, one)).toBe(403);
      expect(await leave(id, one, one)).toBe(204);
      expect(await leave(id, one, owner)).toBe(404);
      expect(await leave(id, owner, owner)).toBe(404);
      await fixture.get(`/courses/${id}/draft`, one).expect(404);
      expect((await team(id)).body).toMatchObject({
        owner: { basisPoints: 8000 },
        members: [{ instructorId: other.id, basisPoints: 2000 }],
      });
      expect(await leave(id, other, owner)).toBe(204);
      const { courses } = await fixture.course.rpc.request(courseOfferGetMany, { courseIds: [id] });
      expect(courses[0]?.instructors).toEqual([{ instructorId: owner.id, basisPoints: 10_000 }]);
    });

    it('by those whose accounts are erased', async () => {
      const { id } = await fixture.published();
      const member = await joined(id);
      const events = fixture.course.events;
      const eventId = await events.publish(
        userErased,
        { userId: member.id },
        { aggregateId: member.id },
      );
      await eventually('the erasure', async () => {
        const handled = await fixture.course.stored(MongoInboxMessage);
        return handled.some((one) => one.id === `course__co-instructor-erasure/${eventId}`);
      });
      expect((await team(id)).body).toMatchObject({ owner: { basisPoints: 10_000 }, members: [] });
    });
  });

  it('invitations are mailed once each, by the queue in MongoDB', async () => {
    const { id } = await fixture.draft();
    await invite(id, 'mailed@example.com').expect(201);
    await fixture.course.get(MailJobs).cleaning.run();
    const sent = await eventually('the mail', async () => {
      const mails = await fixture.course.stored(OutgoingMail);
      const last = mails.at(-1);
      return last?.state === 'sent' && last;
    });
    expect(sent).toMatchObject({ template: 'course-invitation', content: null, attempts: 1 });
  });
});
