/** A lock that lets one process at a time run a job. */
export interface JobLock {
  /**
   * Runs work unless another process runs work with the same name. A lock that cannot be renewed or released is logged
   * and expires; it does not change the outcome of the work.
   * @param name unique within the service's database
   * @returns false when another process holds the lock
   * @throws any error of the work
   */
  exclusively(name: string, work: () => Promise<void>): Promise<boolean>;

  /** Ends what the lock needs beside the pool, once no work runs any more. */
  close(): Promise<void>;
}
