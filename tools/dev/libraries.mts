import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

const IMPORT = /['"]@course-plateform\/((?:common|types)\/[a-z-]+)['"]/g;

/** The libraries a service is made of, also through others: `libs/common/http`. */
export function librariesOf(service: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (project: string): void => {
    for (const library of importsOf(project)) {
      if (found.has(library)) continue;
      found.add(library);
      visit(library);
    }
  };
  visit(`apps/${service}`);
  return found;
}

function importsOf(project: string): string[] {
  const files = globSync(`${project}/src/**/*.ts`, { cwd: ROOT });
  return files.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return [...text.matchAll(IMPORT)].map(([, library]) => `libs/${library}`);
  });
}
