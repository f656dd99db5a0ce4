import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../shared/failure.mts';
import { librariesOf, packagesOf } from './libraries.mts';
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

  it('and the packages of all of them, without types, Node and ours', () => {
    const packages = packagesOf('review');
    for (const name of ['@nestjs/core', '@mikro-orm/core', 'nats']) {
      assert.ok(packages.includes(name), `${name} in ${packages.join()}`);
    }
    assert.ok(!packages.some((name) => /^(node:|\.|@course-plateform)/.test(name)));
  });
});

describe('a saved file', () => {
  function restarts(
    start: (service: string) => Promise<void> = () => Promise.resolve(),
    { spares } = { spares: true },
  ) {
    const done: string[] = [];
    const prepared: string[] = [];
    const platform = {
      kill: (service: string) => Promise.resolve(void done.push(`stop ${service}`)),
      start: (service: string) => {
        done.push(`start ${service}`);
        return start(service);
      },
      prepare: (service: string) => void prepared.push(service),
    };
    const said: string[] = [];
    const steps = { say: (line: string) => void said.push(line) };
    const save = async (...projects: string[]): Promise<void> => {
      const work = new Restarts(platform, steps, ['review', 'quiz'], { spares });
      work.begin();
      for (const project of projects) {
        work.add({ projects: new Set([project]), savedAt: Date.now() });
      }
      await work.idle();
    };
    return { done, prepared, said, save };
  }

  it('starts those anew that are made of it', async () => {
    const { done, said, save } = restarts();
    await save('libs/types/quiz');
    assert.deepEqual(done, ['stop quiz', 'start quiz']);
    assert.match(said.join(), /quiz: ready again after \d+\.\d s/);
  });

  it('leaves a spare for the next one, unless a debugger waits', async () => {
    const { prepared, save } = restarts();
    await save('libs/types/quiz');
    assert.deepEqual(prepared, ['review', 'quiz', 'quiz']);
    const debugged = restarts(undefined, { spares: false });
    await debugged.save('libs/types/quiz');
    assert.deepEqual(debugged.prepared, []);
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
