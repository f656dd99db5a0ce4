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
} from './signing-key.contract';
export {
  AccountContact,
  AccountContactReply,
  AccountGetContact,
  accountGetContact,
} from './contact.contract';
export { RecentSignIns, SignInGetRecent, SignInSummary, signInGetRecent } from './sign-in.contract';
