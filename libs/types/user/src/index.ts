export {
  PublicProfile,
  UserProfileGetMany,
  UserProfiles,
  userProfileGetMany,
} from './profile.contract';
