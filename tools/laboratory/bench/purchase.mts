import { Failure } from '#workspace/shared/failure.mts';
import { newBuyers } from './buyers.mts';
import { getJson } from './load.mts';
import { PurchaseBaselines } from './purchase-baselines.mts';
import { SECONDS, WARM_UP, measureShopping } from './purchase-measure.mts';
import { purchaseRows } from './purchase-rows.mts';
import { accessToken } from './sign-in.mts';
import type { Stage } from './stage.mts';
import type { Row } from './table.mts';

/** More than ours makes in a second; a faster machine is measured for a shorter time. */
const MOST_PER_SECOND = 80;

interface Course {
  readonly id: string;
  readonly price: { readonly amountMinor: number };
}

/**
 * A course from the cart until its buyer is enrolled, and what that costs: against a program without a framework, the
 * same as five programs, and the same five with the frameworks alone, which is the floor of what is made of them.
 */
export async function measurePurchase(stage: Stage): Promise<Row[]> {
  const { platform, accounts } = await stage.demo();
  const list = `${platform.serviceUrl('course')}/api/v1/courses?page=1&limit=50`;
  const { items } = await getJson<{ items: readonly Course[] }>(list);
  const courseIds = items.filter(({ price }) => price.amountMinor > 0).map(({ id }) => id);
  if (courseIds.length === 0) throw new Failure('The demo has no course to buy.');
  // Twice: by bank transfer and by card.
  const most = 2 * (WARM_UP + SECONDS * MOST_PER_SECOND);
  const tokens = (await newBuyers(stage, Math.ceil(most / courseIds.length))).values();
  const shop = {
    url: platform.gatewayUrl,
    adminToken: await accessToken(platform, accounts, 'admin'),
  };
  const ours = await measureShopping(platform, { shop, tokens, courseIds });
  const byCard = await measureShopping(platform, {
    shop: { ...shop, method: 'stripe' },
    ...{ tokens, courseIds },
  });
  const baselines = new PurchaseBaselines(stage, platform, courseIds);
  return purchaseRows({
    ours,
    byCard,
    bare: await baselines.bare(),
    split: await baselines.bareSplit(),
    frameworks: await baselines.frameworks(),
  });
}
