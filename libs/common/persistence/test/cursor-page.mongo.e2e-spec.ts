import type { MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type CursorPosition, newId } from '@course-plateform/common/kernel';
import { findCursorPage } from '../src/cursor-page';
import { openDatabase } from '../src/database';

@Entity({ collection: 'listed_card' })
class Card {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id: string = newId();

  @Property({ type: 'string' })
  readonly owner: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  constructor(owner: string, createdAt: Date) {
    this.owner = owner;
    this.createdAt = createdAt;
  }
}

describe('cursor pages on MongoDB', () => {
  let orm: MikroORM;
  /** Pairs of equal dates, among a card of someone else. */
  const cards = [0, 1, 2, 3, 4].map(
    (n) => new Card('mary', new Date(Date.UTC(2026, 0, 1 + Math.floor(n / 2)))),
  );

  beforeAll(async () => {
    orm = await openDatabase(
      { kind: 'mongodb', entities: [Card], migrations: [] },
      {
        url: process.env.TEST_MONGODB_URL ?? '',
        databaseName: `cards_${newId().replaceAll('-', '')}`,
        poolMax: 2,
      },
    );
    await orm.em
      .fork()
      .persist([...cards, new Card('john', new Date(Date.UTC(2026, 0, 1)))])
      .flush();
  });

  afterAll(async () => {
    await orm.schema.drop({ dropDb: true });
    await orm.close();
  });

  it.each(['asc', 'desc'] as const)('return each document once, %s', async (order) => {
    const reported: string[] = [];
    let after: CursorPosition | undefined;
    do {
      const range = { by: 'createdAt', order, limit: 2, after } as const;
      const page = await findCursorPage(orm.em.fork(), Card, { owner: 'mary' }, range);
      reported.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after && reported.length <= cards.length);
    const ids = cards.map(({ id }) => id);
    expect(reported).toEqual(order === 'asc' ? ids : ids.toReversed());
  });
});
