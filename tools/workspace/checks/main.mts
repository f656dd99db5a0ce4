// Runs the tests of the tools with Node's own runner and writes their result as Jest does, so that one reader counts all.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import type { JestReport } from '../test/report.mts';

const FILES = [
  'workspace.test.mts',
  'lint.test.mts',
  'words.test.mts',
  'documents.test.mts',
  'field-texts.test.mts',
  'translations.test.mts',
  '../broker/permissions.test.mts',
  '../../operator/events/events.test.mts',
  '../generators/generators.test.mts',
  '../dev/dev.test.mts',
  '../clock/clock.test.mts',
  '../../operator/trace/trace.test.mts',
  '../../laboratory/bench/profile-shares.test.mts',
  '../../laboratory/harness/session.test.mts',
  '../../laboratory/bench/bench.test.mts',
  '../../laboratory/lists/lists.test.mts',
  '../../laboratory/mutation/mutation.test.mts',
  '../../operator/monitoring/monitoring.test.mts',
  '../mailbox/mailbox.test.mts',
  '../google/google.test.mts',
  '../test/arguments.test.mts',
  '../stack/backup.test.mts',
  '../stack/client-data.test.mts',
  '../stack/environment-files.test.mts',
  '../stack/passwords.test.mts',
  'guides.test.mts',
  'contract-lint.test.mts',
  'contract-conventions.test.mts',
  'contract-breaking.test.mts',
  'asyncapi.test.mts',
];

/** Files at a time, each in a process of its own: as many as the smallest machine has cores. */
const AT_ONCE = 2;

await runTool(async () => {
  process.env.ESLINT_USE_FLAT_CONFIG = 'false';
  const results: JestReport['testResults'][number]['assertionResults'][number][] = [];
  const files = FILES.map((file) => path.join(import.meta.dirname, file));
  const stream = run({ files, concurrency: AT_ONCE });
  for await (const event of stream) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    // A group fails with its tests; a file fails by itself when it cannot be loaded.
    const isGroup = event.data.details.type === 'suite';
    if (isGroup) continue;
    const failed = event.type === 'test:fail';
    const message = failed
      ? String(event.data.details.error.cause ?? event.data.details.error)
      : '';
    results.push({
      fullName: event.data.name,
      status: failed ? 'failed' : 'passed',
      failureMessages: failed ? [message] : [],
    });
    process.stdout.write(
      `${failed ? '✖' : '✔'} ${event.data.name}\n${failed ? `${message}\n` : ''}`,
    );
  }
  const failed = results.filter(({ status }) => status === 'failed').length;
  const report: JestReport = {
    numPassedTests: results.length - failed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: 0,
    testResults: [{ name: 'tools/workspace/checks', message: '', assertionResults: results }],
  };
  const folder = path.join(ROOT, 'dist', 'test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'tools.json'), JSON.stringify(report));
  return failed > 0 ? 1 : 0;
});
