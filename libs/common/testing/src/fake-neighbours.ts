import { type NatsConnection, type Subscription, connect } from 'nats';
import { problemTranslator } from '@course-plateform/common/i18n';
import { DomainError, type RpcContract, toProblem } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { wireSubject } from '@course-plateform/common/nats';
import { testStores } from '@course-plateform/common/test-kit';

/** One question a service asked. */
export interface AskedQuestion<Request> {
  readonly request: Request;
  /** The headers it came with, by their lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A faked answerer: what it was asked, and a way to answer otherwise from now on. */
export interface FakeNeighbour<Request extends object, Reply extends object> {
  readonly asked: readonly AskedQuestion<Request>[];
  /** Answers with this from now on; a thrown `DomainError` becomes its problem. */
  answer(reply: (request: Request) => Reply | Promise<Reply>): void;
  /** Stops answering: the asker finds nobody there. */
  leave(): void;
}

/** Answers questions in place of other services, over the real broker and by the real contracts. */
export class FakeNeighbours {
  /** All requests that were answered, in their order: their subjects and trace contexts. */
  readonly asked: { readonly subject: string; readonly traceparent: string }[] = [];

  private constructor(
    private readonly connection: NatsConnection,
    private readonly namespace: string,
  ) {}

  static async start(namespace: string): Promise<FakeNeighbours> {
    const { host } = new URL(testStores().natsUrl);
    return new FakeNeighbours(await connect({ servers: host }), namespace);
  }

  /** Answers the questions of a contract; both the question and the answer are checked against it. */
  async fake<Request extends object, Reply extends object>(
    contract: RpcContract<Request, Reply>,
    reply: (request: Request) => Reply | Promise<Reply>,
  ): Promise<FakeNeighbour<Request, Reply>> {
    const asked: AskedQuestion<Request>[] = [];
    const state = { reply };
    const subject = wireSubject(this.namespace, contract.subject);
    const subscription = this.connection.subscribe(subject);
    void this.serve(subscription, contract, state, asked);
    await this.connection.flush();
    return {
      asked,
      answer(next) {
        state.reply = next;
      },
      leave() {
        subscription.unsubscribe();
      },
    };
  }

  async stop(): Promise<void> {
    await this.connection.close();
  }

  private async serve<Request extends object, Reply extends object>(
    subscription: Subscription,
    contract: RpcContract<Request, Reply>,
    state: { reply: (request: Request) => Reply | Promise<Reply> },
    asked: AskedQuestion<Request>[],
  ): Promise<void> {
    for await (const message of subscription) {
      const packet = message.json<{ id: string; data: unknown }>();
      const answer = async (): Promise<object> => {
        const request = validateShape(contract.request, packet.data, { unknownFields: 'refuse' });
        const headers = Object.fromEntries(
          (message.headers?.keys() ?? []).map((key) => [
            key.toLowerCase(),
            message.headers?.get(key) ?? '',
          ]),
        );
        asked.push({ request, headers });
        this.asked.push({ subject: contract.subject, traceparent: headers['traceparent'] ?? '' });
        const plain: unknown = JSON.parse(JSON.stringify(await state.reply(request)));
        return validateShape(contract.reply, plain, { unknownFields: 'refuse' });
      };
      const packetOf = await answer().then(
        (response) => ({ response }),
        (error: unknown) => ({ err: problemOf(error) }),
      );
      message.respond(JSON.stringify({ id: packet.id, isDisposed: true, ...packetOf }));
    }
  }
}

function problemOf(error: unknown): object {
  if (!(error instanceof DomainError)) throw error;
  return toProblem(error, { translate: problemTranslator('en') });
}
