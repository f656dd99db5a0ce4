import { MessagePattern, Payload } from '@nestjs/microservices';
import type { RpcContract } from '@course-plateform/common/kernel';
import { validateShape } from '@course-plateform/common/validation';

/** The metadata key under which a handler's contract is found, on the method. */
export const RPC_CONTRACT = Symbol('RPC_CONTRACT');

/** A method that does not take the request or does not give the reply of its contract. */
export interface ContractMismatch<Expected, Found> {
  readonly __expected: Expected;
  readonly __found: Found;
}

/** `unknown`, which an intersection ignores, when a method fits; otherwise something no method has. */
type Fits<Method, Request, Reply> = Method extends (...args: infer Args) => infer Answer
  ? Args extends readonly []
    ? AnswerFits<Answer, Reply>
    : Args extends readonly [infer First, ...unknown[]]
      ? [Request] extends [First]
        ? AnswerFits<Answer, Reply>
        : ContractMismatch<Request, First>
      : ContractMismatch<Request, Args>
  : never;
type AnswerFits<Answer, Reply> = [Answer] extends [Promise<Reply>]
  ? unknown
  : ContractMismatch<Promise<Reply>, Answer>;

/** Decorates a method that answers a question. */
export type RpcHandlerDecorator<Request, Reply> = <Method>(
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<Method> & Fits<Method, Request, Reply>,
) => void;

/**
 * Lets a controller's method answer the questions of a contract. The method's first parameter is the validated
 * request; whatever else it takes needs a parameter decorator. A method that does not fit the contract does not
 * compile. Guards and filters run as for every Nest handler.
 */
export function RpcHandler<Request extends object, Reply extends object>(
  contract: RpcContract<Request, Reply>,
): RpcHandlerDecorator<Request, Reply> {
  return (target, key, descriptor) => {
    const original = descriptor.value as (...args: unknown[]) => Promise<Reply>;
    const answer = async function (this: unknown, ...args: unknown[]): Promise<Reply> {
      const request = validateShape(contract.request, args[0], { unknownFields: 'refuse' });
      return original.call(this, request, ...args.slice(1));
    };
    for (const known of Reflect.getMetadataKeys(original)) {
      Reflect.defineMetadata(known, Reflect.getMetadata(known, original), answer);
    }
    Reflect.defineMetadata(RPC_CONTRACT, contract, answer);
    // The contract decides what is valid; a global validation pipe must not judge the payload a second time.
    Reflect.defineMetadata('design:paramtypes', [Object], target, key);
    Payload()(target, key, 0);
    Object.assign(descriptor, { value: answer });
    MessagePattern(contract.subject, { contract })(target, key, descriptor);
  };
}

/** The contract a controller's method answers for, if it does. */
export function rpcContractOf(method: object): RpcContract<object, object> | undefined {
  return Reflect.getMetadata(RPC_CONTRACT, method) as RpcContract<object, object> | undefined;
}
