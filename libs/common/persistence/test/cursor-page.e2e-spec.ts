import type { MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type CursorPosition, newId } from '@course-plateform/common/kernel';
import { findCursorPage } from '../src/cursor-page';
import { openTemporaryTables } from './temporary-tables';

@Entity({ tableName: 'listed_note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly owner: string;

  @Property({ type: 'integer' })
  readonly stars: number;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  constructor(owner: string, stars: number, createdAt: Date) {
    this.owner = owner;
    this.stars = stars;
    this.createdAt = createdAt;
  }
}

describe('cursor pages', () => {
  let orm: MikroORM;
  /** Pairs of equal dates and runs of equal stars, among the notes of someone else. */
  const notes = [0, 1, 2, 3, 4].map(
    (n) => new Note('mary', n < 3 ? 5 : 4, new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 2)))),
  );

  beforeAll(async () => {
    orm = await openTemporaryTables(
      [Note],
      'create temporary table listed_note (id uuid, owner text, stars int, created_at timestamptz)',
    );
    await store([...notes, new Note('john', 5, new Date(Date.UTC(2026, 0, 1)))]);
  });

  afterAll(() => orm.close());

  async function store(rows: Note[]): Promise<void> {
    await orm.em.fork().persist(rows).flush();
  }

  /** The ids of mary's notes, two at a time, with what happens between the pages. */
  async function read(
    by: 'createdAt' | 'stars',
    order: 'asc' | 'desc',
    meanwhile: () => Promise<void> = () => Promise.resolve(),
  ): Promise<string[][]> {
    const pages: string[][] = [];
    let after: CursorPosition | undefined;
    do {
      const em = orm.em.fork();
      const page = await findCursorPage(
        em,
        Note,
        { owner: 'mary' },
        { by, order, limit: 2, after },
      );
      pages.push(page.items.map(({ id }) => id));
      // A cursor travels to the caller and back as text.
      after = page.next && (JSON.parse(JSON.stringify(page.next)) as CursorPosition);
      await meanwhile();
    } while (after);
    return pages;
  }

  const ids = (...numbers: number[]) => numbers.map((n) => notes[n]?.id);

  it('return every matching row once, in both directions', async () => {
    expect(await read('createdAt', 'asc')).toEqual([ids(0, 1), ids(2, 3), ids(4)]);
    expect(await read('createdAt', 'desc')).toEqual([ids(4, 3), ids(2, 1), ids(0)]);
  });

  it('sort by a number, and by id where it is equal', async () => {
    expect(await read('stars', 'desc')).toEqual([ids(2, 1), ids(0, 4), ids(3)]);
    expect(await read('stars', 'asc')).toEqual([ids(3, 4), ids(0, 1), ids(2)]);
  });

  it('neither repeat nor skip rows while others are added', async () => {
    const newer = () => store([new Note('mary', 5, new Date(Date.UTC(2026, 1, 1)))]);
    expect(await read('createdAt', 'desc', newer)).toEqual([ids(4, 3), ids(2, 1), ids(0)]);
  });
});
