import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * Import cycles between the TypeScript files under the given folders, each as the list of its files. Types count as
 * well: who needs the other's types cannot be read alone. The entities of one service may refer to each other.
 */
export function importCycles(root: string, folders: readonly string[]): string[][] {
  const graph = new Map<string, string[]>();
  for (const [file, targets] of importGraph(root, folders)) {
    const counted = targets.filter((target) => !areEntitiesOfOneProject(file, target));
    graph.set(file, counted);
  }
  return named(root, connected(graph));
}

/**
 * Cycles between the feature folders of one project: the folders right below its `src`. A file beside them belongs to
 * none, and what a test reads binds nobody.
 */
export function folderCycles(root: string, folders: readonly string[]): string[][] {
  const graph = new Map<string, Set<string>>();
  for (const [file, targets] of importGraph(root, folders)) {
    const from = featureFolder(file);
    if (from === undefined || file.endsWith('.spec.ts')) continue;
    const reached = graph.get(from) ?? new Set();
    for (const target of targets) {
      const to = featureFolder(target);
      if (to !== undefined && to !== from) reached.add(to);
    }
    graph.set(from, reached);
  }
  return named(root, connected(graph));
}

function featureFolder(file: string): string | undefined {
  return /^.*?\/src\/[^/]+(?=\/)/.exec(file.replaceAll(path.sep, '/'))?.[0];
}

function named(root: string, cycles: readonly string[][]): string[][] {
  return cycles.map((cycle) => cycle.map((place) => path.relative(root, place)).sort()).sort();
}

function importGraph(root: string, folders: readonly string[]): Map<string, string[]> {
  const aliases = readAliases(root);
  const files = folders.flatMap((folder) => sources(path.join(root, folder)));
  const known = new Set(files);
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    const targets = importedFiles
      .map(({ fileName }) => resolve(file, fileName, aliases, known))
      .filter((target) => target !== undefined);
    graph.set(file, targets);
  }
  return graph;
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

/** The groups that reach each other (Tarjan's strongly connected components with more than one member). */
function connected(graph: ReadonlyMap<string, Iterable<string>>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const waiting = new Set<string>();
  const groups: string[][] = [];

  const visit = (node: string): void => {
    const index = order.size;
    order.set(node, index);
    lowest.set(node, index);
    stack.push(node);
    waiting.add(node);
    for (const target of graph.get(node) ?? []) {
      if (!order.has(target)) visit(target);
      else if (!waiting.has(target)) continue;
      lowest.set(node, Math.min(lowest.get(node) ?? 0, lowest.get(target) ?? 0));
    }
    if (lowest.get(node) !== index) return;
    const group = stack.splice(stack.indexOf(node));
    for (const member of group) waiting.delete(member);
    if (group.length > 1) groups.push(group);
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return groups;
}
