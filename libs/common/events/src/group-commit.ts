/** The limits of a group commit. */
export interface GroupLimits {
  /** The maximum number of concurrent groups. */
  readonly atOnce: number;
  /** The maximum number of items in a group. */
  readonly size: number;
}

interface Member<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Handles waiting items together in one transaction. No item waits for others: below the limit of concurrent groups it
 * starts at once, and larger groups form only under load.
 *
 * Group commit: DeWitt et al., "Implementation Techniques for Main Memory Database Systems", SIGMOD 1984.
 */
export class GroupCommit<Item, Outcome> {
  private readonly waiting: Member<Item, Outcome>[] = [];
  private inFlight = 0;

  /**
   * @param together handles several items and returns their outcomes in the same order; must be atomic
   * @param alone handles a single item, also each item of a failed group
   */
  constructor(
    private readonly together: (items: readonly Item[]) => Promise<readonly Outcome[]>,
    private readonly alone: (item: Item) => Promise<Outcome>,
    private readonly limits: GroupLimits,
  ) {}

  /** Handles an item, alone or in a group. @throws what `alone` throws for it */
  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.start();
    });
  }

  private start(): void {
    while (this.inFlight < this.limits.atOnce && this.waiting.length > 0) {
      this.inFlight += 1;
      void this.run(this.waiting.splice(0, this.limits.size)).finally(() => {
        this.inFlight -= 1;
        this.start();
      });
    }
  }

  private async run(members: readonly Member<Item, Outcome>[]): Promise<void> {
    if (members.length > 1) {
      try {
        const outcomes = await this.together(members.map(({ item }) => item));
        members.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
        return;
      } catch {
        // One of them failed the group. Handle each on its own to find out which.
      }
    }
    await Promise.all(
      members.map(({ item, resolve, reject }) => this.alone(item).then(resolve, reject)),
    );
  }
}
