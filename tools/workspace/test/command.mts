import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { ROOT } from '../shared/paths.mts';

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

type Program = ChildProcessByStdio<null, Readable, Readable>;

const children = new Set<Program>();

/** Runs a program and keeps what it prints; the pinned Node and the workspace's programs are on PATH. */
export function command(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  onLine?: (line: string) => void,
): Promise<Outcome> {
  return outcomeOf(started(program, args, env), onLine);
}

/** The same for a program that gets the processors when others leave them idle, and a tenth of them otherwise. */
export function commandBehind(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const child = started(program, args, env);
  // It has no number when it could not be started.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return outcomeOf(child);
}

function started(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Program {
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  return child;
}

function outcomeOf(
  child: Program,
  onLine: (line: string) => void = () => undefined,
): Promise<Outcome> {
  let output = '';
  let rest = '';
  const read = (data: Buffer): void => {
    const text = data.toString('utf8');
    output += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  return new Promise((resolve) => {
    const end = (ok: boolean, more = ''): void => {
      children.delete(child);
      resolve({ ok, output: output + more });
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code) => end(code === 0));
  });
}

/** Stops every running program. */
export function stopCommands(): void {
  for (const child of children) child.kill('SIGTERM');
}
