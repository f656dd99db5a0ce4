import { ListField, TextField } from '@course-plateform/types/platform';

export class JwkResponse {
  @TextField({ example: 'OKP', description: 'Key type (RFC 7517); `OKP` for Ed25519' })
  kty!: string;

  @TextField({ example: 'Ed25519', description: 'The curve of the key (RFC 8037)' })
  crv!: string;

  @TextField({
    description: 'The public key, base64url',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  })
  x!: string;

  @TextField({
    description: "The key's id, which tokens name in their header",
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
  })
  kid!: string;

  @TextField({ example: 'EdDSA', description: 'The algorithm of the signatures' })
  alg!: string;

  @TextField({ example: 'sig', description: 'What the key is for: `sig`, signatures' })
  use!: string;
}

export class JwkSetResponse {
  @ListField(() => JwkResponse, {
    description: 'The current key, the next one and the previous one',
  })
  keys!: JwkResponse[];
}
