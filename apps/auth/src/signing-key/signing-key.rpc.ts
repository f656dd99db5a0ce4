import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type SigningKeyStatus,
  type SigningKeysRotated,
  signingKeyGetStatus,
  signingKeyRotate,
} from '@course-plateform/types/auth';
import { SigningKeyRotationService } from './signing-key-rotation.service';
import { SigningKeys } from './signing-keys';

/** Serves the requests of the operator; the broker permits no other sender. */
@Controller()
export class SigningKeyRpcHandler {
  constructor(
    private readonly rotation: SigningKeyRotationService,
    private readonly keys: SigningKeys,
  ) {}

  @RpcHandler(signingKeyGetStatus)
  @Internal()
  getStatus(): Promise<SigningKeyStatus> {
    return this.rotation.status();
  }

  @RpcHandler(signingKeyRotate)
  @Internal()
  async rotate(): Promise<SigningKeysRotated> {
    const rotated = await this.rotation.rotate();
    // The other replicas notice within two seconds.
    await this.keys.read();
    return rotated;
  }
}
