export { ServiceNatsServer } from './nats-server';
export { orWhenUnavailable } from './optional-reply';
export { RpcClient } from './rpc-client';
export type { RequestOptions } from './rpc-client';
export { UpstreamReplyInvalid, UpstreamUnavailable, RemoteError } from './rpc.errors';
export { RpcHandler, rpcContractOf } from './rpc-handler';
export type { ContractMismatch, RpcHandlerDecorator } from './rpc-handler';
export { RpcModule, rpcMicroservice } from './rpc.module';
export { RpcSettings } from './rpc.settings';
