import { BigIntType, type MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { columnsOf, jsonOf } from '../src/row';
import { openTemporaryTables } from './temporary-tables';

@Entity({ tableName: 'row_note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: new BigIntType('number') })
  readonly priceMinor: number = 5_000_000_000;

  @Property({ type: 'json', fieldName: 'labels' })
  readonly tags: readonly string[] = ['one', 'two'];

  @Property({ type: 'datetime' })
  readonly writtenAt: Date = new Date(Date.UTC(2026, 0, 1, 2, 3, 4, 567));

  @Property({ type: 'datetime', nullable: true })
  readonly readAt: Date | null = null;

  @Property({ type: 'text', persist: false })
  readonly mood: string = 'good';
}

const FIELDS = ['id', 'priceMinor', 'tags', 'writtenAt', 'readAt'] as const;

describe('the columns of an entity in a custom statement', () => {
  const note = new Note();
  let orm: MikroORM;

  beforeAll(async () => {
    orm = await openTemporaryTables(
      [Note],
      `create temporary table row_note
        (id uuid, price_minor bigint, labels jsonb, written_at timestamptz, read_at timestamptz)`,
    );
    await orm.em.fork().persist(note).flush();
  });

  afterAll(() => orm.close());

  function execute(statement: string): Promise<object[]> {
    return orm.em.getConnection().execute(statement);
  }

  it('have the names of their fields', async () => {
    const { id, tags, writtenAt, readAt } = note;
    const rows = await execute(`select ${columnsOf(orm.em, Note, FIELDS, 'n')} from row_note n`);
    expect(rows).toMatchObject([{ id, tags, readAt }]);
    expect(Object.keys(rows[0] ?? {})).toEqual(FIELDS);
    expect(new Date(Reflect.get(rows[0] ?? {}, 'writtenAt') as string)).toEqual(writtenAt);
  });

  it('can be one JSON value, with numbers as numbers', async () => {
    const { id, priceMinor, tags, writtenAt, readAt } = note;
    const json = jsonOf(orm.em, Note, FIELDS, 'n');
    const [row] = (await execute(`select ${json} as note from row_note n`)) as { note: object }[];
    expect(row?.note).toMatchObject({ id, priceMinor, tags, readAt });
    expect(new Date(Reflect.get(row?.note ?? {}, 'writtenAt') as string)).toEqual(writtenAt);
  });

  it('are rejected for a field without a column', () => {
    expect(() => columnsOf(orm.em, Note, ['id', 'mood'], 'n')).toThrow(
      'Note.mood is not one column',
    );
  });
});
