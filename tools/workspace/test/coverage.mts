import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import coverage from 'istanbul-lib-coverage';
import report from 'istanbul-lib-report';
import reports from 'istanbul-reports';
import { ROOT } from '../shared/paths.mts';
import { projectRoots } from './projects.mts';

const FOLDER = path.join(ROOT, 'coverage');
const REPORT = path.join(FOLDER, 'report');

/** Forgets what was covered before. */
export function forgetCoverage(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

/**
 * Makes one report of what the tests of some projects have covered: a summary in words, and pages in
 * `coverage/report`. A library counts as covered by whoever runs it.
 * @param owners the projects whose sources are reported on
 */
export function reportCoverage(projects: readonly string[], owners: readonly string[]): void {
  const roots = projectRoots();
  const folders = owners.map((owner) => path.join(ROOT, roots.get(owner) ?? owner) + path.sep);
  const all = coverage.createCoverageMap();
  for (const project of projects) {
    const file = path.join(FOLDER, project, 'coverage-final.json');
    if (!existsSync(file)) continue;
    all.merge(JSON.parse(readFileSync(file, 'utf8')) as coverage.CoverageMapData);
  }
  all.filter((file) => folders.some((folder) => file.startsWith(folder)));
  const context = report.createContext({ dir: REPORT, coverageMap: all });
  reports.create('html').execute(context);
  reports.create('text-summary').execute(context);
  process.stdout.write(`Line by line: ${path.relative(ROOT, REPORT)}/index.html\n`);
}
