import { MessagePattern, Payload } from '@nestjs/microservices';
import type { RpcContract } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';

/** The metadata key of a handler's contract. */
export const RPC_CONTRACT = Symbol('RPC_CONTRACT');

/** A type error: a method does not accept the request or does not return the reply of its contract. */
export interface ContractMismatch<Expected, Found> {
  readonly __expected: Expected;
  readonly __found: Found;
}

/** `unknown`, which an intersection ignores, if the method fits; otherwise a type that no method has. */
type Fits<Method, Request, Reply> = Method extends (...args: infer Args) => infer Response
  ? Args extends readonly []
    ? ReplyFits<Response, Reply>
    : Args extends readonly [infer First, ...unknown[]]
      ? [Request] extends [First]
        ? ReplyFits<Response, Reply>
        : ContractMismatch<Request, First>
      : ContractMismatch<Request, Args>
  : never;
type ReplyFits<Response, Reply> = [Response] extends [Promise<Reply>]
  ? unknown
  : ContractMismatch<Promise<Reply>, Response>;

/** Decorates a method that serves a request. */
export type RpcHandlerDecorator<Request, Reply> = <Method>(
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<Method> & Fits<Method, Request, Reply>,
) => void;

/**
 * Registers a controller's method as the handler of a contract. The method's first parameter is the validated request;
 * every other one needs a parameter decorator. A method that does not fit the contract does not compile. Guards and
 * filters run as for every Nest handler.
 */
export function RpcHandler<Request extends object, Reply extends object>(
  contract: RpcContract<Request, Reply>,
): RpcHandlerDecorator<Request, Reply> {
  return (target, key, descriptor) => {
    const original = descriptor.value as (...args: unknown[]) => Promise<Reply>;
    const response = async function (this: unknown, ...args: unknown[]): Promise<Reply> {
      const request = validateShape(contract.request, args[0], { unknownFields: 'refuse' });
      return original.call(this, request, ...args.slice(1));
    };
    for (const known of Reflect.getMetadataKeys(original)) {
      Reflect.defineMetadata(known, Reflect.getMetadata(known, original), response);
    }
    Reflect.defineMetadata(RPC_CONTRACT, contract, response);
    // The contract validates the payload; keep the global validation pipe from doing it again.
    Reflect.defineMetadata('design:paramtypes', [Object], target, key);
    Payload()(target, key, 0);
    Object.assign(descriptor, { value: response });
    MessagePattern(contract.subject, { contract })(target, key, descriptor);
  };
}

/** The contract that a controller's method serves; undefined when it serves none. */
export function rpcContractOf(method: object): RpcContract<object, object> | undefined {
  return Reflect.getMetadata(RPC_CONTRACT, method) as RpcContract<object, object> | undefined;
}
