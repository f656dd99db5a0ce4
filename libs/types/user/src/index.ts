export {
  PublicProfile,
  UserProfileGetMany,
  UserProfiles,
  userProfileGetMany,
} from './profile.contract';
export { UserProfileCreate, userProfileCreate } from './profile-create.contract';
export { FORMER_LEARNER, FORMER_LEARNER_NAME, UserErased, userErased } from './erasure.events';
export {
  UserPreferences,
  UserRenamed,
  userPreferencesChanged,
  userRenamed,
  userRoleChanged,
} from './profile.events';
export { UserReinstated, UserSuspended, userReinstated, userSuspended } from './suspension.events';
