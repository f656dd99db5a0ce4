import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../shared/paths.mts';

/** The part of Jest's JSON report that is read here. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not be run at all. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export function reportFile(project: string): string {
  return path.join(ROOT, 'dist', 'test-results', `${project}.json`);
}

/** What the whole has come to: counts, and what failed in words. */
export class Tally {
  passed = 0;
  private readonly failures: { readonly what: string; readonly why: string }[] = [];
  private failedCount = 0;

  get failed(): number {
    return this.failedCount;
  }

  pass(): void {
    this.passed += 1;
  }

  fail(what: string, why: string, count = 1): void {
    this.failedCount += count;
    this.failures.push({ what, why: why.trim() });
  }

  /** Adds one project's tests. A project whose run left no report counts as one failure. */
  addProject(project: string): void {
    const file = reportFile(project);
    if (!existsSync(file)) {
      this.fail(project, 'Its tests did not run to the end; what they printed is above.');
      return;
    }
    this.addReport(project, JSON.parse(readFileSync(file, 'utf8')) as JestReport);
  }

  /** @param project as it is called in what failed */
  addReport(project: string, report: JestReport): void {
    this.passed += report.numPassedTests;
    for (const suite of report.testResults) {
      const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
      const name = `${project}: ${path.relative(ROOT, suite.name)}`;
      for (const test of failed) {
        this.fail(`${name} › ${test.fullName}`, test.failureMessages.join('\n'));
      }
      if (failed.length === 0 && suite.message !== '' && suite.assertionResults.length === 0) {
        this.fail(name, suite.message);
      }
    }
  }

  /** What failed and why, shortened. */
  list(): string {
    return this.failures
      .map(({ what, why }) => `✖ ${what}\n${indent(why.split('\n').slice(0, 40).join('\n'))}\n`)
      .join('\n');
  }
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
