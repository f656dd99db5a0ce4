import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isSource } from '../build/build.mts';
import { ROOT } from '../shared/paths.mts';

const IMPORT = /['"]@course-plateform\/((?:common|types)\/[a-z-]+)['"]/g;

/** An import of a value, not of a type, from a package that is not ours and not Node's. */
const PACKAGE = /^import (?!type\b)[^;]*?from '(?!\.|node:|@course-plateform\/)([^']+)';$/gm;

/** The packages of other users that a service and its libraries import. */
export function packagesOf(service: string): readonly string[] {
  const projects = [`apps/${service}`, ...librariesOf(service)];
  const found = projects
    .flatMap(sourcesOf)
    .flatMap((text) => [...text.matchAll(PACKAGE)].map(([, name]) => name ?? ''));
  return [...new Set(found)].sort();
}

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
  return sourcesOf(project).flatMap((text) =>
    [...text.matchAll(IMPORT)].map(([, library]) => `libs/${library}`),
  );
}

/** The text of every source that is built. */
function sourcesOf(project: string): string[] {
  const files = globSync(`${project}/src/**/*.ts`, { cwd: ROOT }).filter(isSource);
  return files.map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
}
