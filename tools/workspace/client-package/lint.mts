import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { Failure } from '../shared/failure.mts';

/** Resolution that knows no `exports`: Node before 12.7, and `moduleResolution: node10` for a path below the package. */
const WITHOUT_EXPORTS = 'node10';

/** The form for pages is one ES module on purpose: nothing requires it. */
const PAGE = './browser';

/**
 * Checks what bundlers, Node and the compiler make of a package, in each of their ways to resolve it.
 * @param file a package, `.tgz`
 * @throws Failure with every problem, a line each
 */
export async function lintPackage(file: string): Promise<void> {
  const tarball = new Uint8Array(readFileSync(file));
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  const options = { excludeEntrypoints: [PAGE] };
  const types = await checkPackage(createPackageFromTarballData(tarball), options);
  const wrong = types.types === false ? ['It has no types.'] : types.problems.filter(isWrong);
  const problems = [
    ...messages.map((message) => formatMessage(message, pkg) ?? message.code),
    ...wrong.map((problem) => JSON.stringify(problem)),
  ];
  if (problems.length > 0) throw new Failure(problems.join('\n'));
}

/** A path below the package does not exist for who ignores `exports`; nothing can be done about that. */
function isWrong(problem: object): boolean {
  if (!('kind' in problem) || problem.kind !== 'NoResolution') return true;
  return !('resolutionKind' in problem && problem.resolutionKind === WITHOUT_EXPORTS);
}
