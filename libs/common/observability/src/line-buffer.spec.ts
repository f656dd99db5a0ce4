import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type LineBuffer, lineBuffer } from './line-buffer';
import { type Logger, createLogger } from './logger';

describe('buffered log lines', () => {
  let folder: string;
  let buffer: LineBuffer;
  let logger: Logger;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lines-'));
    buffer = lineBuffer(openSync(path.join(folder, 'log'), 'a'));
    logger = createLogger({ service: 'review', level: 'info', destination: buffer });
  });

  afterEach(() => {
    buffer.end();
    rmSync(folder, { recursive: true });
  });

  const messages = (): string[] =>
    readFileSync(path.join(folder, 'log'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);

  it.each(['warn', 'error'] as const)('wait until one is a %s', (level) => {
    logger.info({}, 'first');
    logger.info({}, 'second');
    expect(messages()).toEqual([]);
    logger[level]({}, 'third');
    expect(messages()).toEqual(['first', 'second', 'third']);
  });

  it('are flushed after a while', async () => {
    logger.info({}, 'alone');
    while (messages().length === 0) await pause(5);
    expect(messages()).toEqual(['alone']);
  });

  it('are flushed when there are many', () => {
    for (let line = 0; line < 100; line += 1) logger.info({ line }, 'one of many');
    expect(messages().length).toBeGreaterThan(50);
  });
});
