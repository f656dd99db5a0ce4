export { environmentExample } from './example';
export {
  httpSettings,
  mailSettings,
  mongodbSettings,
  natsSettings,
  platformSettings,
  postgresSettings,
  processSettings,
  rateLimitSettings,
  redisSettings,
  tokenSettings,
  tracingSettings,
} from './fragments';
export {
  choiceOr,
  flagOr,
  integerOr,
  list,
  listOf,
  ownInProduction,
  optionalText,
  optionalUrl,
  ratioOr,
  secretOr,
  text,
  textOr,
  urlOr,
} from './kinds';
export { SettingsInvalid, defineSettings, variableName } from './settings';
export type { SettingsClass, SettingsOf, SettingsShape } from './settings';
