export { userRegistered } from './account.events';
