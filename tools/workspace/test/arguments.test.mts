import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parted } from './arguments.mts';

describe('npm test', () => {
  const cases = [
    ['', '', ''],
    ['review order', 'review order', ''],
    ['review -t refuses', 'review', '-t refuses'],
    ['--coverage', '', '--coverage'],
    ['--coverage review', 'review', '--coverage'],
    ['--watch review review.entity --coverage', 'review review.entity', '--watch --coverage'],
    ['-t refuses review', '', '-t refuses review'],
  ] as const;
  for (const [line, projects, options] of cases) {
    it(`takes "${line}" as projects "${projects}" with "${options}"`, () => {
      const found = parted(words(line));
      assert.deepEqual(found, { projects: words(projects), options: words(options) });
    });
  }
});

function words(line: string): string[] {
  return line.split(' ').filter((word) => word !== '');
}
