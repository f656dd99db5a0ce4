import { ListField, TextField } from '@course-plateform/types/platform';

export class JwkResponse {
  @TextField({ example: 'OKP' })
  kty!: string;

  @TextField({ example: 'Ed25519' })
  crv!: string;

  @TextField({ description: 'The public key, base64url' })
  x!: string;

  @TextField({ description: 'The id that tokens name in their header' })
  kid!: string;

  @TextField({ example: 'EdDSA' })
  alg!: string;

  @TextField({ example: 'sig' })
  use!: string;
}

export class JwkSetResponse {
  @ListField(() => JwkResponse)
  keys!: JwkResponse[];
}
