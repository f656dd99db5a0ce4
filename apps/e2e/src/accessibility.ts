import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2 on the levels A and AA, and what axe itself recommends. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Colors on their way from one scheme to another have contrasts that nobody will see. */
const SETTLED = `Promise.all(
  document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => undefined)),
)`;

/** What axe finds on a page once its transitions have ended, as rules with the first element that breaks each. */
export async function findingsOn(page: Page): Promise<string[]> {
  await page.evaluate(SETTLED);
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(`axe.run({ runOnly: ${JSON.stringify(TAGS)} }).then(
    ({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)),
  )`);
}
