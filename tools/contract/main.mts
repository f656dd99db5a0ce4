import { Failure, runTool } from '../shared/failure.mts';
import { acceptedFile, readAccepted, withoutAccepted } from './accepted.mts';
import { documentAt, findBase } from './base.mts';
import { breakingChanges } from './breaking.mts';
import { readContracts } from './document.mts';
import { fuzz } from './fuzz/fuzz.mts';
import { lintContracts } from './lint.mts';

const HELP = `Looks after the contract: the committed OpenAPI documents of the services.

  npm run contract -- lint [service…]                       rules for every document
  npm run contract -- breaking [service…] [--base commit]   what would break clients since that commit
  npm run fuzz -- [service…] [--seed N] [--examples N] [--role R]
                                                            generated requests to a platform of its own
`;

await runTool(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (command === 'lint') return lint(args);
  if (command === 'breaking') return breaking(args);
  if (command === 'fuzz') return fuzz(args);
  process.stdout.write(HELP);
  return command === '--help' || command === '-h' ? 0 : 1;
});

async function lint(services: readonly string[]): Promise<number> {
  const contracts = readContracts(services);
  const problems = await lintContracts(contracts);
  if (problems.length > 0) throw new Failure(problems.join('\n✖ '));
  process.stdout.write(`✔ ${contracts.length} documents, nothing to say against them\n`);
  return 0;
}

function breaking(args: readonly string[]): number {
  const at = args.indexOf('--base');
  const services = at < 0 ? args : args.slice(0, at);
  const base = findBase(at < 0 ? undefined : args[at + 1]);
  if (!base) {
    process.stdout.write(
      '– Not compared: this clone has no earlier commit. Fetch one and name it with --base.\n',
    );
    return 0;
  }
  process.stdout.write(`Compared with ${base.commit.slice(0, 10)} (${base.source})\n`);
  const broken = readContracts(services).flatMap(({ service, document }) => {
    const before = documentAt(base, service);
    const changes = before ? breakingChanges(before, document) : [];
    const unwanted = withoutAccepted(changes, readAccepted(service));
    const accepted = changes.length - unwanted.length;
    if (accepted > 0) process.stdout.write(`– ${service}: ${accepted} accepted breaks\n`);
    return unwanted.length === 0 ? [] : [report(service, unwanted)];
  });
  if (broken.length > 0) throw new Failure(broken.join('\n✖ '));
  process.stdout.write('✔ Nothing that a client relies on is gone\n');
  return 0;
}

function report(service: string, changes: readonly string[]): string {
  const lines = changes.map((change) => `    ${change}`).join('\n');
  return (
    `${service} breaks its clients:\n${lines}\n  Keep what they rely on. If the break is wanted, write it with its ` +
    `reason into ${acceptedFile(service)}: [{ "change": "the line above", "reason": "why" }]`
  );
}
