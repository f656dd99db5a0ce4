import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../shared/failure.mts';
import { librariesOf, packagesOf } from './libraries.mts';
import { Restarts } from './restarts.mts';

describe("a service's libraries", () => {
  it('are its direct and transitive imports', () => {
    const libraries = librariesOf('review');
    for (const library of ['common/http', 'common/persistence', 'types/review', 'types/course']) {
      assert.ok(libraries.has(`libs/${library}`), library);
    }
    assert.ok(!libraries.has('libs/types/quiz'));
    assert.ok(!libraries.has('libs/common/mail'));
  });

  it('include their npm packages, without types, Node and our own', () => {
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
    const output: string[] = [];
    const steps = { print: (line: string) => void output.push(line) };
    const save = async (...projects: string[]): Promise<void> => {
      const work = new Restarts(platform, steps, ['review', 'quiz'], { spares });
      work.begin();
      for (const project of projects) {
        work.add({ projects: new Set([project]), savedAt: Date.now() });
      }
      await work.idle();
    };
    return { done, prepared, output, save };
  }

  it('restarts the services that import it', async () => {
    const { done, output, save } = restarts();
    await save('libs/types/quiz');
    assert.deepEqual(done, ['stop quiz', 'start quiz']);
    assert.match(output.join(), /quiz: ready again after \d+\.\d s/);
  });

  it('prepares a spare process for the next restart, unless a debugger is attached', async () => {
    const { prepared, save } = restarts();
    await save('libs/types/quiz');
    assert.deepEqual(prepared, ['review', 'quiz', 'quiz']);
    const debugged = restarts(undefined, { spares: false });
    await debugged.save('libs/types/quiz');
    assert.deepEqual(debugged.prepared, []);
  });

  it('of a service that does not run restarts nothing', async () => {
    const { done, save } = restarts();
    await save('apps/auth');
    assert.deepEqual(done, []);
  });

  it('waits for a restart in progress', async () => {
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

  it('that keeps a service from starting is reported, and the next save tries again', async () => {
    let broken = true;
    const { output, save } = restarts(() =>
      broken ? Promise.reject(new Failure('review ended with code 1.')) : Promise.resolve(),
    );
    await save('apps/review');
    assert.match(output.join(), /review ended with code 1\.\s+review is not running; save again/);
    broken = false;
    await save('apps/review');
    assert.match(output.at(-1) ?? '', /ready again/);
  });
});
