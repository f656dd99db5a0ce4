import type { RpcClient } from '../src/rpc-client';
import { RpcHandler } from '../src/rpc-handler';
import { Response, ECHO, Line, type Question } from './words';

/** Compiled, never run: a method that does not fit its contract is refused by the compiler. */
export class Misfits {
  // @ts-expect-error -- takes another request
  @RpcHandler(ECHO)
  async wrongRequest(_request: Line): Promise<Response> {
    return { text: '' };
  }

  // @ts-expect-error -- requires more than the contract sends
  @RpcHandler(ECHO)
  async narrowRequest(_request: Question & { more: string }): Promise<Response> {
    return { text: '' };
  }

  // @ts-expect-error -- gives another reply
  @RpcHandler(ECHO)
  async wrongReply(_request: Question): Promise<Line> {
    return { amount: 1 };
  }

  wrongPayload(client: RpcClient): Promise<Response> {
    // @ts-expect-error -- sends another payload
    return client.request(ECHO, { amount: 1 });
  }
}
