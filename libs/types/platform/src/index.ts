export { EnumListField } from './enum-list.field';
export { GATEWAY_PORT, SERVICES, UPLOAD_PREFIXES, serviceEntry } from './services';
export type { ServiceEntry, ServiceName } from './services';
export { PERMISSIONS, Permission, ROLE_PERMISSIONS, Role, permissionsOf } from './permissions';
export {
  BooleanField,
  DateTimeField,
  EmailField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  SlugField,
  TextField,
  TextListField,
  UrlField,
  carriesCredential,
} from './fields';
export type { FieldOptions } from './fields';
export { describeEnum, enumDescriptions } from './enum-meanings';
export { exampleId } from './example-id';
export { AnyOf, KindField, OneOf } from './one-of';
export { JSON_TEXT_MAX_BYTES, JsonTextField } from './json-text.field';
export type { OneOfType } from './one-of';
export { CountryField, isCountry } from './country.field';
export { CurrencyField, MoneyDto, MoneyField } from './money.field';
export { PhoneField } from './phone.field';
export { UserRole } from './user-role';
