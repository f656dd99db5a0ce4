import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** A file that is generated and committed, and how it is made. */
export interface Generated {
  readonly name: string;
  /** The program and its arguments; `node` is the pinned one. It writes the files into place. */
  readonly command: readonly [string, ...string[]];
  /** Patterns of the files it writes, from the root. */
  readonly files: readonly string[];
  /** What a user types to do the same. */
  readonly remedy: string;
}

/** Everything that is generated and committed. */
export const GENERATED: readonly Generated[] = [
  {
    name: 'lock file',
    command: ['node', 'tools/workspace/setup/lock-stubs.mjs'],
    files: ['package-lock.json'],
    remedy: 'npm run lock',
  },
  {
    name: 'OpenAPI and AsyncAPI documents, error catalog, client types, access, READMEs of the services, permissions of the broker and .env.example',
    command: ['node', 'tools/workspace/generate/main.mts'],
    files: [
      'apps/*/openapi.json',
      'apps/gateway/src/openapi.json',
      'apps/gateway/src/errors.json',
      'apps/gateway/src/asyncapi.json',
      'libs/client/src/generated/*.ts',
      'docs/access.md',
      'apps/*/README.md',
      'libs/types/*/README.md',
      'tools/workspace/broker/users.conf',
      'tools/workspace/broker/consumers.json',
      '.env.example',
    ],
    remedy: 'npm run generate',
  },
];

/** Remembers files, so that a check that finds a difference leaves the checkout as it was. */
export class Snapshot {
  private readonly before: ReadonlyMap<string, string>;
  private readonly patterns: readonly string[];

  constructor(patterns: readonly string[]) {
    this.patterns = patterns;
    this.before = this.read();
  }

  /** Files that are now different, new or gone. */
  changed(): string[] {
    const after = this.read();
    const all = new Set([...this.before.keys(), ...after.keys()]);
    return [...all].filter((file) => this.before.get(file) !== after.get(file)).sort();
  }

  restore(): void {
    for (const file of this.changed()) {
      const text = this.before.get(file);
      if (text === undefined) rmSync(path.join(ROOT, file), { force: true });
      else writeFileSync(path.join(ROOT, file), text);
    }
  }

  private read(): Map<string, string> {
    const files = globSync([...this.patterns], { cwd: ROOT });
    const present = files.filter((file) => existsSync(path.join(ROOT, file)));
    return new Map(present.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));
  }
}
