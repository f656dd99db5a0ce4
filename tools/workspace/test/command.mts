import { spawn } from 'node:child_process';
import { ROOT } from '../shared/paths.mts';

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

const children = new Set<ReturnType<typeof spawn>>();

/** Runs a program and keeps what it prints; the pinned Node and the workspace's programs are on PATH. */
export function command(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  onLine: (line: string) => void = () => undefined,
): Promise<Outcome> {
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
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
