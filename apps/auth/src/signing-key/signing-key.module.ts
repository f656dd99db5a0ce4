import { Global, Module } from '@nestjs/common';
import { OWN_KEY_SOURCE } from '@course-plateform/common/auth';
import { SecurityEventModule } from '../security-event/security-event.module';
import { JwksController } from './jwks.controller';
import { SigningKeyFactory } from './signing-key.factory';
import { SigningKeyRotationService } from './signing-key-rotation.service';
import { SigningKeyRpcHandler } from './signing-key.rpc';
import { SigningKeys } from './signing-keys';

/** Global, because the platform's guard checks tokens with these keys. */
@Global()
@Module({
  imports: [SecurityEventModule],
  controllers: [JwksController, SigningKeyRpcHandler],
  providers: [
    SigningKeys,
    SigningKeyFactory,
    SigningKeyRotationService,
    { provide: OWN_KEY_SOURCE, useExisting: SigningKeys },
  ],
  exports: [SigningKeys, OWN_KEY_SOURCE],
})
export class SigningKeyModule {}
