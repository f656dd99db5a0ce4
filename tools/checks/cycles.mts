import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * Import cycles between the TypeScript files under the given folders, each as the list of its files. Types count as
 * well: who needs the other's types cannot be read alone. The entities of one service may refer to each other.
 */
export function importCycles(root: string, folders: readonly string[]): string[][] {
  const graph = new Map<string, string[]>();
  for (const [file, targets] of importsOf(root, folders)) {
    graph.set(
      file,
      targets.filter((target) => !areEntitiesOfOneProject(file, target)),
    );
  }
  return connected(graph).map((cycle) => cycle.map((file) => path.relative(root, file)).sort());
}

/** The folders right below one, such as the features of a service, that depend on each other in a circle. */
export function folderCycles(root: string, folder: string): string[][] {
  const graph = new Map<string, string[]>();
  for (const [file, targets] of importsOf(root, [folder])) {
    const feature = folderBelow(root, folder, file);
    if (feature === undefined) continue;
    const others = targets.flatMap((target) => folderBelow(root, folder, target) ?? []);
    graph.set(feature, [...(graph.get(feature) ?? []), ...others]);
  }
  return connected(graph).map((cycle) => cycle.sort());
}

function folderBelow(root: string, folder: string, file: string): string | undefined {
  const [first, ...rest] = path.relative(path.join(root, folder), file).split(path.sep);
  return rest.length > 0 && first !== '..' ? first : undefined;
}

/** What each file imports, of the files under the given folders. */
function importsOf(root: string, folders: readonly string[]): Map<string, string[]> {
  const aliases = readAliases(root);
  const files = folders.flatMap((folder) => sources(path.join(root, folder)));
  const known = new Set(files);
  const imports = new Map<string, string[]>();
  for (const file of files) {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    const targets = importedFiles
      .map(({ fileName }) => resolve(file, fileName, aliases, known))
      .filter((target): target is string => target !== undefined);
    imports.set(file, targets);
  }
  return imports;
}

type Aliases = readonly (readonly [pattern: string, target: string])[];

function readAliases(root: string): Aliases {
  const file = path.join(root, 'tsconfig.base.json');
  if (!existsSync(file)) return [];
  const { compilerOptions } = JSON.parse(readFileSync(file, 'utf8')) as {
    compilerOptions: { paths: Record<string, string[]> };
  };
  return Object.entries(compilerOptions.paths).map(
    ([pattern, [target = '']]) => [pattern, path.join(root, target)] as const,
  );
}

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?ts$/.test(name) && !/(^|\/)(node_modules|fixtures)\//.test(name))
    .map((name) => path.join(folder, name));
}

function resolve(
  from: string,
  specifier: string,
  aliases: Aliases,
  known: ReadonlySet<string>,
): string | undefined {
  const base = specifier.startsWith('.')
    ? path.resolve(path.dirname(from), specifier)
    : fromAlias(specifier, aliases);
  if (!base) return undefined;
  const bare = base.replace(/\.js$/, '');
  const candidates = [base, `${bare}.ts`, `${bare}.mts`, path.join(bare, 'index.ts')];
  return candidates.find((candidate) => known.has(candidate));
}

function fromAlias(specifier: string, aliases: Aliases): string | undefined {
  for (const [pattern, target] of aliases) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined ? specifier === pattern : specifier.startsWith(before)) {
      return target.replace('*', specifier.slice(before.length));
    }
  }
  return undefined;
}

function areEntitiesOfOneProject(a: string, b: string): boolean {
  const project = (file: string): string => file.split(`${path.sep}src${path.sep}`)[0] ?? file;
  return [a, b].every((file) => file.endsWith('.entity.ts')) && project(a) === project(b);
}

/** The groups of files that reach each other (Tarjan's strongly connected components with more than one file). */
function connected(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const waiting = new Set<string>();
  const groups: string[][] = [];

  const visit = (file: string): void => {
    const index = order.size;
    order.set(file, index);
    lowest.set(file, index);
    stack.push(file);
    waiting.add(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) visit(target);
      else if (!waiting.has(target)) continue;
      lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(target) ?? 0));
    }
    if (lowest.get(file) !== index) return;
    const group = stack.splice(stack.indexOf(file));
    for (const member of group) waiting.delete(member);
    if (group.length > 1) groups.push(group);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return groups;
}
