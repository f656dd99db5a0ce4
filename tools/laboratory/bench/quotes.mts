import { Failure } from '#workspace/shared/failure.mts';
import { newBuyers } from './buyers.mts';
import { type Target, explainCosts, getJson, requestRates } from './load.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import { type Row, ratioRow } from './table.mts';

const CODE = 'BENCH-25';
/** Whoever names no country pays it: the requests are the same with the table and without it. */
const TAX_RATES = [{ country: '*', label: 'VAT', basisPoints: 2000, inclusive: true }];
const MOST_COURSES = 10;

/** What one more rule leaves of the rate of quotes: a coupon over all lines, and a tax over all lines. */
export async function measureQuotes(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const [token] = await newBuyers(stage, 1);
  const courseIds = await coursesOf(platform.serviceUrl('course'));
  const url = platform.serviceUrl('order');
  await createCoupon(url, await accessToken(platform, accounts, 'admin'));
  const taxed = await stage.another('order', { TAX_RATES: JSON.stringify(TAX_RATES) });
  const quotes = (body: object): Omit<Target, 'url' | 'pid'> => ({
    paths: ['/api/v1/quotes'],
    headers: { authorization: `Bearer ${token ?? ''}` },
    body: JSON.stringify({ courseIds, ...body }),
  });
  try {
    const pid = platform.pid('order');
    const targets = {
      plain: { url, pid, ...quotes({}) },
      coupon: { url, pid, ...quotes({ couponCode: CODE }) },
      taxed: { url: taxed.url, pid: taxed.server.pid, ...quotes({}) },
    };
    const rates = await requestRates(targets);
    await explainCosts('POST /quotes', targets, stage.profiler);
    return [
      ratioRow('Quotes, with a coupon', rates.coupon, rates.plain),
      ratioRow('Quotes, with a tax', rates.taxed, rates.plain),
    ];
  } finally {
    await taxed.server.stop();
  }
}

/** Courses that cost something, in the currency of the first one. */
async function coursesOf(url: string): Promise<string[]> {
  const list = `${url}/api/v1/courses?page=1&limit=50`;
  const { items } = await getJson<{
    items: readonly {
      readonly id: string;
      readonly price: { readonly amountMinor: number; readonly currency: string };
    }[];
  }>(list);
  const [first, ...others] = items.filter(({ price }) => price.amountMinor > 0);
  if (!first) throw new Failure('The demo has no course to buy.');
  const alike = others.filter(({ price }) => price.currency === first.price.currency);
  return [first, ...alike].slice(0, MOST_COURSES).map(({ id }) => id);
}

async function createCoupon(url: string, token: string): Promise<void> {
  const coupon = { discount: { kind: 'percent', percent: 25 }, scope: { kind: 'site' } };
  const response = await fetch(`${url}/api/v1/coupons`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ code: CODE, ...coupon }),
  });
  if (!response.ok) throw new Failure(`${response.status} for a coupon: ${await response.text()}`);
}
