import { Clock, SystemClock } from '@course-plateform/common/kernel';
import { type DynamicModule, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, ModuleRef } from '@nestjs/core';
import { AuthGuard } from './auth.guard';
import { AUTH_SETTINGS, type AuthSettings } from './auth.settings';
import { HttpKeySource, KeySource } from './key-source';
import { assertPolicies } from './policy-check';
import { TokenVerifier } from './token-verifier';

/** The check of access tokens and of declared policies. The guard itself is registered as `APP_GUARD`. */
@Module({})
export class AuthModule implements OnApplicationBootstrap {
  constructor(private readonly modules: ModuleRef) {}

  /** @param keys where public keys come from instead of `settings.jwksUrl` */
  static forRoot(settings: AuthSettings, keys?: KeySource): DynamicModule {
    return {
      module: AuthModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: AUTH_SETTINGS, useValue: settings },
        { provide: KeySource, useValue: keys ?? new HttpKeySource(settings.jwksUrl) },
        { provide: Clock, useClass: SystemClock },
        TokenVerifier,
        AuthGuard,
      ],
      exports: [AUTH_SETTINGS, KeySource, TokenVerifier, AuthGuard],
    };
  }

  /** Stops the start of a service that has a handler without a policy. */
  onApplicationBootstrap(): void {
    assertPolicies(this.modules);
  }
}
