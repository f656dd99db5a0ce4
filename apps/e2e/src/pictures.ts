import path from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = path.resolve(__dirname, '../../../docs/images');

/** For the README, when someone wants new ones: `PORTAL_PICTURE=1 npm test -- e2e -t portal`. */
export async function takePicture(
  page: Page,
  name: 'portal-home' | 'portal-reference' | 'portal-try-it',
): Promise<void> {
  if (!process.env['PORTAL_PICTURE']) return;
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
}
