import { writeFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { linkMailedTo } from '@course-plateform/common/testing';
import { findingsOn } from '../src/accessibility';
import { openBrowser } from '../src/browser';
import { codeFromGoogle } from '../src/google';
import { PageWatch } from '../src/page-watch';
import { takePicture } from '../src/pictures';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  createCategory,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { PASSWORD, type User, register, visitor } from '../src/users';

/** Every kind of page of the portal's own. */
const PAGES = [
  '/',
  '/reference',
  '/reference/createOrder',
  '/errors',
  '/errors/order.already_owned',
  '/events',
  '/events/evt.order.order.paid.v1',
  '/guides',
  '/guides/operate',
  '/guides/settings',
  '/checkout',
  '/player',
  '/course-invitation',
  '/verify-email?token=x',
  '/reset-password?token=x',
];
/** Tools of others, and the first thing in them that can be used. */
const TOOLS = [
  ['/docs', '.opblock'],
  ['/docs?service=order#/orders/getOrder', '.opblock.is-open'],
  ['/graphiql', '.cm-content'],
] as const;
/** More than there is to go through on a page. */
const MOST_TABS = 100;
/** What Swagger UI does that axe reports; we cannot change it from outside. */
const OF_SWAGGER_UI = ['nested-interactive'];

/** The portal in Chromium: on a phone, for everyone, and next to foreign pages. */
export function describePortal(stage: () => Stage): void {
  describe('the portal', () => {
    let platform: Platform;
    let shopUrl: string;
    let browser: Browser;
    let context: BrowserContext | undefined;
    let page: Page;
    let watch: PageWatch;
    let learner: User;

    beforeAll(async () => {
      ({ platform, shopUrl } = stage());
      browser = await openBrowser();
      learner = await register(platform, 'Katherine');
      const account = { role: 'learner', email: learner.email, password: PASSWORD };
      writeFileSync(stage().demoAccountsFile, JSON.stringify([account]));
    }, 60_000);

    afterAll(() => browser.close());

    afterEach(() => context?.close());

    async function openWindow(): Promise<void> {
      context = await browser.newContext({ viewport: { width: 1280, height: 844 } });
      page = await context.newPage();
      watch = new PageWatch(page);
    }

    const url = (address: string): string => new URL(address, platform.gatewayUrl).href;

    /** What only a look at the rendered page shows: its width and letters on a phone, its hosts, and what axe finds. */
    async function examine(): Promise<string[]> {
      await page.emulateMedia({ colorScheme: 'light' });
      const wide = await findingsOn(page);
      await page.setViewportSize({ width: 360, height: 740 });
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await page.evaluate(SMALLEST_TEXT)).toBeGreaterThanOrEqual(11);
      expect([...watch.hosts]).toEqual([new URL(platform.gatewayUrl).host]);
      expect(watch.faults).toEqual([]);
      return [...wide, ...(await findingsOn(page))];
    }

    it.each(PAGES)(
      'shows %s to everyone, also on a phone, without loading from another host',
      async (address) => {
        await openWindow();
        await page.goto(url(address), { waitUntil: 'networkidle' });
        if (address === '/') await takePicture(page, 'portal-home');
        if (address === '/reference/createOrder') await takePicture(page, 'portal-reference');
        expect(await page.title()).toMatch(/Course Plateform$/);
        const icon = (await page.locator('link[rel=icon]').getAttribute('href')) ?? '';
        expect((await page.request.get(url(icon))).headers()['content-type']).toBe('image/svg+xml');
        expect(await examine()).toEqual([]);
      },
    );

    it.each(TOOLS)(
      'shows %s with no accessibility problems except those of the tool itself',
      async (address, ready) => {
        await openWindow();
        await page.goto(url(address), { waitUntil: 'networkidle' });
        await page.locator(ready).first().waitFor();
        const rules = (await examine()).map((finding) => finding.replace(/:.*/s, ''));
        const known = address.startsWith('/docs') ? OF_SWAGGER_UI : [];
        expect(rules.filter((rule) => !known.includes(rule))).toEqual([]);
      },
    );

    it('filters operations as you type, and shows all again afterwards', async () => {
      await openWindow();
      await page.goto(url('/reference'));
      const rows = page.locator('[data-entry]:visible');
      const total = await rows.count();
      await page.getByLabel('Search operations').fill('POST createORDER');
      await page.getByText(`Showing 1 of ${total}`).waitFor();
      expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('/api/v1/orders')]);
      expect(await page.locator('section[data-group]:visible h2').allInnerTexts()).toEqual([
        'order',
      ]);
      await page.getByLabel('Search operations').fill('');
      await page.getByText(`Showing ${total} of ${total}`).waitFor();
      await rows.first().click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/reference\/\w+$/);
    });

    it('searches on the server without JavaScript', async () => {
      context = await browser.newContext({ javaScriptEnabled: false });
      page = await context.newPage();
      await page.goto(url('/errors'));
      await page.getByLabel('Search codes and meanings').fill('order.already_owned');
      await page.getByRole('button', { name: 'Search' }).click();
      expect(new URL(page.url()).searchParams.get('q')).toBe('order.already_owned');
      expect(await page.locator('tbody tr').count()).toBe(1);
    });

    it('signs in with a demo account by one click, and links to the mailbox', async () => {
      await openWindow();
      await page.goto(url('/'));
      expect(await page.getByRole('link', { name: 'mailbox' }).getAttribute('href')).toBe(
        platform.mailboxUrl,
      );
      await page.getByRole('button', { name: 'Sign in as learner' }).click();
      await page.getByText(`Signed in as ${learner.email}`).waitFor();
      expect(new URL(page.url()).pathname).toBe('/docs');
      // Nothing that a browser sends along by itself: a foreign page has nothing to ride on.
      expect(await page.context().cookies()).toEqual([]);
      expect(watch.faults).toEqual([]);
    });

    describe('checkout', () => {
      beforeAll(async () => {
        const admin = await signInAdmin(platform.gatewayUrl);
        const instructor = await registerInstructor(platform, admin);
        const { id: categoryId } = await createCategory(admin, 'Archery');
        const description = '<p>Everything you need to know about this subject.</p>';
        // The cheapest of all, so that the page offers it whatever else is for sale.
        const price = { amountMinor: 100, currency: 'USD' };
        const details = { title: 'Archery', description, price, categoryId };
        const { id } = await writeCourse(instructor, details);
        await publishCourse(instructor, admin, id);
      }, 120_000);

      it('sells a course by card on the hosted page, through 3-D Secure, and shows the enrollment', async () => {
        await openWindow();
        await page.goto(url('/checkout'));
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.getByText(`Signed in as ${learner.email}`).waitFor();
        await page.getByRole('button', { name: 'Buy Archery' }).click();
        const card = page.getByLabel('Card number');
        await card.fill('4000 0000 0000 9995');
        await page.getByRole('button', { name: 'Pay' }).click();
        await page.getByRole('alert').getByText('insufficient funds').waitFor();
        await card.fill('4000 0027 6000 3184');
        await page.getByRole('button', { name: 'Pay' }).click();
        await page.getByRole('button', { name: 'Complete authentication' }).click();
        await page.getByText('Archery: Paid. You are enrolled.').waitFor();
        const { items } = await unwrap(learner.client.GET('/api/v1/enrollments'));
        expect(items).toHaveLength(1);
        // The hosted page of the stand-in reports the declined card by its status.
        const { host } = new URL(platform.gatewayUrl);
        expect(watch.faults.filter((fault) => fault.includes(host))).toEqual([]);
      });

      it('explains a declined card, and takes another one, by keyboard alone', async () => {
        const buyer = await register(platform, 'Dorothy');
        await openWindow();
        await page.goto(url('/checkout'));
        await page.getByLabel('E-mail').fill(buyer.email);
        await page.getByLabel('Password').fill(PASSWORD);
        await page.keyboard.press('Enter');
        await page.getByText(`Signed in as ${buyer.email}`).waitFor();
        await pressAt(page, 'Buy Archery');
        await payWith('4000 0000 0000 9995');
        await page.getByRole('alert').getByText('insufficient funds').waitFor();
        await pressAt(page, 'Back to the shop');
        const alert = page.getByRole('alert');
        await alert
          .getByText('There is not enough money on the card. Nothing was charged.')
          .waitFor();
        expect(await page.getByRole('status').innerText()).toBe(
          'Archery: Waiting for the payment…',
        );
        expect(await findingsOn(page)).toEqual([]);
        await pressAt(page, 'Pay with another card');
        await payWith('4242 4242 4242 4242');
        await page.getByText('Archery: Paid. You are enrolled.').waitFor();
        expect(await alert.count()).toBe(0);
        const { items } = await unwrap(buyer.client.GET('/api/v1/enrollments'));
        expect(items).toHaveLength(1);
      });

      async function payWith(card: string): Promise<void> {
        await page.getByLabel('Card number').fill(card);
        await page.keyboard.press('Enter');
      }
    });

    it('rejects a form of another site', async () => {
      const email = 'mary.golda.ross@example.com';
      const body = { firstName: 'Mary', lastName: 'Ross', email, password: PASSWORD };
      await unwrap(visitor(platform.gatewayUrl).POST('/api/v1/auth/registrations', { body }));
      const link = await eventually('a mail', () => linkMailedTo(platform, email));
      const token = new URL(link).searchParams.get('token') ?? '';
      await openWindow();
      await page.goto(shopUrl.replace('127.0.0.1', 'localhost'));
      const action = url('/api/v1/auth/email-verifications/confirmations');
      const response = page.waitForResponse(action);
      // The only JSON that a form can send to another site: as plain text, with one equals sign in it.
      await page.evaluate(foreignForm(action, `{"token":"${token}","x":"`, '"}'));
      expect((await response).status()).toBe(415);
      await page.waitForURL(action);
      await page.goto(link);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('Your address is confirmed.').waitFor();
    });

    it('does not sign a user in with a code from another site', async () => {
      const code = await codeFromGoogle(platform.gatewayUrl, 'annie.easley@example.com');
      await openWindow();
      await page.goto(shopUrl.replace('127.0.0.1', 'localhost'));
      await page.evaluate(`location.href = ${JSON.stringify(url(`/signed-in#code=${code}`))}`);
      await page.locator('.opblock').first().waitFor();
      expect(await page.getByRole('status').innerText()).toBe('Not signed in');
      expect(await page.evaluate('sessionStorage.length')).toBe(0);
      // Nor has it been used.
      const exchanged = await visitor(platform.gatewayUrl).POST('/api/v1/auth/oauth/exchanges', {
        body: { code },
      });
      expect(exchanged.response.status).toBe(201);
    });

    it('cannot be framed by another site', async () => {
      await openWindow();
      await page.goto(shopUrl.replace('127.0.0.1', 'localhost'));
      await page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), {
        src: ${JSON.stringify(url('/reset-password?token=x'))},
      }))`);
      await eventually('a refused frame', async () =>
        watch.faults.some((fault) => /frame-ancestors|X-Frame-Options/.test(fault)),
      );
    });
  });
}

/** Goes on with the Tab key to what has that name, and presses it. */
async function pressAt(page: Page, name: string): Promise<void> {
  const wanted = page.locator('button, a').and(page.getByText(name).or(page.getByLabel(name)));
  await wanted.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) {
      return page.keyboard.press('Enter');
    }
  }
  throw new Error(`The Tab key does not lead to ${name}`);
}

/** Runs in a page: sends a form without anybody's doing. */
function foreignForm(action: string, name: string, value: string): string {
  return `(() => {
    const form = Object.assign(document.createElement('form'), {
      method: 'post', enctype: 'text/plain', action: ${JSON.stringify(action)},
    });
    form.append(Object.assign(document.createElement('input'), {
      name: ${JSON.stringify(name)}, value: ${JSON.stringify(value)},
    }));
    document.body.append(form);
    form.submit();
  })()`;
}

/** Runs in the page: the size of the smallest text in it, in CSS pixels. */
const SMALLEST_TEXT = `Math.min(...[...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((element) => parseFloat(getComputedStyle(element).fontSize)))`;
