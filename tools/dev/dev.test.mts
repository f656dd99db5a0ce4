import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../shared/failure.mts';
import { librariesOf } from './libraries.mts';
import { Restarts } from './restarts.mts';

describe('the libraries of a service', () => {
  it('are those it imports, and those behind them', () => {
    const libraries = librariesOf('review');
    for (const library of ['common/http', 'common/persistence', 'types/review', 'types/course']) {
      assert.ok(libraries.has(`libs/${library}`), library);
    }
    assert.ok(!libraries.has('libs/types/quiz'));
    assert.ok(!libraries.has('libs/common/mail'));
  });
});

describe('a saved file', () => {
  function restarts(start: (service: string) => Promise<void> = () => Promise.resolve()) {
    const done: string[] = [];
    const platform = {
      kill: (service: string) => Promise.resolve(void done.push(`stop ${service}`)),
      start: (service: string) => {
        done.push(`start ${service}`);
        return start(service);
      },
    };
    const said: string[] = [];
    const steps = { say: (line: string) => void said.push(line) };
    const save = async (...projects: string[]): Promise<void> => {
      const work = new Restarts(platform, steps, ['review', 'quiz']);
      for (const project of projects) {
        work.add({ projects: new Set([project]), savedAt: Date.now() });
      }
      await work.idle();
    };
    return { done, said, save };
  }

  it('starts those anew that are made of it', async () => {
    const { done, said, save } = restarts();
    await save('libs/types/quiz');
    assert.deepEqual(done, ['stop quiz', 'start quiz']);
    assert.match(said.join(), /quiz: ready again after \d+\.\d s/);
  });

  it('of another service starts nothing', async () => {
    const { done, save } = restarts();
    await save('apps/auth');
    assert.deepEqual(done, []);
  });

  it('that comes while another is at work waits for it', async () => {
    const { done, save } = restarts();
    await save('apps/review', 'apps/review', 'apps/quiz');
    assert.deepEqual(done.slice(0, 2), ['stop review', 'start review']);
    assert.deepEqual(done.slice(2).sort(), [
      'start quiz',
      'start review',
      'stop quiz',
      'stop review',
    ]);
  });

  it('with which a service does not start is told, and the next one tries again', async () => {
    let broken = true;
    const { said, save } = restarts(() =>
      broken ? Promise.reject(new Failure('review ended with code 1.')) : Promise.resolve(),
    );
    await save('apps/review');
    assert.match(said.join(), /review ended with code 1\.\s+review is not running; save again/);
    broken = false;
    await save('apps/review');
    assert.match(said.at(-1) ?? '', /ready again/);
  });
});
