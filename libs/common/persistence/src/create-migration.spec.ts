import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/core';
import { createMigration } from './create-migration';

describe('createMigration', () => {
  let folder: string;
  let calls: string[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
    calls = [];
    for (const file of ['Migration2.ts', 'Migration1_a.ts', 'migration-texts.ts', 'index.ts']) {
      writeFileSync(path.join(folder, file), '');
    }
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** An ORM with statements to migrate. */
  function orm(up: readonly string[], em: object = {}): MikroORM {
    const migrator = {
      up: async () => calls.push('up'),
      create: async () => {
        calls.push('create');
        return { fileName: 'Migration2.ts', diff: { up, down: [] } };
      },
    };
    return { em, migrator } as unknown as MikroORM;
  }

  const listed = (): string => readFileSync(path.join(folder, 'index.ts'), 'utf8');

  it('runs the existing migrations, and adds the new one to their list', async () => {
    expect(await createMigration(orm(['create table x ()']), folder)).toBe('Migration2.ts');
    expect(calls).toEqual(['up', 'create']);
    expect(listed()).toBe(
      "import { Migration1_a } from './Migration1_a';\nimport { Migration2 } from './Migration2';\n\n" +
        'export const migrations = [Migration1_a, Migration2];\n',
    );
  });

  it('writes nothing when the entities match the database', async () => {
    expect(await createMigration(orm([]), folder)).toBeUndefined();
    expect(listed()).toBe('');
  });

  it('writes an empty migration on MongoDB, for changes of documents', async () => {
    const mongo = orm([], { getCollection: () => undefined });
    expect(await createMigration(mongo, folder)).toBe('Migration2.ts');
    expect(listed()).toContain('Migration2');
  });
});
