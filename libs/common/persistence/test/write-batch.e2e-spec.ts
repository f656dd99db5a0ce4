import { type EntityManager, type MikroORM, OptimisticLockError, raw } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { RequestContext, newId } from '@course-plateform/common/kernel';
import { Aggregate } from '../src/aggregate';
import { violates } from '../src/constraint';
import { COMMIT_HOOK, UnitOfWork } from '../src/unit-of-work';
import { updateRow } from '../src/write-batch';
import { openTemporaryTables } from './temporary-tables';

@Entity({ tableName: 'batch_shelf' })
class Shelf extends Aggregate {
  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'json' })
  tags: readonly string[] = ['a', "it's ?"];

  constructor(name: string) {
    super(new Date());
    this.name = name;
  }
}

@Entity({ tableName: 'batch_book' })
class Book {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'uuid' })
  readonly shelfId: string;

  @Property({ type: 'text' })
  title: string;

  constructor(shelf: Shelf, title: string) {
    this.shelfId = shelf.id;
    this.title = title;
  }
}

@Entity({ tableName: 'batch_label' })
class Label {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  name: string;

  @Property({ type: 'text', generated: 'upper(name) stored', autoincrement: false })
  readonly loud!: string;

  constructor(name: string) {
    this.name = name;
  }
}

@Entity({ tableName: 'batch_ticket' })
class Ticket {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'integer', defaultRaw: '7' })
  readonly seat?: number;

  @Property({ type: 'integer', defaultRaw: '1', lazy: true })
  readonly row?: number;

  constructor(seat?: number) {
    if (seat !== undefined) this.seat = seat;
  }
}

const TABLES = `
  create temporary table batch_shelf (
    id uuid primary key, version int not null default 1, created_at timestamptz, updated_at timestamptz,
    name text constraint batch_shelf_name_unique unique, tags jsonb
  );
  create temporary table batch_label (
    id uuid primary key, name text, loud text generated always as (upper(name)) stored
  );
  create temporary table batch_ticket (id uuid primary key, seat int default 7, row int default 1);
  create temporary table batch_book (
    id uuid primary key, shelf_id uuid references batch_shelf (id), title text
  )`;

