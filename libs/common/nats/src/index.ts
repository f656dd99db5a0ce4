export { connectionOptions } from './connection-options';
export { contractSubject, wireSubject } from './namespace';
export { NatsHealth, NatsLink } from './nats-connection';
export { NatsModule } from './nats.module';
export { NatsSettings } from './nats.settings';
export { jsonOf } from './wire-json';
