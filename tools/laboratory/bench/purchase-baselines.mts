import { randomUUID } from 'node:crypto';
import type { Platform } from '#workspace/stack/platform.mts';
import { BareStores } from './bare-stores.mts';
import { type Measured, measureShopping } from './purchase-measure.mts';
import type { Stage } from './stage.mts';

type Settings = Readonly<Record<string, string>>;
type Started = Awaited<ReturnType<Stage['baseline']>>;
type Start = (settings: Settings) => Promise<Started>;

const ROLES = ['order', 'interaction', 'progress', 'course'];

/** What a purchase costs without the platform. Each baseline writes the same rows in the same commits. */
export class PurchaseBaselines {
  private readonly stage: Stage;
  private readonly platform: Platform;
  private readonly courseIds: readonly string[];
  private readonly stores: BareStores;

  constructor(stage: Stage, platform: Platform, courseIds: readonly string[]) {
    this.stage = stage;
    this.platform = platform;
    this.courseIds = courseIds;
    this.stores = new BareStores(stage.stores.urls);
  }

  /** Of one program without a framework. */
  bare(): Promise<Measured> {
    return this.measure(async (programs) => {
      const bare = await this.stage.baseline('raw-purchase.mts', this.stores.settings);
      programs.set('bare', bare);
      return bare.url;
    });
  }

  /** Of the same as programs behind a gateway that send each other the requests of the platform's services. */
  bareSplit(): Promise<Measured> {
    return this.split('bare', (settings) =>
      this.stage.baseline('raw-purchase.mts', { ...settings, UPSTREAMS: 'yes' }),
    );
  }

  /** Of the same programs written with NestJS, class-validator and MikroORM, and nothing of ours. */
  frameworks(): Promise<Measured> {
    return this.split('framework', (settings) =>
      this.stage.compiled('framework-purchase.js', settings),
    );
  }

  private split(name: string, start: Start): Promise<Measured> {
    return this.measure(async (programs) => {
      const addresses: Record<string, string> = {};
      for (const role of ROLES) {
        const program = await start({ ...this.stores.settings, ROLES: role });
        programs.set(`${name} ${role}`, program);
        addresses[role.toUpperCase()] = program.url;
      }
      const gateway = await this.stage.baseline('raw-gateway.mts', addresses);
      programs.set(`${name} gateway`, gateway);
      return gateway.url;
    });
  }

  /** @param start adds each program that it has started, and returns the address where courses are bought */
  private async measure(
    start: (programs: Map<string, Started>) => Promise<string>,
  ): Promise<Measured> {
    const programs = new Map<string, Started>();
    await this.stores.empty();
    try {
      const shop = { url: await start(programs), adminToken: randomUUID() };
      const shopping = { shop, tokens: newTokens(), courseIds: this.courseIds };
      const names = Array.from(programs, ([name, { server }]) => [server.pid, name] as const);
      const measured = await measureShopping(this.platform, shopping, new Map(names));
      await this.stores.assertNothingLost(measured.made);
      return measured;
    } finally {
      for (const { server } of programs.values()) await server.stop();
    }
  }
}

/** Nothing authenticates them. */
function* newTokens(): Generator<string> {
  for (;;) yield randomUUID();
}
