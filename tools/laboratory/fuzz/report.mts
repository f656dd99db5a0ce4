import { existsSync, readFileSync } from 'node:fs';

/** One response, as the hooks write it down. */
interface Response {
  readonly operation: string;
  readonly role: string;
  readonly status: number;
  readonly negative: boolean;
  readonly code: string | null;
}

export function readResponses(file: string): Response[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Response);
}

/** How deep the cases of a service went: for each operation how many, and their responses. */
export function depthTable(operations: readonly string[], responses: readonly Response[]): string {
  const byOperation = Map.groupBy(responses, ({ operation }) => operation);
  return operations
    .map((operation) => {
      const cases = byOperation.get(operation) ?? [];
      const wellFormed = cases.filter(({ negative }) => !negative);
      const words = [
        operation.padEnd(30),
        String(cases.length).padStart(6),
        share(wellFormed.filter(succeeded).length, wellFormed.length).padStart(6),
        `  ${statuses(cases)}`,
      ];
      return words.join('');
    })
    .join('\n');
}

/** Operations that no case of any role got a 2xx or 3xx from. */
export function neverReached(
  operations: readonly string[],
  responses: readonly Response[],
): string[] {
  const reached = new Set(responses.filter(succeeded).map(({ operation }) => operation));
  return operations.filter((operation) => !reached.has(operation));
}

function succeeded({ status }: Response): boolean {
  return status < 400;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
}

function statuses(responses: readonly Response[]): string {
  const counts = Map.groupBy(responses, ({ status }) => status);
  return [...counts]
    .sort(([one], [other]) => one - other)
    .map(([status, { length }]) => `${status}×${length}`)
    .join(' ');
}
