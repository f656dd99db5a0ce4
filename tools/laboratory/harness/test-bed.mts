import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildTree } from '#workspace/build/build.mts';
import type { Steps } from '#workspace/shared/steps.mts';
import { PROGRAMS } from '#workspace/stack/environment.mts';
import { ffmpegSettings } from '#workspace/stack/ffmpeg.mts';
import { type GoogleStandIn, startGoogle } from '#workspace/stack/google.mts';
import { type MailServer, startMailbox } from '#workspace/stack/mailbox.mts';
import { type Platform, startPlatform } from '#workspace/stack/platform.mts';
import { exists } from '#workspace/stack/programs.mts';
import type { Run } from '#workspace/stack/run.mts';
import { seedDemo } from '#workspace/stack/seed.mts';
import { type Stores, startStores } from '#workspace/stack/stores.mts';
import { type StripeStandIn, startStripe } from '#workspace/stack/stripe.mts';

type Settings = Readonly<Record<string, string>>;

export interface TestBedOptions {
  readonly run: Run;
  /** Prints what takes long; without it nothing is printed. */
  readonly steps?: Steps;
  /** Settings for every program. */
  readonly settings: Settings;
  /** Distinguishes the log files of test beds that run at the same time. */
  readonly logPrefix: string;
  /** Whether the tree is built already; when left out, what has changed is built. */
  readonly built?: boolean;
  /** Whether users can sign in with a stand-in for Google; false when left out. */
  readonly google?: boolean;
  /** Whether orders can be paid by card, at a stand-in for Stripe; false when left out. */
  readonly stripe?: boolean;
  /** Whether the broker has a user for each service, as in production; false when left out. */
  readonly brokerUsers?: boolean;
  /** Called when a store or a program ends unexpectedly. */
  readonly onDeath?: (name: string, sentence: string) => void;
}

/** An account of the demo. */
export interface DemoAccount {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Throw-away stores and a mail server on free ports: what a platform needs that is measured or put under stress. Never
 * a server of the environment: load, faults and millions of rows are for processes of our own.
 */
export class TestBed {
  readonly stores: Stores;
  readonly mailbox: MailServer;
  private readonly google: GoogleStandIn | undefined;
  readonly stripe: StripeStandIn | undefined;
  private readonly options: TestBedOptions;

  private constructor(
    options: TestBedOptions,
    stores: Stores,
    mailbox: MailServer,
    { google, stripe }: { google: GoogleStandIn | undefined; stripe: StripeStandIn | undefined },
  ) {
    this.options = options;
    this.stores = stores;
    this.mailbox = mailbox;
    this.google = google;
    this.stripe = stripe;
  }

  /** Starts everything, and builds what has changed. */
  static async open(options: TestBedOptions): Promise<TestBed> {
    const { run, logPrefix, brokerUsers = false, onDeath } = options;
    const common = { ports: 'free', persistent: false, urlsFrom: 'none', brokerUsers } as const;
    const [stores, mailbox, google, stripe] = await Promise.all([
      step(options, 'Stores', () =>
        startStores({ run, ...common, logPrefix, ...(onDeath ? { onDeath } : {}) }),
      ),
      startMailbox(run, 'free', logPrefix),
      options.google ? startGoogle(run, 'free', logPrefix) : undefined,
      options.stripe ? startStripe(run, 'free', { logPrefix, mode: modeOf(options) }) : undefined,
      options.built ? undefined : step(options, 'Build', () => buildTree()),
    ]);
    return new TestBed(options, stores, mailbox, { google, stripe });
  }

  /** The settings of every program, with the addresses of what runs beside them. */
  get settings(): Settings {
    return {
      ...this.google?.settings,
      ...this.stripe?.settings,
      SMTP_URL: this.mailbox.smtpUrl,
      MAILBOX_PAGE_URL: this.mailbox.pageUrl,
      ...this.options.settings,
    };
  }

  /** @param programs that take part; all when left out */
  startPlatform(
    title = 'Platform',
    programs: readonly string[] = PROGRAMS.filter(exists),
  ): Promise<Platform> {
    const { run, steps, logPrefix, onDeath } = this.options;
    return step(this.options, title, async () => {
      const platform = await startPlatform({
        ...{ run, stores: this.stores, programs, ports: 'free', logPrefix },
        overrides: { ...ffmpegSettings(steps), ...this.settings },
        ...(onDeath ? { onDeath } : {}),
      });
      await this.stripe?.deliverTo(platform.gatewayUrl);
      await this.stripe?.followClock(this.stores.urls.nats);
      return platform;
    });
  }

  /** Fills a platform with the demo. */
  fill(platform: Platform): Promise<readonly DemoAccount[]> {
    const { run, settings } = this.options;
    return step(this.options, 'Demo', async () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'course-plateform-demo-'));
      run.addFolder(folder);
      const accountsFile = path.join(folder, 'accounts.json');
      await seedDemo(platform, { accountsFile, mailboxUrl: this.mailbox.pageUrl, settings });
      return JSON.parse(readFileSync(accountsFile, 'utf8')) as DemoAccount[];
    });
  }
}

/** In production a platform takes live keys only. */
function modeOf({ settings }: TestBedOptions): 'live' | 'test' {
  return settings['NODE_ENV'] === 'production' ? 'live' : 'test';
}

function step<T>({ steps }: TestBedOptions, title: string, work: () => Promise<T>): Promise<T> {
  return steps ? steps.step(title, work) : work();
}
