import {
  defineSettings,
  httpSettings,
  integerOr,
  optionalText,
  optionalUrl,
  processSettings,
  urlOr,
} from '@course-plateform/common/config';
import { GATEWAY_PORT, SERVICES, type ServiceName } from '@course-plateform/types/platform';

/** `USER_PROGRESS_SERVICE_URL`: where the gateway finds a service. */
type AddressSetting = `${CamelCase<ServiceName>}ServiceUrl`;
type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/** The name of the setting with a service's address. */
export function addressSetting(service: ServiceName): AddressSetting {
  const camelCase = service.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `${camelCase}ServiceUrl` as AddressSetting;
}

const addresses = Object.fromEntries(
  SERVICES.map(({ name, port }) => [
    addressSetting(name),
    urlOr(`http://127.0.0.1:${port}`, ['http:', 'https:'], `Where the ${name} service is`),
  ]),
) as Record<AddressSetting, ReturnType<typeof urlOr>>;

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class GatewaySettings extends defineSettings('gateway', {
  ...processSettings,
  host: httpSettings.host,
  corsOrigins: httpSettings.corsOrigins,
  trustedProxies: httpSettings.trustedProxies,
  trustedProxySecret: httpSettings.trustedProxySecret,
  requestTimeoutMs: httpSettings.requestTimeoutMs,
  drainDelayMs: httpSettings.drainDelayMs,
  port: integerOr(GATEWAY_PORT, { min: 1, max: 65_535 }, 'The port of the gateway'),
  ...addresses,
  demoAccountsFile: optionalText(
    'A JSON file with accounts that the first page of the portal offers for signing in; not used in production',
  ),
  mailboxPageUrl: optionalUrl(
    ['http:', 'https:'],
    'The page with all mails of the platform, which the portal links to; not used in production',
  ),
  upstreamTimeoutMs: integerOr(
    30_000,
    { min: 100, max: 600_000 },
    'How long the gateway waits for a service, in milliseconds',
  ),
}) {}
