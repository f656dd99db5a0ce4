import { mkdtempSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { LONG } from './resilience';
import { serveClient } from './client-package';
import { Platform } from './platform';

/** A platform, and the pages of a shop that may call it. */
export interface Stage {
  readonly platform: Platform;
  readonly shop: Server;
  readonly shopUrl: string;
  /** Where the portal looks for accounts of a demo; there is none. */
  readonly demoAccountsFile: string;
}

const UNLIMITED = { RATE_LIMIT_READ: '0', RATE_LIMIT_WRITE: '0', RATE_LIMIT_SENSITIVE: '0' };

/** Starts both; the platform has to know where the shop is. */
export async function setStage(): Promise<Stage> {
  const shop = await serveClient();
  const shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
  const demoAccountsFile = path.join(
    mkdtempSync(path.join(os.tmpdir(), 'stage-')),
    'accounts.json',
  );
  try {
    const platform = await Platform.start({
      CORS_ORIGINS: shopUrl,
      DEMO_ACCOUNTS_FILE: demoAccountsFile,
      // Only the number of learners may be that old; journeys wait for it.
      CATALOG_CACHE_MS: '2000',
      // Reports that Stripe drops on request are made up for this soon.
      PAYMENT_CHECK_SECONDS: '3',
      // The resilience tests have purchases compared with Stripe, and wait for it.
      ORDER_JOB_SECONDS: '5',
      // The long form makes hundreds of purchases from one address.
      ...(LONG ? UNLIMITED : {}),
      // The short form of the resilience tests does not wait for the usual retries, half a minute in all.
      ...(LONG ? {} : { EVENT_FIRST_RETRY_MS: '50' }),
    });
    return { platform, shop, shopUrl, demoAccountsFile };
  } catch (error) {
    shop.close();
    throw error;
  }
}
