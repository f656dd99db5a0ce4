import { MikroORM } from '@mikro-orm/core';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { Migration20261129021000 } from '../src/migrations/Migration20261129021000';
import { aUser, startUser } from './user.fixture';

const USERS = [
  ['Mary', 'Zoo'],
  ['Jan', 'apple'],
  ['Eva', 'Äpfel'],
  ['İnci', 'Şahin'],
  ['Léa', 'ecole'],
  ['민준', '김'],
  ['김', '하늘'],
  ['さくら', 'がくしゃ'],
  ['Σοφός', 'Παππάς'],
] as const;

describe('names in every script', () => {
  let user: TestService;
  let admin: TestUser;

  beforeAll(async () => {
    user = await startUser();
    admin = await aUser(user, { firstName: 'Root', lastName: 'Admin', role: Role.admin });
    for (const [firstName, lastName] of USERS) {
      await aUser(user, { firstName, lastName, role: Role.instructor });
    }
  });

  afterAll(() => user.stop());

  async function found(query: string): Promise<string[]> {
    const { status, body } = await user.http
      .get('/api/v1/users')
      .query({ q: query })
      .set(bearer(admin));
    expect(status).toBe(200);
    return body.items.map(({ firstName, lastName }: { firstName: string; lastName: string }) =>
      [firstName, lastName].join(' '),
    );
  }

  const cases: [string, string[]][] = [
    ['김', ['김 하늘', '민준 김']],
    ['김'.normalize('NFD'), ['김 하늘', '민준 김']],
    ['준', ['민준 김']],
    ['민준', ['민준 김']],
    ['준민', []],
    ['がく', ['さくら がくしゃ']],
    ['くら', ['さくら がくしゃ']],
    ['inci', ['İnci Şahin']],
    ['İNCİ sah', ['İnci Şahin']],
    ['lea école', ['Léa ecole']],
    ['ΣΟΦΟΣ', ['Σοφός Παππάς']],
    ['apf', ['Eva Äpfel']],
    ['!', []],
  ];

  it.each(cases)('are found by %s', async (query, names) => {
    expect(await found(query)).toEqual(names);
  });

  it('are sorted as in a dictionary, ignoring case and accents', async () => {
    const { body } = await user.http.get('/api/v1/instructors').query({ limit: 100 });
    const sorted = body.items.map(({ name }: { name: string }) => name);
    expect(sorted).toEqual([
      'Eva Äpfel',
      'Jan apple',
      'Léa ecole',
      'İnci Şahin',
      'Mary Zoo',
      'Σοφός Παππάς',
      '민준 김',
      '김 하늘',
      'さくら がくしゃ',
    ]);
  });

  it('are read in the same order by cursor', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body }: { body: { items: { firstName: string }[]; page: { next: string | null } } } =
        await user.http
          .get('/api/v1/users')
          .query({ q: '김', limit: 1, ...(cursor === null ? {} : { cursor }) })
          .set(bearer(admin));
      seen.push(...body.items.map(({ firstName }) => firstName));
      cursor = body.page.next;
    } while (cursor !== null);
    expect(seen).toEqual(['김', '민준']);
  });

  it('stored by an earlier version are converted by the migration', async () => {
    const { migrator } = user.get(MikroORM);
    const { name } = new Migration20261129021000({} as never, {} as never);
    await migrator.down({ migrations: [name] });
    await migrator.up({ migrations: [name] });
    for (const [query, names] of cases) expect(await found(query)).toEqual(names);
  });
});
