import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of the workspace. */
const ROOT = findRoot(__dirname);

/** Where a file of the workspace is that the portal shows. */
export function workspaceFile(name: string): string {
  return path.join(ROOT, name);
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'nx.json'))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error('The gateway does not run inside of its workspace');
  return findRoot(above);
}
