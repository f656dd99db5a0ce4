export { UserRegistered, userRegistered } from './account.events';
