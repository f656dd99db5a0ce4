import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '#workspace/shared/paths.mts';
import type { Change } from './mutants.mts';

/** What became of a mutant: a test failed, none did, or no test comes by its place. */
export type Verdict = 'noticed' | 'survived' | 'unvisited';

interface Kept {
  readonly state: string;
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

/** What is known about the mutants of one state of a project, kept in a file as soon as it is known. */
export class Results {
  private readonly file: string;
  private readonly state: string;
  private readonly verdicts: Map<string, Verdict>;

  constructor(project: string, state: string) {
    this.state = state;
    this.file = path.join(ROOT, 'dist', 'mutation', `${project}.json`);
    const kept = read(this.file);
    this.verdicts = new Map(kept?.state === state ? Object.entries(kept.verdicts) : []);
  }

  /** @param forGood whether only what new tests cannot change counts as known */
  knows({ id }: Change, forGood: boolean): boolean {
    return forGood ? this.verdicts.get(id) === 'noticed' : this.verdicts.has(id);
  }

  add({ id }: Change, verdict: Verdict): void {
    this.verdicts.set(id, verdict);
    mkdirSync(path.dirname(this.file), { recursive: true });
    const kept: Kept = { state: this.state, verdicts: Object.fromEntries(this.verdicts) };
    writeFileSync(this.file, JSON.stringify(kept));
  }

  /** How many of some mutants were noticed, in percent. */
  percent(changes: readonly Change[]): number {
    return changes.length === 0 ? 100 : (100 * this.noticed(changes)) / changes.length;
  }

  /** The share that was noticed, and each mutant that was not. */
  table(changes: readonly Change[]): string {
    const missed = changes.filter(({ id }) => this.verdicts.get(id) !== 'noticed');
    const lines = missed
      .toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
      .map(
        (change) =>
          `${this.verdicts.get(change.id) ?? ''} ${change.file}:${change.line} ${change.mutator}\n  ${short(change.original)}\n  ${short(change.replacement)}\n`,
      );
    const share = `${this.noticed(changes)} of ${changes.length} noticed, ${Math.round(this.percent(changes))} %\n`;
    return `${lines.join('')}${share}`;
  }

  private noticed(changes: readonly Change[]): number {
    return changes.filter(({ id }) => this.verdicts.get(id) === 'noticed').length;
  }
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 140 ? `${line.slice(0, 139)}…` : line;
}

function read(file: string): Kept | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
}
