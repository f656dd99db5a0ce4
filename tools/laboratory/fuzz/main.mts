import { runTool } from '#workspace/shared/failure.mts';
import { fuzz } from './fuzz.mts';

const HELP = `Sends generated requests to every operation of a platform of its own, as every role.

  npm run fuzz -- [service…] [--seed N] [--examples N] [--role R]
`;

await runTool(async () => {
  const args = process.argv.slice(2);
  if (!args.includes('--help') && !args.includes('-h')) return fuzz(args);
  process.stdout.write(HELP);
  return 0;
});
