import { inspect } from 'node:util';

/** An expected failure: its message is a sentence for the user at the terminal, and no stack trace is shown. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Runs a tool's main function, which may respond with an exit code: an expected failure ends as its sentence, anything else with its stack. */
export async function runTool(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n✖ ${describe(error)}\n`);
    process.exitCode = 1;
  }
  // The channel to the launcher would keep the process alive.
  if (process.connected) process.disconnect();
}

/** What went wrong, for a reader: the sentence of an expected failure, the whole stack of a defect. */
export function describe(error: unknown): string {
  if (error instanceof Failure) return error.message;
  // With its causes: `fetch failed` alone says nothing.
  return error instanceof Error ? inspect(error) : String(error);
}
