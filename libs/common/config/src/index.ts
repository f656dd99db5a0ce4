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
} from './fragments';
export {
  choiceOr,
  flagOr,
  integerOr,
  list,
  optionalText,
  secretOr,
  text,
  textOr,
  urlOr,
} from './kinds';
export { SettingsInvalid, defineSettings, variableName } from './settings';
export type { SettingsDefinition, SettingsOf, SettingsShape } from './settings';
