/** How a purchase is made; resolves when its buyer is enrolled. */
export type Buy = (token: string, courseId: string) => Promise<void>;

interface Wish {
  readonly token: string;
  readonly courseId: string;
}

/**
 * Buyers one after the other in several lanes at once. A buyer stays in their lane and buys every course, so nobody buys
 * two courses at the same time; the lanes go on where they were each time they run.
 */
export class PurchaseLanes {
  private readonly lanes: readonly Iterator<Wish, undefined>[];

  /** @param tokens of the buyers; taken one by one, so there may be no end of them */
  constructor(tokens: Iterable<string>, courseIds: readonly string[], atOnce: number) {
    const buyers = tokens[Symbol.iterator]();
    this.lanes = Array.from({ length: atOnce }, () => wishes(buyers, courseIds));
  }

  /** Makes some purchases. */
  async make(count: number, buy: Buy): Promise<void> {
    let left = count;
    await this.run(buy, () => left-- > 0);
  }

  /**
   * Makes purchases in all lanes as long as more may begin. Ends as soon as a lane finds no buyer any more: the lanes
   * that are left would not be the load that is measured.
   */
  async run(buy: Buy, mayBegin: () => boolean): Promise<void> {
    let soldOut = false;
    await Promise.all(
      this.lanes.map(async (lane) => {
        while (!soldOut && mayBegin()) {
          const { value: wish } = lane.next();
          if (wish) await buy(wish.token, wish.courseId);
          else soldOut = true;
        }
      }),
    );
  }
}

function* wishes(
  buyers: Iterator<string>,
  courseIds: readonly string[],
): Generator<Wish, undefined> {
  for (let buyer = buyers.next(); !buyer.done; buyer = buyers.next()) {
    for (const courseId of courseIds) yield { token: buyer.value, courseId };
  }
  return undefined;
}
