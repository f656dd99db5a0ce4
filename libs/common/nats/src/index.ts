export { connectionOptions } from './connection-options';
export { clockStream, clockSubject, followClock } from './test-clock';
export type { ClockMove, ClockReply } from './test-clock';
export { contractSubject, wireSubject } from './namespace';
export { NatsHealth, BrokerConnection } from './nats-connection';
export { NatsModule } from './nats.module';
export { NatsSettings } from './nats.settings';
export { jsonOf } from './wire-json';
