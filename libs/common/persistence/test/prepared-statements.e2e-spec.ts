import type { EntityManager, MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { UnitOfWork } from '../src/unit-of-work';
import { openTemporaryTables } from './temporary-tables';

@Entity({ tableName: 'prepared_note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  text: string;

  @Property({ type: 'integer' })
  readonly stars: number = 5;

  @Property({ type: 'json' })
  readonly tags: readonly string[] = ['it\'s "new"?', '\\'];

  @Property({ type: 'datetime' })
  readonly at: Date = new Date(Date.UTC(2026, 0, 1, 2, 3, 4, 567));

  @Property({ type: 'text', nullable: true })
  readonly nothing: string | null = null;

  constructor(text: string) {
    this.text = text;
  }
}

/** What the only connection has prepared, and the log would show. */
const PREPARED = `select statement from pg_prepared_statements where statement like '%prepared_note%'`;

describe('statements of the ORM on PostgreSQL', () => {
  let orm: MikroORM;

  beforeAll(async () => {
    orm = await openTemporaryTables(
      [Note],
      `create temporary table prepared_note
        (id uuid, text text, stars int, tags jsonb, at timestamptz, nothing text)`,
    );
  });

  afterAll(() => orm.close());

  function execute(statement: string): Promise<{ statement: string }[]> {
    return orm.em.getConnection().execute(statement);
  }

  async function store(...texts: string[]): Promise<Note[]> {
    const notes = texts.map((text) => new Note(text));
    await orm.em.fork().persist(notes).flush();
    return notes;
  }

  it('round-trip values of every type', async () => {
    const [note] = await store(`it's ? $1 \\? "quoted" \\`);
    const found = await orm.em.fork().findOneOrFail(Note, { text: note?.text ?? '', stars: 5 });
    expect({ ...found }).toEqual({ ...note });
  });

  it('are prepared once for all values, and contain none', async () => {
    await store('first secret', 'second secret');
    await store('third secret', 'fourth secret');
    for (const text of ['first secret', 'third secret']) {
      await orm.em.fork().findOneOrFail(Note, { text });
    }
    const rows: { statement: string }[] = await execute(PREPARED);
    const prepared = rows.map(({ statement }) => statement);
    expect(new Set(prepared).size).toBe(prepared.length);
    expect(prepared.join('\n')).not.toContain('secret');
    expect(prepared).toContainEqual(expect.stringContaining('"text" = $1'));
  });

  it('bind lists, and are rejected when a value cannot be bound', async () => {
    const seen = await openTemporaryTables([Note], 'select 1');
    const [note] = await store('kept secret');
    const found = (places: string, values: readonly unknown[]) =>
      orm.em.getConnection().execute(`select id from prepared_note where ${places}`, [...values]);
    const last = async (): Promise<unknown> => {
      const sql = 'select query from pg_stat_activity where pid = ?';
      return seen.em.getConnection().execute(sql, [pid], 'get');
    };
    const { pid } = await orm.em
      .getConnection()
      .execute<{ pid: number }>('select pg_backend_pid() as pid', [], 'get');
    const texts = ['a secret', 'kept secret'];
    expect(await found('text in (?) and stars = ?', [texts, 5])).toEqual([{ id: note?.id }]);
    expect(JSON.stringify(await last())).toContain('where text in ($1, $2) and stars = $3');
    await expect(found('text in (?) and stars = any (?)', [texts, ['{no list']])).rejects.toThrow();
    expect(JSON.stringify(await last())).not.toMatch(/secret|no list/);
    for (const value of [undefined, Symbol('secret'), () => 'secret', [[undefined]]]) {
      await expect(found('text = ?', [value])).rejects.toThrow(/^A value cannot be bound/);
    }
    await seen.close();
  });

  it('update several rows with different values at once', async () => {
    const notes = await store('one', 'two');
    const em = orm.em.fork();
    const ids = notes.map(({ id }) => id);
    const found = await em.find(Note, { id: { $in: ids } });
    for (const note of found) note.text = `${note.text}, changed`;
    await em.flush();
    const after = await orm.em
      .fork()
      .find(Note, { id: { $in: ids } }, { orderBy: { text: 'asc' } });
    expect(after.map(({ text }) => text)).toEqual(['one, changed', 'two, changed']);
  });

  it('work after a table gets another column, in a transaction and outside of one', async () => {
    const [note] = await store('before');
    const id = note?.id ?? '';
    const read = (em: EntityManager): Promise<Note> => em.findOneOrFail(Note, { id });
    const units = new UnitOfWork(orm.em.fork());
    await read(orm.em.fork());
    await execute('alter table prepared_note add column one int');
    expect((await read(orm.em.fork())).text).toBe('before');
    await execute('alter table prepared_note add column another int');
    expect((await units.run(read)).text).toBe('before');
  });
});
