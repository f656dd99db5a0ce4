export { userRegistered } from './account.events';
export {
  SigningKeyGetStatus,
  SigningKeyRotate,
  SigningKeyState,
  SigningKeyStatus,
  SigningKeySummary,
  SigningKeysRotated,
  signingKeyGetStatus,
  signingKeyRotate,
} from './signing-key.questions';
