import type { GeneratorCallback, Tree } from '@nx/devkit';
import { runTool } from '../finish.mts';
import { assertService, databaseOf } from '../workspace.mts';

/** `nx g migration <service>`: the same as `npm run migration -- <service>`. */
export default function migration(tree: Tree, { service }: { service: string }): GeneratorCallback {
  assertService(tree, service);
  if (databaseOf(tree, service) === 'mongodb') {
    throw new Error(`${service} keeps its data in MongoDB, which needs no migrations.`);
  }
  return () => runTool(['migration', service]);
}
