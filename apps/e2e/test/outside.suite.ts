import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { unwrap } from '@course-plateform/client';
import { eventually } from '@course-plateform/common/test-kit';
import { linkMailedTo } from '@course-plateform/common/testing';
import { openBrowser } from '../src/browser';
import { expiredTokenOf } from '../src/expired-token';
import { callWithGeneratedClients } from '../src/generated-clients';
import { installClient, packClient, readmePrograms, runProgram } from '../src/client-package';
import { PageWatch } from '../src/page-watch';
import { takePicture } from '../src/pictures';
import { PASSWORD, type User, register, visitor } from '../src/users';
import type { Platform } from '../src/platform';
import type { Stage } from '../src/stage';
import {
  createCategory,
  editDraft,
  publishCourse,
  registerInstructor,
  signInAdmin,
  writeCourse,
} from '../src/steps';
import { SwaggerPage } from '../src/swagger-page';
import { callIn, openTab } from '../src/tabs';

const GENERATED_CLIENTS = [
  'openapi-typescript',
  'hey-api',
  'orval',
  'kubb',
  'openapi-python-client',
];
/** The course that the generated clients ask a price for. */
const ABSENT_COURSE = '01890a5d-ac96-774b-bcce-b302099a4e96';
const TITLE = 'Complete Web Development';

