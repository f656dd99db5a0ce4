import { AsyncResource } from 'node:async_hooks';
import { EntityManager, type EventSubscriber, type TransactionEventArgs } from '@mikro-orm/core';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { RequestContext } from '@course-plateform/common/kernel';
import { Logger, TRACE, Tracing } from '@course-plateform/common/observability';
import type { JobLock } from './job-lock';
import { jobLockOf } from './open-job-lock';

/** Several commits in a row make one round, in milliseconds. */
const NUDGE_MS = 20;

/** Nudges the jobs that transactions have asked for, once these have committed. */
class CommitNudges implements EventSubscriber {
  private readonly wanted = new WeakMap<EntityManager, Set<PeriodicJob>>();

  add(em: EntityManager, job: PeriodicJob): void {
    this.wanted.set(em, (this.wanted.get(em) ?? new Set()).add(job));
  }

  afterTransactionCommit({ em }: TransactionEventArgs): void {
    for (const job of this.wanted.get(em) ?? []) job.runSoon();
    this.wanted.delete(em);
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    this.wanted.delete(em);
  }
}

/** Work that comes round again and again, and that one replica does at a time. */
export class PeriodicJob {
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private rounds: Promise<unknown> = Promise.resolve();
  private stopped = false;
  /** Bound to where the job was defined: a nudge comes out of a request or event whose transaction is not ours. */
  private readonly round = AsyncResource.bind(() =>
    this.lock.exclusively(this.definition.name, () => this.traced()),
  );

  constructor(
    private readonly definition: JobDefinition,
    private readonly lock: JobLock,
    private readonly logger: Logger,
    private readonly tracing: Tracing,
    private readonly nudges: CommitNudges,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.runInBackground(), this.definition.everyMs);
    this.timer.unref();
  }

  /**
   * Lets a round begin right after the transaction under way, instead of at its time.
   * @param em of the unit of work that has made something to do
   */
  nudge(em: EntityManager): void {
    this.nudges.add(em, this);
  }

  /** Lets a round begin shortly. */
  runSoon(): void {
    if (this.stopped || this.soon) return;
    this.soon = setTimeout(() => {
      this.soon = undefined;
      void this.runInBackground();
    }, NUDGE_MS);
    this.soon.unref();
  }

  /**
   * Does one round, after those that are under way in this process.
   * @returns whether it was done: not when another replica is at it
   */
  run(): Promise<boolean> {
    const round = this.rounds.then(this.round);
    this.rounds = round.catch(() => undefined);
    return round;
  }

  /** Ends the rounds; the one under way is finished. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    await this.rounds;
  }

  /** A trace of its own: what a round tells and logs belongs together. */
  private async traced(): Promise<void> {
    const { name, round } = this.definition;
    const trace = this.tracing.begin();
    const startedMs = performance.now();
    let errorType: string | undefined = 'failed';
    try {
      await RequestContext.run(new RequestContext().set(TRACE, trace), round);
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
      this.logger.warn({ err: error, job: this.definition.name }, 'a round of a job has failed');
    }
  }
}

interface JobDefinition {
  /** In kebab-case, unique within the service: replicas recognise the job by it. */
  readonly name: string;
  readonly everyMs: number;
  /**
   * Works through units of work of its own, outside of the transaction that holds the lock in PostgreSQL. It must bear
   * being done twice: a process may die before its round is over, and on MongoDB two may meet (`MongoJobLock`).
   */
  readonly round: () => Promise<void>;
}

/** The jobs of a service. */
@Injectable()
export class PeriodicJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly jobs: PeriodicJob[] = [];
  private readonly nudges = new CommitNudges();
  private readonly lock: JobLock;

  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
    private readonly tracing: Tracing,
  ) {
    this.lock = jobLockOf(em, logger);
  }

  /** Declares a job in the constructor of whoever does the work; it starts with the application. */
  define(definition: JobDefinition): PeriodicJob {
    const job = new PeriodicJob(definition, this.lock, this.logger, this.tracing, this.nudges);
    this.jobs.push(job);
    return job;
  }

  onApplicationBootstrap(): void {
    this.em.getEventManager().registerSubscriber(this.nudges);
    for (const job of this.jobs) job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.jobs.map((job) => job.stop()));
  }
}
