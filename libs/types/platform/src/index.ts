export { GATEWAY_PORT, SERVICES, serviceEntry } from './services';
export type { ServiceEntry, ServiceName } from './services';
export { PERMISSIONS, Permission, ROLE_PERMISSIONS, Role, permissionsOf } from './permissions';
