import { buildTree } from '../build/build.mts';
import { Failure, describe } from '../shared/failure.mts';
import type { Steps } from '../shared/steps.mts';
import type { Platform } from '../stack/platform.mts';
import type { Change } from './changes.mts';
import { librariesOf, packagesOf } from './libraries.mts';

/** Builds what was saved and starts the services anew that are made of it, one change after the other. */
export class Restarts {
  private readonly platform: Pick<Platform, 'kill' | 'start' | 'prepare'>;
  private readonly steps: Pick<Steps, 'print'>;
  private readonly services: readonly string[];
  private readonly spares: boolean;
  private readonly waiting: Change[] = [];
  private working: Promise<void> | undefined;
  private ended = false;

  constructor(
    platform: Pick<Platform, 'kill' | 'start' | 'prepare'>,
    steps: Pick<Steps, 'print'>,
    services: readonly string[],
    options: { readonly spares: boolean },
  ) {
    this.platform = platform;
    this.steps = steps;
    this.services = services;
    this.spares = options.spares;
  }

  /** Starts a spare process for each service, so that the first change is as quick as the next ones. */
  begin(): void {
    for (const service of this.services) this.prepare(service);
  }

  /** Takes a change; what is going on comes to its end first. */
  add(change: Change): void {
    this.waiting.push(change);
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** Takes no more changes, and waits for the one that is going on. */
  async end(): Promise<void> {
    this.ended = true;
    await this.idle();
  }

  /** Waits until nothing is going on. */
  async idle(): Promise<void> {
    await this.working;
  }

  /** Most of a start goes by with loading packages, so the next one begins with that in advance. */
  private prepare(service: string): void {
    if (this.spares) this.platform.prepare(service, packagesOf(service));
  }

  private async work(): Promise<void> {
    for (;;) {
      const changes = this.waiting.splice(0);
      if (changes.length === 0 || this.ended) return;
      const projects = new Set(changes.flatMap((change) => [...change.projects]));
      const savedAt = Math.min(...changes.map((change) => change.savedAt));
      await this.apply({ projects, savedAt });
    }
  }

  private async apply({ projects, savedAt }: Change): Promise<void> {
    const touched = this.services.filter((service) => isMadeOf(service, projects));
    if (touched.length === 0) return;
    try {
      await buildTree([...projects]);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.steps.print(
        `✖ ${error.message}\n  ${touched.join(', ')} goes on as it was; save again.`,
      );
      return;
    }
    await Promise.all(touched.map((service) => this.restart(service, savedAt)));
  }

  private async restart(service: string, savedAt: number): Promise<void> {
    await this.platform.kill(service, 'SIGTERM');
    if (this.ended) return;
    try {
      await this.platform.start(service);
      const took = ((Date.now() - savedAt) / 1000).toFixed(1);
      this.steps.print(`↻ ${service}: ready again after ${took} s`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.steps.print(`✖ ${describe(error)}\n  ${service} is not running; save again.`);
    }
    this.prepare(service);
  }
}

function isMadeOf(service: string, projects: ReadonlySet<string>): boolean {
  if (projects.has(`apps/${service}`)) return true;
  const libraries = librariesOf(service);
  return [...projects].some((project) => libraries.has(project));
}