/** What users and programs see of the whole platform: the portal in Chromium, and the package of the client. */
export function describeOutside(stage: () => Stage): void {
  describe('the platform in a browser', () => {
    let platform: Platform;
    let shopUrl: string;
    let browser: Browser;
    let context: BrowserContext | undefined;
    let page: Page;
    let watch: PageWatch;
    let learner: User;

    beforeAll(async () => {
      ({ platform, shopUrl } = stage());
      await packClient();
      browser = await openBrowser();
      const admin = await signInAdmin(platform.gatewayUrl);
      const instructor = await registerInstructor(platform, admin);
      const category = await createCategory(admin, 'Web Development');
      const course = await writeCourse(instructor, {
        title: TITLE,
        price: { amountMinor: 1999, currency: 'USD' },
        categoryId: category.id,
      });
      await editDraft(instructor, course.id, {
        description: '<p>Learn full-stack development from the first tag to the last server.</p>',
      });
      await publishCourse(instructor, admin, course.id);
      learner = await register(platform, 'Ada');
    }, 240_000);

    afterAll(() => browser.close());

    afterEach(() => context?.close());

    /** A user's window: what it remembers is gone with it. */
    async function openWindow(locale: string): Promise<void> {
      context = await browser.newContext({ locale, viewport: { width: 1280, height: 844 } });
      page = await context.newPage();
      watch = new PageWatch(page);
    }

    const url = (address: string): string => new URL(address, platform.gatewayUrl).href;

    it('signs in and tries operations of three services', async () => {
      await openWindow('en');
      const swagger = new SwaggerPage(page);
      await swagger.open(platform.gatewayUrl);
      await swagger.signIn(learner.email, PASSWORD);
      await page.getByText(`Signed in as ${learner.email}`).waitFor();
      await swagger.chooseService('user');
      expect(await swagger.tryOut('getMyProfile')).toMatchObject({
        status: '200',
        body: { id: learner.id, firstName: 'Ada' },
      });
      await swagger.chooseService('order');
      expect(await swagger.tryOut('listOrders')).toMatchObject({
        status: '200',
        body: { items: [] },
      });
      await swagger.chooseService('course');
      await takePicture(page, 'portal-try-it');
      const courses = await swagger.tryOut('listCourses', { q: 'complete' });
      expect(courses).toMatchObject({ status: '200', body: { items: [{ title: TITLE }] } });
      expect(watch.faults).toEqual([]);
    });

    it('keeps service, operation and session after a reload', async () => {
      await openWindow('en');
      const swagger = new SwaggerPage(page);
      await swagger.open(platform.gatewayUrl);
      const locks = () =>
        Promise.all(['createSession', 'listSessions'].map((id) => swagger.lockOf(id)));
      expect(await locks()).toEqual(['none', 'open']);
      await swagger.signIn(learner.email, PASSWORD);
      await page.getByText(`Signed in as ${learner.email}`).waitFor();
      await eventually('closed locks', async () => (await locks())[1] === 'closed');
      expect((await locks())[0]).toBe('none');
      await swagger.chooseService('order');
      expect(new URL(page.url()).searchParams.get('service')).toBe('order');
      await page.goto(url('/docs?service=course#/catalog/listCourses'));
      await swagger.waitForOpen('listCourses');
      await page.reload();
      await swagger.waitForOpen('listCourses');
      await page.getByText(`Signed in as ${learner.email}`).waitFor();
      await eventually(
        'closed locks',
        async () => (await swagger.lockOf('createCourse')) === 'closed',
      );
      // The page does not wait for the end of the session, and reloading it would abort the request.
      const ended = page.waitForResponse((one) => one.request().method() === 'DELETE');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await ended;
      await page.getByText('Not signed in').waitFor();
      await eventually('open locks', async () => (await swagger.lockOf('createCourse')) === 'open');
      await page.reload();
      await swagger.waitForOpen('listCourses');
      expect(await page.getByRole('status').innerText()).toBe('Not signed in');
      expect(watch.faults).toEqual([]);
    });

    it('signs in with Google', async () => {
      await openWindow('en');
      await page.goto(url('/docs'));
      await page.getByRole('link', { name: 'Sign in with Google' }).click();
      await page.getByLabel('E-mail').fill('mary.jackson@example.com');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('Signed in as mary.jackson@example.com').waitFor();
      expect(new URL(page.url()).hash).toBe('');
      expect(watch.faults).toEqual([]);
    });

    it('confirms an address on the page linked in the mail', async () => {
      const email = 'dorothy.vaughan@example.com';
      const body = { firstName: 'Dorothy', lastName: 'Vaughan', email, password: PASSWORD };
      await unwrap(visitor(platform.gatewayUrl).POST('/api/v1/auth/registrations', { body }));
      const link = await eventually('a mail', () => linkMailedTo(platform, email));
      await openWindow('en');
      await page.goto(link);
      await page.getByRole('button', { name: 'Confirm' }).click();
      await page.getByText('Your address is confirmed.').waitFor();
      expect(watch.faults).toEqual([]);
    });

    it('reports a wrong password in the user’s language', async () => {
      await openWindow('es');
      const swagger = new SwaggerPage(page);
      await swagger.open(platform.gatewayUrl);
      await swagger.signIn(learner.email, 'Not-My-Password-1');
      await page.getByRole('status').filter({ hasNotText: 'Not signed in' }).waitFor();
      expect(await page.getByRole('status').innerText()).toBe(
        'La dirección de correo o la contraseña no es correcta.',
      );
    });

    it('shows an error in the user’s language, and explains it on the page of its type', async () => {
      await openWindow('es');
      const swagger = new SwaggerPage(page);
      await swagger.open(platform.gatewayUrl);
      await swagger.signIn(learner.email, PASSWORD);
      await page.getByText(`Signed in as ${learner.email}`).waitFor();
      await swagger.chooseService('order');
      const { status, body } = await swagger.tryOut('getOrder', { id: learner.id });
      expect(status).toBe('404');
      expect(body).toMatchObject({ code: 'order.not_found', title: 'No existe ese pedido' });
      await page.goto(url(String(Reflect.get(Object(body), 'type'))));
      expect(await page.locator('html').getAttribute('lang')).toBe('es');
      expect(await page.locator('h1').innerText()).toBe('No existe ese pedido');
    });

    it('queries the catalog over GraphQL, with an editor that knows the schema', async () => {
      await openWindow('en');
      await page.goto(url('/course/graphiql'), { waitUntil: 'networkidle' });
      await page.getByRole('button', { name: 'Execute query' }).click();
      const response = page.getByLabel('Result Window');
      await response.getByText(TITLE).waitFor();
      await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
      await page.getByRole('link', { name: 'Query' }).click();
      await page.getByRole('link', { name: 'courses', exact: true }).waitFor();
      expect(watch.faults).toEqual([]);
    });

    it('is usable with the keyboard alone', async () => {
      await openWindow('en');
      await page.goto(url('/'));
      await skipToContent();
      await page.keyboard.press('Tab');
      expect(await focused()).toEqual({ name: 'Try the API', visible: true });
      await page.keyboard.press('Enter');
      await page.locator('.opblock').first().waitFor();
      await skipToContent();
      const names: string[] = [];
      for (const text of ['', learner.email, PASSWORD, '']) {
        await page.keyboard.press('Tab');
        const { name, visible } = await focused();
        names.push(name);
        expect(visible).toBe(true);
        if (text) await page.keyboard.type(text);
      }
      expect(names).toEqual([expect.stringMatching(/^Service/), 'E-mail', 'Password', 'Sign in']);
      await page.keyboard.press('Enter');
      await page.getByText(`Signed in as ${learner.email}`).waitFor();
      expect(watch.faults).toEqual([]);
    });

    it('allows calls of the client from pages of an allowed origin only', async () => {
      await openWindow('en');
      await page.goto(shopUrl);
      const program = programInPage(platform.gatewayUrl, learner.token);
      expect(await page.evaluate(program)).toEqual({
        titles: [TITLE],
        orders: 0,
        refusal: 'quote.not_found',
      });
      await page.goto(shopUrl.replace('127.0.0.1', 'localhost'));
      await expect(page.evaluate(program)).rejects.toThrow('Failed to fetch');
    });

    it('keeps two tabs signed in that refresh one session, concurrently and in turn', async () => {
      await openWindow('en');
      await page.goto(shopUrl);
      const { refreshToken } = await unwrap(
        visitor(platform.gatewayUrl).POST('/api/v1/auth/sessions', {
          body: { email: learner.email, password: PASSWORD },
        }),
      );
      await page.evaluate(`localStorage.setItem('refresh', ${JSON.stringify(refreshToken)})`);
      const other = await page.context().newPage();
      await other.goto(shopUrl);
      const expired = await expiredTokenOf(learner, platform);
      for (const tab of [page, other]) {
        await openTab(tab, { baseUrl: platform.gatewayUrl, expired });
      }
      const signedIn = { status: 200, signedOut: [] };
      expect(await Promise.all([callIn(page), callIn(other)])).toEqual([signedIn, signedIn]);
      // The token that the other one began with is two generations old by now.
      for (const tab of [page, page, other, page]) expect(await callIn(tab)).toEqual(signedIn);
      await page.evaluate(`localStorage.removeItem('refresh')`);
      expect(await callIn(other)).toEqual({ status: 401, signedOut: ['signed_out'] });
    });

    it('runs the README of the client in a project of its own', async () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'client-program-'));
      try {
        await installClient(folder);
        const [orders = '', prices, hooks, rendered, upload] = await outputsOf(folder);
        const [, first, again] = /^Ordered: (\S+)\nOrdered already: (\S+)\n$/.exec(orders) ?? [];
        expect(first).toMatch(/^[0-9a-f-]{36}$/);
        expect(again).toBe(first);
        expect(prices).toMatch(/ (free|\$\d+\.\d\d)\n/);
        expect(hooks).toMatch(/^Free courses: \d+\n$/);
        expect(rendered).toMatch(/^<h1>\d+ courses<\/h1><p>Access token missing<\/p>\n$/);
        expect(upload).toMatch(/^Avatar: .*\/avatar\/[0-9a-f]{32}\n$/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    it('is called by clients that the generators of others make of its document', async () => {
      const { calls, leftOut } = await callWithGeneratedClients(platform.gatewayUrl, learner);
      expect([...calls.map(({ client }) => client), ...leftOut]).toEqual(GENERATED_CLIENTS);
      // Other journeys of this platform have published courses of their own.
      const titles = expect.arrayContaining([TITLE]);
      const seen = { email: learner.email, titles, notForSale: [ABSENT_COURSE] };
      for (const { client, ...rest } of calls)
        expect({ client, ...rest }).toEqual({ client, ...seen });
    }, 600_000);

    /** Past the navigation, as on every page. */
    async function skipToContent(): Promise<void> {
      await page.keyboard.press('Tab');
      expect(await focused()).toEqual({ name: 'Skip to the content', visible: true });
      await page.keyboard.press('Enter');
    }

    async function outputsOf(folder: string): Promise<string[]> {
      const outputs: string[] = [];
      for (const program of readmePrograms(platform))
        outputs.push(await runProgram(folder, program));
      return outputs;
    }

    function focused(): Promise<{ name: string; visible: boolean }> {
      return page.evaluate(FOCUSED);
    }
  });
}

/** Runs in a page: what a shop might ask with the client. */
function programInPage(baseUrl: string, token: string): string {
  return `import('/client.mjs').then(async ({ ApiError, createClient, retry, unwrap }) => {
    const client = createClient({ baseUrl: ${JSON.stringify(baseUrl)}, token: ${JSON.stringify(token)} });
    const courses = await unwrap(client.GET('/api/v1/courses', { params: { query: { q: 'complete' } } }));
    const orders = await unwrap(client.GET('/api/v1/orders'));
    const quoteId = '01890a5d-ac96-774b-bcce-b302099a8057';
    const order = (header) => client.POST('/api/v1/orders', { params: { header }, body: { quoteId } });
    const refusal = await unwrap(retry(order)).catch((error) => error instanceof ApiError && error.code);
    return { titles: courses.items.map(({ title }) => title), orders: orders.items.length, refusal };
  })`;
}

/** Runs in the page: what has the focus, and whether someone can see that. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
  return { name: name.trim(), visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 };
})()`;
