/** How much is done together. */
export interface GroupLimits {
  /** Groups under way at once. */
  readonly atOnce: number;
  /** Members of one group. */
  readonly size: number;
}

interface Member<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Shares one transaction between what happens to wait for one. Nothing waits for company: while there is room a single
 * item starts at once, and groups only form while all places are taken, which is when they save something.
 *
 * Known from databases that write the commits of several transactions to the log together (group commit: DeWitt et al.,
 * "Implementation Techniques for Main Memory Database Systems", SIGMOD 1984).
 */
export class GroupCommit<Item, Outcome> {
  private readonly waiting: Member<Item, Outcome>[] = [];
  private underWay = 0;

  /**
   * @param together does several at once and gives their outcomes in the same order; when it throws, nothing was done
   * @param alone does a single one, which is also how each member of a failed group gets an outcome of its own
   */
  constructor(
    private readonly together: (items: readonly Item[]) => Promise<readonly Outcome[]>,
    private readonly alone: (item: Item) => Promise<Outcome>,
    private readonly limits: GroupLimits,
  ) {}

  /** Does one, alone or with others. @throws what `alone` throws for it */
  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.start();
    });
  }

  private start(): void {
    while (this.underWay < this.limits.atOnce && this.waiting.length > 0) {
      this.underWay += 1;
      void this.run(this.waiting.splice(0, this.limits.size)).finally(() => {
        this.underWay -= 1;
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
        // One of them spoilt it for all. Which one, and how, shows when each is done by itself.
      }
    }
    await Promise.all(
      members.map(({ item, resolve, reject }) => this.alone(item).then(resolve, reject)),
    );
  }
}
