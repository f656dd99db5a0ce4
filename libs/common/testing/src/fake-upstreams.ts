import { type NatsConnection, type Subscription, connect } from 'nats';
import { problemTranslator } from '@course-plateform/common/i18n';
import { DomainError, type RpcContract, toProblem } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';
import { wireSubject } from '@course-plateform/common/nats';
import { testStores } from '@course-plateform/common/test-kit';

/** One request that a service has sent. */
export interface ReceivedRequest<Request> {
  readonly request: Request;
  /** The headers it came with, by their lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A faked upstream service: the requests that it received, and a way to change its response. */
export interface FakeUpstream<Request extends object, Reply extends object> {
  readonly requests: readonly ReceivedRequest<Request>[];
  /** Responds with this from now on; a thrown `DomainError` becomes its problem. */
  respondWith(reply: (request: Request) => Reply | Promise<Reply>): void;
  /** Stops responding: the caller finds no responders. */
  disconnect(): void;
}

/** Serves requests in place of other services, over the real broker and by the real contracts. */
export class FakeUpstreams {
  /** All requests received, in order: their subjects and trace contexts. */
  readonly requests: { readonly subject: string; readonly traceparent: string }[] = [];

  private constructor(
    private readonly connection: NatsConnection,
    private readonly namespace: string,
  ) {}

  static async start(namespace: string): Promise<FakeUpstreams> {
    const { host } = new URL(testStores().natsUrl);
    return new FakeUpstreams(await connect({ servers: host }), namespace);
  }

  /** Serves the requests of a contract; both request and response are checked against it. */
  async fake<Request extends object, Reply extends object>(
    contract: RpcContract<Request, Reply>,
    reply: (request: Request) => Reply | Promise<Reply>,
  ): Promise<FakeUpstream<Request, Reply>> {
    const requests: ReceivedRequest<Request>[] = [];
    const state = { reply };
    const subject = wireSubject(this.namespace, contract.subject);
    const subscription = this.connection.subscribe(subject);
    void this.serve(subscription, contract, state, requests);
    await this.connection.flush();
    return {
      requests,
      respondWith(next) {
        state.reply = next;
      },
      disconnect() {
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
    requests: ReceivedRequest<Request>[],
  ): Promise<void> {
    for await (const message of subscription) {
      const packet = message.json<{ id: string; data: unknown }>();
      const response = async (): Promise<object> => {
        const request = validateShape(contract.request, packet.data, { unknownFields: 'refuse' });
        const headers = Object.fromEntries(
          (message.headers?.keys() ?? []).map((key) => [
            key.toLowerCase(),
            message.headers?.get(key) ?? '',
          ]),
        );
        requests.push({ request, headers });
        this.requests.push({
          subject: contract.subject,
          traceparent: headers['traceparent'] ?? '',
        });
        const plain: unknown = JSON.parse(JSON.stringify(await state.reply(request)));
        return validateShape(contract.reply, plain, { unknownFields: 'refuse' });
      };
      const packetOf = await response().then(
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
