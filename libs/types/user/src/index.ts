export {
  PublicProfile,
  UserProfileGetMany,
  UserProfiles,
  userProfileGetMany,
} from './profile.contract';
export { UserProfileCreate, userProfileCreate } from './profile-create.contract';
export { FORMER_LEARNER, FORMER_LEARNER_NAME, PersonErased, userErased } from './erasure.events';
export { PersonPreferences, userPreferencesChanged, userRoleChanged } from './profile.events';
export {
  PersonReinstated,
  PersonSuspended,
  userReinstated,
  userSuspended,
} from './suspension.events';
