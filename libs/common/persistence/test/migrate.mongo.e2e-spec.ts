import type { MikroORM } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Migration } from '@mikro-orm/migrations-mongodb';
import { newId } from '@course-plateform/common/kernel';
import { createLogger } from '@course-plateform/common/observability';
import { testStores } from '@course-plateform/common/test-kit';
import { type DatabaseDefinition, openDatabase } from '../src/database';
import { migrate } from '../src/migrate';
import { mongoDatabaseOf } from '../src/mongo';

const SILENT = createLogger({ service: 'test', level: 'silent' });

@Entity({ collection: 'cup' })
@Index({ name: 'cup_by_size', properties: ['size'] })
class Cup {
  @PrimaryKey({ type: 'string' })
  readonly id!: string;

  @Property({ type: 'string' })
  @Unique({ name: 'cup_label' })
  label!: string;

  @Property({ type: 'integer' })
  size!: number;
}

/** Gives every cup a label, which no two may share. */
class LabelCups extends Migration {
  override name = 'LabelCups';

  override async up(): Promise<void> {
    const cups = this.getCollection<{ _id: string }>('cup');
    const options = this.ctx ? { session: this.ctx } : {};
    await cups.updateMany({}, [{ $set: { label: { $concat: ['cup ', '$_id'] } } }], options);
    await cups.updateMany({}, { $inc: { migrated: 1 } }, options);
  }
}

class Break extends Migration {
  override name = 'Break';

  override async up(): Promise<void> {
    const cups = this.getCollection<{ _id: string }>('cup');
    await cups.updateMany({}, { $set: { label: 'broken' } }, this.ctx ? { session: this.ctx } : {});
    throw new Error('Out of glaze');
  }
}

describe('migrations on MongoDB', () => {
  const open: MikroORM[] = [];
  let databaseName: string;

  async function replica(migrations: DatabaseDefinition['migrations']) {
    const definition = { kind: 'mongodb', entities: [Cup], migrations } as DatabaseDefinition;
    const url = testStores().mongodbUrl;
    const orm = await openDatabase(definition, { url, databaseName, poolMax: 4 });
    open.push(orm);
    return { orm, migrate: () => migrate(orm, definition, SILENT) };
  }

  const cups = (orm: MikroORM) =>
    mongoDatabaseOf(orm.em).collection<{ _id: string; label?: string; migrated?: number }>('cup');

  beforeEach(() => {
    databaseName = `test_migrate_${newId().replaceAll('-', '')}`;
  });

  afterEach(async () => {
    await open[0]?.schema.drop({ dropDb: true });
    for (const orm of open.splice(0)) await orm.close();
  });

  it('change documents once, also with several replicas, and before the indexes are created', async () => {
    const [one, two] = [await replica([LabelCups]), await replica([LabelCups])];
    await one.orm.connect();
    await cups(one.orm).insertMany([{ _id: 'a' }, { _id: 'b' }]);

    await Promise.all([one.migrate(), two.migrate()]);
    await two.migrate();

    expect(
      await cups(one.orm)
        .find({}, { sort: { _id: 1 } })
        .toArray(),
    ).toEqual([
      { _id: 'a', label: 'cup a', migrated: 1 },
      { _id: 'b', label: 'cup b', migrated: 1 },
    ]);
    const indexes = await cups(one.orm).indexes();
    expect(indexes.map(({ name }) => name).sort()).toEqual(['_id_', 'cup_by_size', 'cup_label']);
  });

  it('that fail leave the data unchanged, and are retried', async () => {
    const { orm, migrate: run } = await replica([LabelCups, Break]);
    await orm.connect();
    await cups(orm).insertOne({ _id: 'a' });
    await expect(run()).rejects.toThrow('Out of glaze');
    expect(await cups(orm).findOne({})).toEqual({ _id: 'a' });

    const mended = await replica([LabelCups]);
    await mended.migrate();
    expect(await cups(orm).findOne({})).toEqual({ _id: 'a', label: 'cup a', migrated: 1 });
  });
});
