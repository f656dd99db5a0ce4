import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { File } from '@stryker-mutator/instrumenter';
import { Failure } from '#workspace/shared/failure.mts';
import { ROOT } from '#workspace/shared/paths.mts';
import { command } from '#workspace/test/command.mts';

/**
 * Copies the workspace as Git sees it, changes that are not committed included, with some files in another form.
 * Everything is copied, because tests also read what is no source: manifests, documents, rules of alerts.
 */
export async function copyWorkspace(copy: string, changed: readonly File[]): Promise<void> {
  const { ok, output } = await command('git', ['ls-files', '-co', '--exclude-standard']);
  if (!ok) throw new Failure(`Git cannot list the files of the workspace:\n${output}`);
  for (const file of output
    .split('\n')
    .filter((name) => name !== '' && existsSync(path.join(ROOT, name)))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(copy, file));
  }
  for (const { name, content } of changed) writeFileSync(path.join(copy, name), content);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
}
