import { spawnSync } from 'node:child_process';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { type ContractDocument, documentFile } from './document.mts';
import { type StoredDocument, plainDocument } from './plain.mts';

/** The commit that the documents are compared with. */
export interface Base {
  readonly commit: string;
  /** Where it came from, for the reader. */
  readonly source: string;
}

const MAIN_BRANCHES = ['origin/main', 'main'];

/**
 * The commit before the change that is in progress: the argument, `NX_BASE`, where this branch left the main one,
 * or on the main branch the commit before this one. Undefined where there is none, as in a clone of depth 1.
 * @throws Failure when a base was named that this clone does not have
 */
export function findBase(requested: string | undefined): Base | undefined {
  const named = requested ?? (process.env.NX_BASE || undefined);
  if (named !== undefined) {
    const commit = commitOf(named);
    if (commit) return { commit, source: requested === undefined ? 'NX_BASE' : '--base' };
    throw new Failure(
      `There is no commit ${named} here. In a shallow clone, fetch it first: \`git fetch --depth=1 origin ${named}\`.`,
    );
  }
  const head = commitOf('HEAD');
  for (const branch of MAIN_BRANCHES) {
    const commit = commitOf(branch) ? git(['merge-base', branch, 'HEAD']) : undefined;
    if (commit && commit !== head) return { commit, source: `where this branch left ${branch}` };
  }
  const commit = commitOf('HEAD~1');
  return commit ? { commit, source: 'the commit before this one' } : undefined;
}

/** A document as it was at a commit; undefined when it was not there yet. */
export function documentAt(base: Base, service: string): ContractDocument | undefined {
  const stored = jsonAt(base, documentFile(service)) as StoredDocument | undefined;
  return stored && plainDocument<ContractDocument>(stored);
}

/** What was in a file at a commit; undefined when it was not there yet. @param file from the root */
export function jsonAt({ commit }: Base, file: string): unknown {
  const text = git(['show', `${commit}:${file}`]);
  return text === undefined ? undefined : JSON.parse(text);
}

function commitOf(name: string): string | undefined {
  return git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
}

function git(args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
