import assert from 'node:assert/strict';
import { existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Run } from '#workspace/stack/run.mts';
import { inSession } from './session.mts';

describe('a laboratory session', () => {
  /** A folder that the run has to remove at its end. */
  function leave(run: Run): string {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'session-'));
    run.addFolder(folder);
    return folder;
  }

  it('returns the result of the work and cleans up', async () => {
    const folder = await inSession('bench', (run) => Promise.resolve(leave(run)));
    assert.ok(folder !== undefined && !existsSync(folder));
  });

  it('cleans up when the work fails', async () => {
    let folder = '';
    const work = (run: Run): Promise<never> => {
      folder = leave(run);
      return Promise.reject(new Error('no'));
    };
    await assert.rejects(inSession('bench', work), /no/);
    assert.ok(folder !== '' && !existsSync(folder));
  });

  it('stops the work on request', async () => {
    let folder = '';
    const work = (run: Run): Promise<string> => {
      folder = leave(run);
      return new Promise(() => undefined);
    };
    assert.equal(await inSession('bench', work, Promise.resolve(undefined)), undefined);
    assert.ok(folder !== '' && !existsSync(folder));
  });
});
