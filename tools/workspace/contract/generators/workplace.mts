import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../shared/failure.mts';
import { ROOT, TYPE_CHECKER } from '../../shared/paths.mts';
import { type Printed, run } from './tools.mts';

export const DOCUMENT = path.join(ROOT, 'apps', 'gateway', 'src', 'openapi.json');
/** How a generator complains, in whatever words follow. */
const WARNING = /\b(warn(ing)?|deprecated|unsupported|skipping|failed|duplicate)\b/i;

/** Where generators write, below the packages that they and their output import. */
export class Workplace {
  readonly folder: string;
  private readonly tools: string;

  /** @param tools with `node_modules` */
  constructor(folder: string, tools: string) {
    this.folder = folder;
    this.tools = tools;
  }

  write(name: string, text: string): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, text);
    return file;
  }

  async node(program: string, args: readonly string[]): Promise<Printed> {
    const script = path.join(this.tools, 'node_modules', program);
    return run(process.execPath, [script, ...args], this.folder);
  }

  /** Compiles everything below a folder that is TypeScript. */
  async compile(folder: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: true, ...more },
      ...{ target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], types: [] },
      ...{ module: 'esnext', moduleResolution: 'bundler', allowImportingTsExtensions: true },
    };
    const config = { compilerOptions, include: ['**/*.ts', '**/*.mts'] };
    this.write(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    await run(process.execPath, [TYPE_CHECKER, '-p', folder], this.folder);
  }
}

/** @throws Failure when a generator that went on has complained @param allowed lines of its own, about nothing of ours */
export function quiet({ stdout, stderr }: Printed, allowed: readonly RegExp[] = []): void {
  const complaints = `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => WARNING.test(line) && !allowed.some((pattern) => pattern.test(line)));
  if (complaints.length > 0) throw new Failure(complaints.join('\n'));
}
