import path from 'node:path';
import { runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { buildTree } from './build.mts';

await runTool(async () => {
  const roots = process.argv.slice(2).map((root) => path.relative(ROOT, path.resolve(root)));
  await new Steps().step(
    'Build',
    () => buildTree(roots),
    ({ built, unchanged, removed }) =>
      `${built} built, ${unchanged} unchanged${removed > 0 ? `, ${removed} removed` : ''}`,
  );
  return 0;
});
