import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** The folders of projects by name: `common-http` → `libs/common/http`. */
export function projectRoots(): ReadonlyMap<string, string> {
  const files = globSync(['apps/*/project.json', 'libs/**/project.json'], { cwd: ROOT });
  return new Map(
    files.map((file) => {
      const { name } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as { name: string };
      return [name, path.dirname(file)];
    }),
  );
}
