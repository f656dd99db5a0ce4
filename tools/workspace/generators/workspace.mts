import type { Tree } from '@nx/devkit';

export type Database = 'postgres' | 'mongodb';

export const SERVICES_FILE = 'libs/types/platform/src/services.ts';

/** Projects beside the services, and names that the broker and the contracts use. */
const RESERVED = ['gateway', 'e2e', 'platform', 'operator', 'tools', 'client', 'seed'];

/** The names of all services, in their order. */
export function servicesOf(tree: Tree): string[] {
  return [...read(tree, SERVICES_FILE).matchAll(/\bname: '([a-z-]+)'/g)].map(
    ([, name]) => name ?? '',
  );
}

/** @throws Error when there is no such service */
export function assertService(tree: Tree, name: string): void {
  const services = servicesOf(tree);
  if (!services.includes(name)) {
    throw new Error(`There is no service called ${name}. There are: ${services.join(', ')}.`);
  }
}

/** @throws Error when a new service cannot have that name */
export function assertFreeService(tree: Tree, name: string): void {
  const folders = [`apps/${name}`, `libs/types/${name}`];
  const taken = RESERVED.includes(name) || servicesOf(tree).includes(name);
  if (taken || folders.some((folder) => tree.exists(folder))) {
    throw new Error(`A new service cannot be called ${name}: the name is taken.`);
  }
}

/** The port of the next service: one more than the highest. */
export function nextPort(tree: Tree): number {
  const ports = [...read(tree, SERVICES_FILE).matchAll(/\bport: (\d+)/g)].map(([, port]) =>
    Number(port),
  );
  return Math.max(...ports) + 1;
}

/** @throws Error when another resource has that first path segment */
export function assertFreePath(tree: Tree, segment: string): void {
  if (new RegExp(`['"]/?${segment}['"]`).test(prefixesIn(read(tree, SERVICES_FILE)))) {
    throw new Error(`The path ${segment} is taken; name another with --plural.`);
  }
}

function prefixesIn(text: string): string {
  return [...text.matchAll(/refixes: \[([^\]]*)\]/g)].map(([, list]) => list).join();
}

/** Where a service keeps its data. */
export function databaseOf(tree: Tree, service: string): Database {
  const config = read(tree, `apps/${service}/src/mikro-orm.config.ts`);
  return config.includes("kind: 'mongodb'") ? 'mongodb' : 'postgres';
}

/** @throws Error when a service has no feature with an entity of that name */
export function assertFeature(tree: Tree, service: string, name: string): void {
  if (tree.exists(`apps/${service}/src/${name}/${name}.entity.ts`)) return;
  const folders = tree.children(`apps/${service}/src`);
  const features = folders.filter((folder) =>
    tree.exists(`apps/${service}/src/${folder}/${folder}.entity.ts`),
  );
  throw new Error(
    `${service} has no feature called ${name}. It has: ${features.join(', ') || 'none'}. ` +
      `\`npx nx g feature ${service} ${name}\` makes one.`,
  );
}

/** @throws Error when a service has that folder already */
export function assertFreeFolder(tree: Tree, service: string, name: string): void {
  if (tree.exists(`apps/${service}/src/${name}`)) {
    throw new Error(`apps/${service}/src/${name} is there already; choose another name.`);
  }
}

/** @throws Error when the file is not there */
export function read(tree: Tree, file: string): string {
  const text = tree.read(file, 'utf8');
  if (text === null) throw new Error(`${file} is missing.`);
  return text;
}

/** Changes a file that must be there. */
export function change(tree: Tree, file: string, ...changes: ((text: string) => string)[]): void {
  const text = changes.reduce((before, each) => each(before), read(tree, file));
  tree.write(file, text);
}
