import type { Page } from 'playwright-core';

/** Listens to everything on a page that nobody should see: messages, exceptions, requests that fail. */
export class PageWatch {
  readonly faults: string[] = [];
  /** Where requests went. */
  readonly hosts = new Set<string>();

  constructor(page: Page) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) {
        this.faults.push(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on('pageerror', ({ message }) => this.faults.push(`exception: ${message}`));
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (protocol !== 'data:') this.hosts.add(host);
    });
    page.on('requestfailed', (request) => {
      this.faults.push(`failed: ${request.url()} (${request.failure()?.errorText ?? ''})`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) this.faults.push(`${response.status()}: ${response.url()}`);
    });
  }
}
