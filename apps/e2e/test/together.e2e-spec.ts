import { type Stage, setStage } from '../src/stage';
import { describeOutside } from './outside.suite';
import { describeResilience } from './resilience.suite';
import { describeShadows } from './shadows.suite';

// One platform for all: to start one takes longer than most of what is done with it. The resilience tests come first, because they
// count what has been given up.
describe('a platform', () => {
  let stage: Stage | undefined;

  beforeAll(async () => {
    stage = await setStage();
  }, 240_000);

  afterAll(async () => {
    stage?.shop.close();
    await stage?.platform.stop();
  });

  const given = (): Stage => {
    if (!stage) throw new Error('The platform did not start');
    return stage;
  };
  describeResilience(given);
  describeShadows(given);
  describeOutside(given);
});
