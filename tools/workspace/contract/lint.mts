import type { Contract } from './document.mts';
import { nameProblems } from './names.mts';
import { operationProblems } from './operations.mts';
import { schemaProblems } from './schemas.mts';
import { secretProblems } from './secrets.mts';
import { standardProblems } from './standard.mts';

/** Everything that is wrong with the documents, a line each; none when they are as they should be. */
export async function lintContracts(contracts: readonly Contract[]): Promise<string[]> {
  const problems: string[] = [];
  for (const contract of contracts) {
    const found = [
      ...(await standardProblems(contract)),
      ...operationProblems(contract),
      ...schemaProblems(contract),
      ...secretProblems(contract),
    ];
    problems.push(...found.map((problem) => `${contract.service}: ${problem}`));
  }
  return [...problems, ...nameProblems(contracts)];
}