describe('writes of a unit of work on PostgreSQL', () => {
  let orm: MikroORM;
  let output: string[];

  beforeAll(async () => {
    orm = await openTemporaryTables([Shelf, Book, Label, Ticket], TABLES);
    const logger = orm.config.getLogger();
    logger.logQuery = ({ query = '' }) => output.push(query);
  });

  beforeEach(() => {
    output = [];
  });

  afterAll(() => orm.close());

  const units = (): UnitOfWork => new UnitOfWork(orm.em.fork());
  const shelf = (id: string): Promise<Shelf> => orm.em.fork().findOneOrFail(Shelf, { id });
  const books = ({ id }: Shelf): Promise<Book[]> =>
    orm.em.fork().find(Book, { shelfId: id }, { orderBy: { title: 'asc' } });

  async function stored(...titles: string[]): Promise<Shelf> {
    const made = new Shelf(newId());
    await units().run(async (em) => {
      em.persist([made, ...titles.map((title) => new Book(made, title))]);
    });
    output = [];
    return made;
  }

  it('are one statement, even if one row refers to another', async () => {
    const made = new Shelf('one statement');
    const version = await units().run(
      async (em) => {
        em.persist([made, new Book(made, 'second'), new Book(made, 'first')]);
      },
      () => made.version,
    );
    expect(version).toBe(1);
    expect(output.map((text) => text.split(' ')[0])).toEqual(['begin', 'with', 'commit']);
    expect(await shelf(made.id)).toMatchObject({ name: 'one statement', version: 1 });
    expect((await books(made)).map(({ title }) => title)).toEqual(['first', 'second']);
  });

  it('know their versions before they are sent', async () => {
    const { id } = await stored();
    const change = (name: string) =>
      units().run(
        async (em) => {
          const found = await em.findOneOrFail(Shelf, { id });
          found.name = name;
          em.persist(new Book(found, name));
          return found;
        },
        (found) => found.version,
      );
    expect(await change('a new name')).toBe(2);
    expect(await change('the next one')).toBe(3);
    expect(await shelf(id)).toMatchObject({ name: 'the next one', version: 3 });
  });

  it('are all rolled back when another transaction has changed a row', async () => {
    const { id } = await stored();
    const work = units().run(async (em) => {
      const found = await em.findOneOrFail(Shelf, { id });
      // In the same transaction, since there is one connection, but past the entity manager.
      await em
        .getConnection()
        .execute(
          'update batch_shelf set version = 7, name = ? where id = ?',
          [`other ${id}`, id],
          'run',
          em.getTransactionContext(),
        );
      found.name = 'late';
      em.persist(new Book(found, 'lost'));
    });
    await expect(work).rejects.toThrow(OptimisticLockError);
    expect(await shelf(id)).toMatchObject({ version: 1 });
    expect(await books(await shelf(id))).toEqual([]);
  });

  it('fail with the name of the violated constraint, and change nothing', async () => {
    const { name } = await stored();
    const twin = new Shelf(name);
    const work = units().run(async (em) => {
      em.persist([twin, new Book(twin, 'of a twin')]);
    });
    const error: unknown = await work.catch((failure: unknown) => failure);
    expect(violates(error, 'batch_shelf_name_unique')).toBe(true);
    expect(await books(twin)).toEqual([]);
  });

  it('are sent before a read, and before a second write to a table', async () => {
    const made = await stored('one', 'two');
    await units().run(async (em) => {
      em.persist(new Book(made, 'three'));
      await em.flush();
      const found = await em.find(Book, { shelfId: made.id });
      expect(found).toHaveLength(3);
      for (const book of found) book.title = `${book.title}!`;
      em.persist(new Book(made, 'four'));
    });
    expect((await books(made)).map(({ title }) => title)).toEqual([
      'four',
      'one!',
      'three!',
      'two!',
    ]);
  });

  it('include a conditional update, and fail with its error when no row matches', async () => {
    const made = await stored();
    const rename = (em: EntityManager, version: number) => {
      em.persist(new Book(made, `renamed at ${String(version)}`));
      const change = { name: `renamed ${made.id}`, version: version + 1 };
      const failure = (): Error => new Error('another one was faster');
      return updateRow(em, Shelf, { id: made.id, version }, change, failure);
    };
    await units().run((em) => rename(em, 1));
    expect(output.map((text) => text.split(' ')[0])).toEqual(['begin', 'with', 'commit']);
    await expect(units().run((em) => rename(em, 1))).rejects.toThrow('another one was faster');
    expect(await shelf(made.id)).toMatchObject({ name: `renamed ${made.id}`, version: 2 });
    expect((await books(made)).map(({ title }) => title)).toEqual(['renamed at 1']);
  });

  it('exclude those whose result is needed from the database', async () => {
    const label = new Label('quiet');
    await units().run(async (em) => {
      em.persist([label, new Shelf(newId())]);
    });
    expect(label.loud).toBe('QUIET');
    await units().run(async (em) => {
      em.merge(label).name = 'still';
    });
    expect(await orm.em.fork().findOneOrFail(Label, { id: label.id })).toMatchObject({
      name: 'still',
      loud: 'STILL',
    });
  });

  it('exclude a row with a database default, unless it is set or not needed', async () => {
    const kept = async (ticket: Ticket): Promise<string[]> => {
      output = [];
      await units().run(async (em) => {
        em.persist([ticket, new Shelf(newId())]);
      });
      return output.map((text) => text.split(' ')[0] ?? '');
    };
    const [given, reported] = [new Ticket(3), new Ticket()];
    expect(await kept(given)).toEqual(['begin', 'with', 'commit']);
    expect(await kept(reported)).toEqual(['begin', 'insert', 'insert', 'commit']);
    expect([given.seat, reported.seat]).toEqual([3, 7]);
    const rows = await orm.em.fork().find(Ticket, {}, { populate: ['row'] });
    expect(rows.map(({ row }) => row)).toEqual([1, 1]);
  });

  it('return the version of each of several rows', async () => {
    const made = [await stored(), await stored()];
    const ids = made.map(({ id }) => id);
    const versions = () =>
      units().run(
        async (em) => {
          const found = await em.find(Shelf, { id: { $in: ids } });
          for (const one of found) one.name = `${one.name}!`;
          return found;
        },
        (found) => found.map(({ version }) => version),
      );
    expect(await versions()).toEqual([2, 2]);
    expect(await versions()).toEqual([3, 3]);
  });

  it('exclude several rows whose results are needed', async () => {
    const [made, other] = [await stored('one', 'two'), await stored()];
    const labels = [new Label('a'), new Label('b')];
    await units().run(async (em) => void em.persist(labels));
    const found = await units().run(async (em) => {
      for (const label of labels) em.merge(label).name += '!';
      const all = await em.find(Book, { shelfId: made.id });
      for (const book of all)
        Object.assign(book, { title: raw("title || '!'"), shelfId: other.id });
      return all;
    });
    expect(labels.map(({ loud }) => loud)).toEqual(['A!', 'B!']);
    expect(found.map(({ title }) => title).toSorted()).toEqual(['one!', 'two!']);
  });

  it('are sent before a nested transaction, and kept when that is rolled back', async () => {
    const made = await stored();
    await units().run(async (em) => {
      em.persist(new Book(made, 'outside'));
      await em.flush();
      const inside = em.transactional(async (nested) => {
        expect(await nested.count(Book, { shelfId: made.id })).toBe(1);
        nested.persist(new Book(made, 'inside'));
        await nested.flush();
        throw new Error('undone');
      });
      await expect(inside).rejects.toThrow('undone');
    });
    expect((await books(made)).map(({ title }) => title)).toEqual(['outside']);
  });

  it('are split above the size of one statement', async () => {
    const titles = Array.from({ length: 7_500 }, (_, index) => String(index));
    const made = await stored();
    await units().run(async (em) => {
      em.persist(titles.map((title) => new Book(made, title)));
    });
    expect(await books(made)).toHaveLength(titles.length);
  });

  it('notify the commit hook after the commit', async () => {
    const { name } = await stored();
    const events: string[] = [];
    const context = new RequestContext();
    context.set(COMMIT_HOOK, {
      store: async (_, response) => void events.push(`store ${String(response)}`),
      committed: () => void events.push('committed'),
    });
    const run = (given: string) =>
      RequestContext.run(context, () =>
        units().run(
          async (em) => void em.persist(new Shelf(given)),
          () => 'response',
        ),
      );
    await expect(run(name)).rejects.toThrow();
    expect(events).toEqual(['store response']);
    await run(newId());
    expect(events).toEqual(['store response', 'store response', 'committed']);
  });
});
