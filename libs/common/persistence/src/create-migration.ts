import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/core';
import { isMongo } from './drivers';

/**
 * Writes a migration from the existing ones to the current entities, and lists it in the folder's `index.ts`. On
 * MongoDB, whose indexes come from the entities, the migration is empty, to be filled with changes of documents. The
 * existing migrations are run first, so the database must be empty or at one of them.
 * @param folder of the service's migrations
 * @returns the name of the new file, or undefined when nothing has changed
 */
export async function createMigration(orm: MikroORM, folder: string): Promise<string | undefined> {
  await orm.migrator.up();
  const { fileName, diff } = await orm.migrator.create(folder);
  if (diff.up.length === 0 && !isMongo(orm.em)) return undefined;
  await writeFile(path.join(folder, 'index.ts'), await indexOf(folder));
  return fileName;
}

async function indexOf(folder: string): Promise<string> {
  const names = (await readdir(folder))
    .filter((file) => /^Migration\d+.*\.ts$/.test(file))
    .map((file) => path.basename(file, '.ts'))
    .sort();
  const imports = names.map((name) => `import { ${name} } from './${name}';`);
  return `${imports.join('\n')}\n\nexport const migrations = [${names.join(', ')}];\n`;
}
