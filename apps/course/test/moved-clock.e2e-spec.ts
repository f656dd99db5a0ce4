import { DAY_MS, MovableClock, SystemClock, newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseFixture } from './course.fixture';

const LIST = { amountMinor: 1999, currency: 'USD' };
const SALE = { amountMinor: 999, currency: 'USD' };
/** The job that files prices runs when the clock is moved, and never by itself. */
const NO_JOB = { CATALOG_PRICES_JOB_SECONDS: '3600', CATALOG_CACHE_MS: '3600000' };

describe('a sale on a clock that is moved', () => {
  const clock = new MovableClock(new SystemClock());
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start(NO_JOB, clock);
  });

  afterAll(() => fixture.stop());

  const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

  /** Moves the clock, and waits until the catalog is filed under the price of that time. */
  async function moveTo(days: number, courseId: string, price: typeof LIST): Promise<void> {
    clock.moveTo(days * DAY_MS);
    await eventually('the price is stored', async () => {
      const [entry] = await fixture.course.stored(CatalogEntry, { id: courseId });
      return entry?.priceMinor === price.amountMinor;
    });
  }

  it('begins, ends, and is planned again when the clock goes back', async () => {
    const categoryId = newId();
    const { id } = await fixture.published({ categoryId, price: LIST });
    const sale = { price: SALE, startsAt: at(10), endsAt: at(20) };
    expect((await fixture.post(`/courses/${id}/sale-prices`, sale)).status).toBe(201);
    const shown = async () => {
      const page = await fixture.get(`/courses/${id}`).expect(200);
      const list = await fixture.get(`/courses?categoryId=${categoryId}`).expect(200);
      return [page.body.price, ...list.body.items.map(({ price }: { price: object }) => price)];
    };
    expect(await shown()).toEqual([LIST, LIST]);
    await moveTo(15, id, SALE);
    expect(await shown()).toEqual([SALE, SALE]);
    await moveTo(25, id, LIST);
    expect(await shown()).toEqual([LIST, LIST]);
    await moveTo(15, id, SALE);
    expect(await shown()).toEqual([SALE, SALE]);
    await moveTo(0, id, LIST);
    expect(await shown()).toEqual([LIST, LIST]);
    await moveTo(15, id, SALE);
  });
});
