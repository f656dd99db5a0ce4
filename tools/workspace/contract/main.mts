import { parseArgs } from 'node:util';
import { Failure, runTool } from '../shared/failure.mts';
import { demoAccounts } from '../start/demo.mts';
import { acceptedFile, needlessEntries, readAccepted, withoutAccepted } from './accepted.mts';
import { asyncApiProblems } from './asyncapi-lint.mts';
import { ASYNCAPI_FILE, type AsyncApiDocument, EVENTS, readAsyncApi } from './asyncapi.mts';
import { type Base, documentAt, findBase, jsonAt } from './base.mts';
import { breakingEvents, remedyFor } from './breaking-events.mts';
import { breakingChanges } from './breaking.mts';
import { readContracts } from './document.mts';
import { callPlatform } from './generators/calls.mts';
import { checkAllClients, checkClients } from './generators/check.mts';
import { lintContracts } from './lint.mts';

const HELP = `Looks after the contract: the committed OpenAPI documents of the services, and the AsyncAPI document of their
events and requests, which is called \`events\` here.

  npm run contract -- lint [service…|events]                       rules for every document
  npm run contract -- generators [--no-java]                       gives the joined document to the generators of others
  npm run contract -- calls [--url …] [--email …] [--password …]   calls a running platform with what they make
  npm run contract -- breaking [service…|events] [--base commit]   what would break clients since that commit
`;

await runTool(async () => {
  const [command, ...args] = process.argv.slice(2);
  if ([command, ...args].some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(HELP);
    return 0;
  }
  if (command === 'lint') return lint(args);
  if (command === 'breaking') return breaking(args);
  if (command === 'generators') {
    await (args.includes('--no-java') ? checkClients() : checkAllClients());
    return 0;
  }
  if (command === 'calls') return calls(args);
  process.stdout.write(HELP);
  return 1;
});

/** The named checks; no name is all. */
function chosen(names: readonly string[]) {
  const services = names.filter((name) => name !== EVENTS);
  const contracts = names.length > 0 && services.length === 0 ? [] : readContracts(services);
  return { contracts, withEvents: names.length === 0 || services.length < names.length };
}

async function lint(names: readonly string[]): Promise<number> {
  const { contracts, withEvents } = chosen(names);
  const events = withEvents ? asyncApiProblems(readAsyncApi()) : [];
  const problems = [
    ...(await lintContracts(contracts)),
    ...events.map((problem) => `${EVENTS}: ${problem}`),
  ];
  if (problems.length > 0) throw new Failure(problems.join('\n✖ '));
  const documents = contracts.length + (withEvents ? 1 : 0);
  process.stdout.write(`✔ ${documents} documents, nothing to say against them\n`);
  return 0;
}

/** Left to itself it calls what `npm start` has started, as a user of the demo. */
async function calls(args: string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { url: text, email: text, password: text } });
  const account = demoAccounts().find(({ role }) => role === 'user');
  const { url = 'http://127.0.0.1:3000', ...given } = values;
  const { email, password } = { ...account, ...given };
  if (!email || !password) {
    throw new Failure('Nothing to sign in with: start the demo, or give --email and --password.');
  }
  const lines = await callPlatform({ url, email, password });
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function breaking(args: readonly string[]): number {
  const at = args.indexOf('--base');
  const { contracts, withEvents } = chosen(at < 0 ? args : args.slice(0, at));
  const base = findBase(at < 0 ? undefined : args[at + 1]);
  if (!base) {
    process.stdout.write(
      '– Not compared: this clone has no earlier commit. Fetch one and name it with --base.\n',
    );
    return 0;
  }
  process.stdout.write(`Compared with ${base.commit.slice(0, 10)} (${base.source})\n`);
  const broken = contracts.flatMap(({ service, document }) => {
    const before = documentAt(base, service);
    const changes = unwanted(service, before ? breakingChanges(before, document) : []);
    return changes.length === 0
      ? []
      : [report(service, `${service} breaks its clients`, changes, 'Keep what they rely on.')];
  });
  const events = withEvents ? brokenEvents(base) : [];
  if (broken.length + events.length > 0) throw new Failure([...broken, ...events].join('\n✖ '));
  process.stdout.write('✔ Nothing that a client relies on is gone\n');
  return 0;
}

/** The document belongs to the gateway, which shows it, and so do the breaks that are wanted. */
function brokenEvents(base: Base): string[] {
  const before = jsonAt(base, ASYNCAPI_FILE) as AsyncApiDocument | undefined;
  const changes = unwanted('gateway', before ? breakingEvents(before, readAsyncApi()) : []);
  if (changes.length === 0) return [];
  return [report('gateway', 'Services cannot understand each other', changes, remedyFor(changes))];
}

function unwanted(owner: string, changes: readonly string[]): string[] {
  const entries = readAccepted(owner);
  const left = withoutAccepted(changes, entries);
  const accepted = changes.length - left.length;
  if (accepted > 0) process.stdout.write(`– ${owner}: ${accepted} accepted breaks\n`);
  for (const entry of needlessEntries(changes, entries)) {
    process.stdout.write(`– ${acceptedFile(owner)}: no such break, remove it: ${entry}\n`);
  }
  return left;
}

function report(owner: string, title: string, changes: readonly string[], remedy: string): string {
  const lines = changes.map((change) => `    ${change}`).join('\n');
  return (
    `${title}:\n${lines}\n  ${remedy} If the break is wanted, write it with its ` +
    `reason into ${acceptedFile(owner)}: [{ "change": "the line above", "reason": "why" }]`
  );
}
