export { environmentExample } from './example';
export {
  httpSettings,
  mailSettings,
  storageSettings,
  mongodbSettings,
  natsSettings,
  platformSettings,
  postgresSettings,
  publicUrlSettings,
  processSettings,
  rateLimitSettings,
  redisSettings,
  tokenSettings,
  tracingSettings,
} from './fragments';
export type { RuleContext } from './kinds';
export {
  choiceOr,
  flagOr,
  integerOr,
  integersOr,
  jsonListOf,
  list,
  listOf,
  listOr,
  ownInProduction,
  optionalText,
  optionalUrl,
  ratioOr,
  secretOr,
  text,
  textOr,
  urlOr,
  withRule,
} from './kinds';
export { SettingsInvalid, defineSettings, variableName } from './settings';
export type { SettingsClass, SettingsOf, SettingsShape } from './settings';
