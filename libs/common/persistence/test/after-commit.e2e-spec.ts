import type { EntityManager, MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { AfterCommit } from '../src/after-commit';
import { openDatabase } from '../src/database';

@Entity({ tableName: 'committed_note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();
}

describe('work after a commit', () => {
  const schema = `after_commit_${newId().replaceAll('-', '')}`;
  let orm: MikroORM;
  let afterCommit: AfterCommit;

  beforeAll(async () => {
    orm = await openDatabase(
      { kind: 'postgres', entities: [Note], migrations: [] },
      { url: process.env.TEST_POSTGRES_URL ?? '', databaseName: 'postgres', poolMax: 3 },
    );
    orm.config.set('schema', schema);
    await execute(`create schema "${schema}"`);
    await execute(`create table "${schema}".committed_note (id uuid)`);
    afterCommit = new AfterCommit(orm.em);
  });

  afterAll(async () => {
    await execute(`drop schema "${schema}" cascade`);
    await orm.close();
  });

  function execute(statement: string): Promise<unknown> {
    return orm.em.getConnection().execute(statement);
  }

  /** What others see, on a connection of their own. */
  function seen(): Promise<number> {
    return orm.em.fork().count(Note);
  }

  it('sees the change, runs once, and is awaited', async () => {
    const before = await seen();
    const found: number[] = [];
    const work = async (): Promise<void> => {
      found.push(await seen());
    };
    await orm.em.fork().transactional(async (em: EntityManager) => {
      em.persist(new Note());
      await em.flush();
      await afterCommit.do(em, work);
      await afterCommit.do(em, work);
      expect(found).toEqual([]);
    });
    expect(found).toEqual([before + 1]);
  });

  it('does not run after a rollback, nor after the next transaction', async () => {
    const work = jest.fn(() => Promise.resolve());
    const fork = orm.em.fork();
    const failing = fork.transactional(async (em) => {
      await afterCommit.do(em, work);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await fork.transactional((em) => em.persist(new Note()).flush());
    expect(work).not.toHaveBeenCalled();
  });

  it('runs at once without a transaction', async () => {
    const work = jest.fn(() => Promise.resolve());
    await afterCommit.do(orm.em.fork(), work);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
