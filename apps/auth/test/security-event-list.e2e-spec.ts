import { newId } from '@course-plateform/common/kernel';
import {
  SecurityEvent,
  type SecurityEventNote,
  SecurityEventType,
} from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, anAdmin, asUser, registered, startAuth } from './auth.fixture';

const { identityLinked, identityUnlinked, tokenReused } = SecurityEventType;

describe('lists of security events', () => {
  const stranger = newId();
  let fixture: AuthFixture;
  let admin: SignInResponse;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth();
    admin = await anAdmin(fixture.auth);
    john = await registered(fixture.auth);
    const mine = john.user.id;
    await note('linked, mine', 1, { type: identityLinked, accountId: mine });
    await note('linked, of a stranger', 2, { type: identityLinked, accountId: stranger });
    await note('unlinked, mine', 3, { type: identityUnlinked, accountId: mine });
    await note('reused, of nobody', 4, { type: tokenReused });
    await note('linked again, mine', 5, { type: identityLinked, accountId: mine });
    // Who did it is not whose account it is about.
    await note('reused, by me', 6, { type: tokenReused, accountId: stranger, actorId: mine });
  });

  afterAll(() => fixture.stop());

  async function note(name: string, day: number, about: SecurityEventNote): Promise<void> {
    const device = { userAgent: name, ip: '203.0.113.9' };
    const em = fixture.auth.em();
    em.persist(new SecurityEvent({ ...about, device }, new Date(2020, 1, day)));
    await em.flush();
  }

  /** The names of what was noted above, in the order of the list, read two by two. */
  async function list(path: string, query: object, by: SignInResponse): Promise<string[]> {
    const seen: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const response: { body: { items: { device: string }[]; page: { next: string | null } } } =
        await fixture.auth.http
          .get(`/api/v1/auth/${path}`)
          .query({ limit: 2, ...query, ...(cursor === null ? {} : { cursor }) })
          .set(asUser(by))
          .expect(200);
      seen.push(...response.body.items.map(({ device }) => device));
      cursor = response.body.page.next;
    } while (cursor !== null);
    return seen.filter((name) => name !== null && /linked|reused/.test(name)) as string[];
  }

  const mine = () => john.user.id;

  it.each<[string, () => object, string[]]>([
    [
      'of everybody, newest first',
      () => ({}),
      [
        'reused, by me',
        'linked again, mine',
        'reused, of nobody',
        'unlinked, mine',
        'linked, of a stranger',
        'linked, mine',
      ],
    ],
    [
      'about one account',
      () => ({ userId: mine() }),
      ['linked again, mine', 'unlinked, mine', 'linked, mine'],
    ],
    ['about an account that nothing happened to', () => ({ userId: newId() }), []],
    [
      'of one kind',
      () => ({ type: identityLinked }),
      ['linked again, mine', 'linked, of a stranger', 'linked, mine'],
    ],
    ['of another kind', () => ({ type: tokenReused }), ['reused, by me', 'reused, of nobody']],
    [
      'of one kind about one account',
      () => ({ type: identityLinked, userId: mine() }),
      ['linked again, mine', 'linked, mine'],
    ],
    [
      'of a kind that did not happen to that account',
      () => ({ type: tokenReused, userId: mine() }),
      [],
    ],
  ])('show an admin events %s', async (_what, query, expected) => {
    expect(await list('audit-events', query(), admin)).toEqual(expected);
  });

  it('show users the events of their own account only, newest first', async () => {
    const own = ['linked again, mine', 'unlinked, mine', 'linked, mine'];
    expect(await list('security-events', {}, john)).toEqual(own);
    expect(await list('security-events', {}, await registered(fixture.auth))).toEqual([]);
  });

  it.each([
    ['of another account', () => ({ userId: stranger })],
    ['of another kind', () => ({ userId: mine(), type: identityLinked })],
    ['of everybody', () => ({})],
  ])('reject a cursor of one account in the list %s', async (_what, query) => {
    const read = (parameters: object) =>
      fixture.auth.http.get('/api/v1/auth/audit-events').query(parameters).set(asUser(admin));
    const { body } = await read({ userId: mine(), limit: 1 }).expect(200);
    const response = await read({ ...query(), limit: 1, cursor: body.page.next });
    expect([response.status, response.body.code]).toEqual([400, 'request.cursor_invalid']);
  });
});
