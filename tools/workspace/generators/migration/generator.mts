import type { GeneratorCallback, Tree } from '@nx/devkit';
import { runTool } from '../finish.mts';
import { assertService } from '../workspace.mts';

/** `nx g migration <service>`: the same as `npm run migration -- <service>`. */
export default function migration(tree: Tree, { service }: { service: string }): GeneratorCallback {
  assertService(tree, service);
  return () => runTool(['migration', service]);
}
