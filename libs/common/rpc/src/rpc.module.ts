import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import type { CustomStrategy } from '@nestjs/microservices';
import { ServiceNatsServer } from './nats-server';
import { RpcClient } from './rpc-client';
import { RpcSettings } from './rpc.settings';

/** Requests between services. It expects `NatsModule`, `Logger`, `Metrics` and `Tracing` from global modules. */
@Module({})
export class RpcModule {
  static forRoot(settings: RpcSettings): DynamicModule {
    return {
      module: RpcModule,
      global: true,
      providers: [{ provide: RpcSettings, useValue: settings }, ServiceNatsServer, RpcClient],
      exports: [RpcClient, ServiceNatsServer],
    };
  }
}

/**
 * The transport of the application's RPC handlers, for `app.connectMicroservice(…, { inheritAppConfig: true })`:
 * without that option no guard, pipe or filter would reach them.
 */
export function rpcMicroservice(app: INestApplicationContext): CustomStrategy {
  return { strategy: app.get(ServiceNatsServer) };
}
