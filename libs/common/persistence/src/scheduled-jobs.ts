import { AsyncResource } from 'node:async_hooks';
import { EntityManager, type EventSubscriber, type TransactionEventArgs } from '@mikro-orm/core';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock, RequestContext, contextKey } from '@course-plateform/common/kernel';
import { Logger, TRACE, Tracing } from '@course-plateform/common/observability';
import type { JobLock } from './job-lock';
import { jobLockOf } from './open-job-lock';

/** The name of the job that is running, in the context of its run. */
export const JOB = contextKey<string>('job');

/** Commits within this time trigger a single run, in milliseconds. */
const TRIGGER_MS = 20;

/** Triggers the jobs that transactions have requested, once these have committed. */
class CommitTriggers implements EventSubscriber {
  private readonly requested = new WeakMap<EntityManager, Set<ScheduledJob>>();

  add(em: EntityManager, job: ScheduledJob): void {
    this.requested.set(em, (this.requested.get(em) ?? new Set()).add(job));
  }

  afterTransactionCommit({ em }: TransactionEventArgs): void {
    for (const job of this.requested.get(em) ?? []) job.runSoon();
    this.requested.delete(em);
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    this.requested.delete(em);
  }
}

/** Work that runs at an interval, in one replica at a time. */
export class ScheduledJob {
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private runs: Promise<unknown> = Promise.resolve();
  private stopped = false;
  /** Bound to the async context of the definition, so that a trigger does not run in the transaction of a request. */
  private readonly runExclusively = AsyncResource.bind(() =>
    this.lock.exclusively(this.definition.name, () => this.traced()),
  );

  constructor(
    private readonly definition: JobDefinition,
    private readonly lock: JobLock,
    private readonly logger: Logger,
    private readonly tracing: Tracing,
    private readonly triggers: CommitTriggers,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.runInBackground(), this.definition.everyMs);
    this.timer.unref();
  }

  /**
   * Runs the job right after the current transaction commits, instead of at its interval.
   * @param em of the unit of work that has created work for the job
   */
  trigger(em: EntityManager): void {
    this.triggers.add(em, this);
  }

  /** Schedules a run within `TRIGGER_MS`. */
  runSoon(): void {
    if (this.stopped || this.soon) return;
    this.soon = setTimeout(() => {
      this.soon = undefined;
      void this.runInBackground();
    }, TRIGGER_MS);
    this.soon.unref();
  }

  /**
   * Runs once, after the runs that this process has started before.
   * @returns false when another replica is running the job
   */
  run(): Promise<boolean> {
    const run = this.runs.then(this.runExclusively);
    this.runs = run.catch(() => undefined);
    return run;
  }

  /** Stops the timer and waits for the run in progress. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    await this.runs;
  }

  /** Each run has a trace of its own, which its events and log lines share. */
  private async traced(): Promise<void> {
    const { name, run } = this.definition;
    const trace = this.tracing.begin();
    const startedMs = performance.now();
    let errorType: string | undefined = 'failed';
    try {
      await RequestContext.run(new RequestContext().set(TRACE, trace).set(JOB, name), run);
      errorType = undefined;
    } finally {
      const span = { name: `job ${name}`, kind: 'internal', attributes: {} } as const;
      this.tracing.record({ ...span, trace, startedMs, errorType });
    }
  }

  private async runInBackground(): Promise<void> {
    if (this.stopped) return;
    try {
      await this.run();
    } catch (error) {
      this.logger.warn({ err: error, job: this.definition.name }, 'scheduled job failed');
    }
  }
}

interface JobDefinition {
  /** In kebab-case, unique within the service: replicas use it to name the lock. */
  readonly name: string;
  readonly everyMs: number;
  /**
   * The work. It must open its own units of work, outside the transaction that holds the lock in PostgreSQL, and it
   * must be idempotent: a process may crash during a run, and on MongoDB two runs may overlap (`MongoJobLock`).
   */
  readonly run: () => Promise<void>;
}

/** The scheduled jobs of a service. */
@Injectable()
export class ScheduledJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly jobs: ScheduledJob[] = [];
  private readonly triggers = new CommitTriggers();
  private readonly lock: JobLock;
  private isStarted = false;
  private isMoved = false;

  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
    private readonly tracing: Tracing,
    clock: Clock,
  ) {
    this.lock = jobLockOf(em, logger);
    clock.onMove(() => {
      this.isMoved = true;
      this.runWhatIsDue();
    });
  }

  /** Declares a job, in the constructor of the class that does the work; it starts with the application. */
  define(definition: JobDefinition): ScheduledJob {
    const job = new ScheduledJob(definition, this.lock, this.logger, this.tracing, this.triggers);
    this.jobs.push(job);
    return job;
  }

  onApplicationBootstrap(): void {
    this.em.getEventManager().registerSubscriber(this.triggers);
    for (const job of this.jobs) job.start();
    this.isStarted = true;
    this.runWhatIsDue();
  }

  /** What a moved clock has made due does not wait for the intervals. */
  private runWhatIsDue(): void {
    if (!this.isStarted || !this.isMoved) return;
    this.isMoved = false;
    for (const job of this.jobs) job.runSoon();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.jobs.map((job) => job.stop()));
    await this.lock.close();
  }
}
