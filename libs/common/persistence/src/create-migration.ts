import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MikroORM } from '@mikro-orm/core';
import { isMongo } from './drivers';

/**
 * Writes the migration that leads from a database to the entities, and lists it in the folder's `index.ts`. On MongoDB,
 * whose indexes come from the entities, it is an empty one, for what it is to make of the stored documents.
 * The database must be empty or hold what the present migrations make; those are run first.
 * @param folder where the migrations of the service are
 * @returns the new file's name, or undefined when nothing has changed
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
