/** Lets one process at a time work under a name. */
export interface JobLock {
  /**
   * Works while no other process does under the same name. What happens to the lock meanwhile does not change how the
   * work ended: a lock that could not be kept or given back is a line of the log, and ends by itself.
   * @param name of the work, unique within the service's database
   * @returns whether the work was done: not when another process is at it
   * @throws whatever the work throws
   */
  exclusively(name: string, work: () => Promise<void>): Promise<boolean>;
}
