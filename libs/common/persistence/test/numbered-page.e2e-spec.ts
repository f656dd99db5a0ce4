import type { MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { findNumberedPage } from '../src/numbered-page';
import { openTemporaryTables } from './temporary-tables';

@Entity({ tableName: 'numbered_note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly owner!: string;

  @Property({ type: 'integer' })
  readonly place!: number;
}

describe('numbered pages', () => {
  let orm: MikroORM;

  beforeAll(async () => {
    const rows = `select gen_random_uuid() id, 'mary' owner, i place from generate_series(1, 10050) i
      union all select gen_random_uuid(), 'john', i from generate_series(1, 45) i`;
    orm = await openTemporaryTables([Note], `create temporary table numbered_note as ${rows}`);
  });

  afterAll(() => orm.close());

  async function page(owner: string, number: number, limit: number) {
    const orderBy = { place: 'asc', id: 'asc' } as const;
    const em = orm.em.fork();
    const found = await findNumberedPage(em, Note, { owner }, { page: number, limit, orderBy });
    return { total: found.totalItems, places: found.items.map(({ place }) => place) };
  }

  it('count a short list completely', async () => {
    const { total, places } = await page('john', 3, 20);
    expect(total).toBe(45);
    expect(places).toEqual([41, 42, 43, 44, 45]);
    expect(await page('nobody', 1, 20)).toEqual({ total: 0, places: [] });
  });

  it('count and reach the first ten thousand rows of a long list', async () => {
    expect(await page('mary', 5000, 2)).toEqual({ total: 10_000, places: [9999, 10_000] });
    expect(await page('mary', 5001, 2)).toEqual({ total: 10_000, places: [] });
    expect(await page('mary', 102, 99)).toEqual({ total: 10_000, places: [10_000] });
  });
});
