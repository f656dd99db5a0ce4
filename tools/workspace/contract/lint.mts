import { conventionProblems } from './conventions.mts';
import { type Contract, SERVICE_NAMES } from './document.mts';
import { nameProblems } from './names.mts';
import { operationProblems } from './operations.mts';
import { schemaProblems } from './schemas.mts';
import { secretProblems } from './secrets.mts';
import { locationProblems, shownProblems } from './shown.mts';
import { standardProblems } from './standard.mts';

/** Everything that is wrong with the documents, a line each; none when they are as they should be. */
export async function lintContracts(contracts: readonly Contract[]): Promise<string[]> {
  const problems: string[] = [];
  for (const contract of contracts) {
    const found = [
      ...(await standardProblems(contract)),
      ...operationProblems(contract),
      ...conventionProblems(contract),
      ...schemaProblems(contract),
      ...secretProblems(contract),
      ...shownProblems(contract),
    ];
    problems.push(...found.map((problem) => `${contract.service}: ${problem}`));
  }
  return [...problems, ...nameProblems(contracts), ...locations(contracts)];
}

/** A result may be at a path of another service, so this needs all of them. */
function locations(contracts: readonly Contract[]): string[] {
  return contracts.length < SERVICE_NAMES.length ? [] : locationProblems(contracts);
}
