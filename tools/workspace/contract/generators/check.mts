import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { describe, Failure } from '../../shared/failure.mts';
import { ROOT } from '../../shared/paths.mts';
import { Steps } from '../../shared/steps.mts';
import { checkJavaClients, has } from './java-clients.mts';
import {
  bundle,
  compile,
  heyApi,
  kubb,
  openapiTypescript,
  orval,
  PROGRAMS,
  spectral,
} from './node-clients.mts';
import { mypy, PYTHON_FILES, pythonClient } from './python-client.mts';
import {
  CLIENT_LOCKS,
  digest,
  installNodeTools,
  installPythonTools,
  isTooOld,
  JAVA_LOCKS,
  pythonVersion,
} from './tools.mts';
import { DOCUMENT, Workplace } from './workplace.mts';

const PASSED = path.join(ROOT, 'dist', 'contract-generators');

/**
 * Gives the joined document to the generators that other teams use, and compiles their output as strictly as it goes.
 * What has passed is not tried again before the document, a version or this check changes.
 * @returns the folder with the programs that call the platform by the clients
 * @throws Failure when a generator complains or its output does not compile
 */
export async function checkClients(): Promise<string> {
  const python = await pythonVersion();
  const passed = path.join(PASSED, `clients-${digest(python, ...inputs(CLIENT_LOCKS))}`);
  if (isTooOld(python)) {
    process.stdout.write(
      `– openapi-python-client left out: it needs Python 3.11, this is ${python}\n`,
    );
  }
  if (existsSync(passed)) {
    process.stdout.write('✔ The generators have passed with this document already\n');
    return passed;
  }
  const steps = new Steps();
  const tools = await steps.step('Fetch the generators', installNodeTools);
  const packages = await steps.step('Fetch the one in Python', installPythonTools);
  await inWorkplace(tools, passed, async (place, output) => {
    const parts = [
      steps.step('Spectral', () => spectral(place)),
      nodeClients(steps, place, output),
      ...(packages === undefined ? [] : [pythonPart(steps, place, packages, output)]),
    ];
    const failed = (await Promise.allSettled(parts)).filter((part) => part.status === 'rejected');
    if (failed.length > 0)
      throw new Failure(failed.map(({ reason }) => describe(reason)).join('\n✖ '));
  });
  return passed;
}

/** The same with the generator in Java, which is left out where there is no Java. */
export async function checkAllClients(): Promise<void> {
  await checkClients();
  if (!has('java')) {
    process.stdout.write('– openapi-generator left out: there is no Java here\n');
    return;
  }
  const passed = path.join(PASSED, `java-${digest(String(has('mvn')), ...inputs(JAVA_LOCKS))}`);
  if (existsSync(passed)) {
    process.stdout.write('✔ openapi-generator has passed with this document already\n');
    return;
  }
  await inWorkplace(await installNodeTools(), passed, (place) =>
    checkJavaClients(new Steps(), place),
  );
}

async function nodeClients(steps: Steps, place: Workplace, output: string): Promise<void> {
  await steps.step('openapi-typescript', () => openapiTypescript(place));
  await steps.step('hey-api with zod', () => heyApi(place));
  await steps.step('orval with zod', () => orval(place));
  await steps.step('kubb with zod', () => kubb(place));
  await steps.step('Compile them strictly', () => compile(place));
  await steps.step('Bundle programs that call the platform', () => bundle(place, output));
}

async function pythonPart(
  steps: Steps,
  place: Workplace,
  packages: string,
  output: string,
): Promise<void> {
  await steps.step('openapi-python-client', () => pythonClient(place, packages));
  await steps.step('mypy --strict', () => mypy(place, packages));
  for (const file of PYTHON_FILES) {
    cpSync(path.join(place.folder, file), path.join(output, file), { recursive: true });
  }
}

/** @param passed where to keep the output when everything has passed */
async function inWorkplace(
  tools: string,
  passed: string,
  work: (place: Workplace, output: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tools, 'work-'));
  try {
    const output = path.join(folder, 'output');
    mkdirSync(output);
    await work(new Workplace(folder, tools), output);
    mkdirSync(PASSED, { recursive: true });
    // Of another file system than the cache, maybe: copied beside its place, then renamed.
    const copy = `${passed}.${process.pid}`;
    cpSync(output, copy, { recursive: true });
    // Whoever has this document has no use for the clients of another.
    const kind = path.basename(passed).replace(/-.*/, '-*');
    for (const old of globSync(kind, { cwd: PASSED })) {
      if (path.join(PASSED, old) !== copy) rmSync(path.join(PASSED, old), { recursive: true });
    }
    renameSync(copy, passed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inputs(locks: readonly string[]): string[] {
  const sources = [
    ...globSync('*.mts', { cwd: import.meta.dirname }).map((file) =>
      path.join(import.meta.dirname, file),
    ),
    ...globSync('*', { cwd: PROGRAMS }).map((file) => path.join(PROGRAMS, file)),
  ];
  return [DOCUMENT, ...locks, ...sources].map((file) => readFileSync(file, 'utf8'));
}
