import { LONG } from '../src/resilience';
import { type Stage, setStage } from '../src/stage';
import { expectSoundBooks } from '../src/steps';
import { describeOutside } from './outside.suite';
import { describePortal } from './portal.suite';
import { describeResilience } from './resilience.suite';
import { describeCardResilience } from './card-resilience.suite';
import { describePriceResilience } from './price-resilience.suite';
import { describeProviderResilience } from './provider-resilience.suite';
import { describeCategoryJourneys } from './category-journeys.suite';
import { describeClockJourneys } from './clock-journeys.suite';
import { describeCouponJourneys } from './coupon-journeys.suite';
import { describeMoneyJourneys } from './money-journeys.suite';
import { describeInvoiceJourneys } from './invoice-journeys.suite';
import { describeCourseJourney } from './course-journey.suite';
import { describeConversionJourneys } from './conversion-journeys.suite';
import { describeTeamJourneys } from './team-journeys.suite';
import { describeFailureJourneys } from './failure-journeys.suite';
import { describeMediaJourneys } from './media-journeys.suite';

// One platform for all: to start one takes longer than most of what is done with it. The resilience tests come first, because they
// count what has been abandoned.
describe('a platform', () => {
  let stage: Stage | undefined;

  beforeAll(async () => {
    stage = await setStage();
  }, 240_000);

  afterAll(async () => {
    stage?.shop.close();
    try {
      if (stage) await expectSoundBooks(stage.platform.gatewayUrl);
    } finally {
      await stage?.platform.stop();
    }
  });

  const given = (): Stage => {
    if (!stage) throw new Error('The platform did not start');
    return stage;
  };
  describeResilience(given);
  // Minutes of crashes at a time are for `npm run resilience`.
  if (LONG) {
    describeCardResilience(given);
    describeProviderResilience(given);
    describePriceResilience(given);
  }
  describeFailureJourneys(given);
  describeConversionJourneys(given);
  describeMoneyJourneys(given);
  describeCategoryJourneys(given);
  describeCouponJourneys(given);
  describeInvoiceJourneys(given);
  describeMediaJourneys(given);
  describeOutside(given);
  describePortal(given);
  describeTeamJourneys(given);
  describeClockJourneys(given);
  describeCourseJourney(given);
});
