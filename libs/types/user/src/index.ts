export {
  PublicProfile,
  UserProfileGetMany,
  UserProfiles,
  userProfileGetMany,
} from './profile.contract';
export { PHONE_PATTERN, UserProfileCreate, userProfileCreate } from './profile-create.contract';
export { userRoleChanged } from './profile.events';
export {
  PersonReinstated,
  PersonSuspended,
  userReinstated,
  userSuspended,
} from './suspension.events';
