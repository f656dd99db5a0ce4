import type { Locator, Page } from 'playwright-core';

/** Swagger UI in the portal, as a user uses it. */
export class SwaggerPage {
  constructor(readonly page: Page) {}

  async open(gatewayUrl: string): Promise<void> {
    await this.page.goto(new URL('/docs', gatewayUrl).href);
    await this.page.locator('.opblock').first().waitFor();
  }

  async signIn(email: string, password: string): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Sign in' });
    await form.getByLabel('E-mail').fill(email);
    await form.getByLabel('Password').fill(password);
    await form.getByRole('button', { name: 'Sign in' }).click();
  }

  async chooseService(name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Service' }).selectOption({ label: name });
    await this.page.getByRole('heading', { name: `Course Plateform: ${name}` }).waitFor();
  }

  /** The lock of an operation: closed when a token is sent, open when one could be, none when none is looked at. */
  async lockOf(operationId: string): Promise<'closed' | 'open' | 'none'> {
    const lock = this.page.locator(`[id$="-${operationId}"] .authorization__btn svg`);
    if ((await lock.count()) === 0) return 'none';
    return (await lock.getAttribute('class'))?.split(' ').includes('locked') ? 'closed' : 'open';
  }

  /** Waits until an operation is shown with all it takes. */
  async waitForOpen(operationId: string): Promise<void> {
    await this.page.locator(`[id$="-${operationId}"].is-open`).waitFor();
  }

  /**
   * Opens an operation and sends it.
   * @param parameters what to type, by the name of the field
   * @returns the status and the body that the page shows
   */
  async tryOut(
    operationId: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<{ status: string; body: unknown }> {
    const operation = this.page.locator(`[id$="-${operationId}"]`);
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    for (const [name, value] of Object.entries(parameters)) {
      await this.field(operation, name).fill(value);
    }
    await operation.getByRole('button', { name: 'Execute' }).click();
    const response = operation.locator('.live-responses-table .response').first();
    await response.waitFor();
    const status = await response.locator('.response-col_status').innerText();
    const body = await response.locator('.highlight-code code').first().innerText();
    return { status: status.trim(), body: JSON.parse(body) };
  }

  private field(operation: Locator, name: string): Locator {
    return operation.locator(`tr[data-param-name="${name}"] input`);
  }
}
