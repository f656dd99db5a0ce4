export {
  PublicProfile,
  UserProfileGetMany,
  UserProfiles,
  userProfileGetMany,
} from './profile.contract';
export {
  PHONE_PATTERN,
  UserProfileCreate,
  UserProfileCreated,
  userProfileCreate,
} from './profile-create.contract';
export { UserRoleChanged, userRoleChanged } from './profile.events';
