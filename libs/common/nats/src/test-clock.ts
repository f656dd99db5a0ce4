// Also read by tools/workspace, which Node runs as it is: no imports by alias here.
import type { NatsConnection } from 'nats';

/** How long the broker may take to return the last move, in milliseconds. */
const TIMEOUT_MS = 2_000;
/** The broker's status when it has no message. */
const NO_MESSAGE = 404;

/** What moves the time of the domain; the broker keeps the last one for processes that start later. */
export interface ClockMove {
  /** How far the domain is ahead of real time, in milliseconds; negative when it is behind. */
  readonly offsetMs: number;
}

/** The reply of a process that has followed a move. */
export interface ClockReply extends ClockMove {
  /** The service, or the stand-in beside the services. */
  readonly service: string;
  readonly host: string;
  readonly pid: number;
}

/** A process that keeps the time of the domain. */
export interface ClockFollower {
  readonly namespace: string;
  /** How the process names itself in its replies. */
  readonly name: Omit<ClockReply, 'offsetMs'>;
  move(offsetMs: number): void;
  /** Called when the broker refuses or does not respond; the process keeps the time it has. */
  fail(error: unknown): void;
}

/** The subject of the moves; only the operator may publish there. */
export function clockSubject(namespace: string): string {
  return `${namespace}ops.clock`;
}

/** The stream that keeps the last move. */
export function clockStream(namespace: string): string {
  return `${namespace.replaceAll('.', '_')}CLOCK`;
}

/**
 * Follows the clock for as long as the connection lasts. Resolves when the process keeps the time that was set last.
 * After an interruption the last move is read again.
 */
export async function followClock(
  connection: NatsConnection,
  follower: ClockFollower,
): Promise<void> {
  const { namespace, name } = follower;
  let heard = 0;
  connection.subscribe(clockSubject(namespace), {
    callback: (error, message) => {
      if (error) return follower.fail(error);
      const { offsetMs } = message.json<ClockMove>();
      heard += 1;
      follower.move(offsetMs);
      message.respond(JSON.stringify({ ...name, offsetMs } satisfies ClockReply));
    },
  });
  const catchUp = async (): Promise<void> => {
    const before = heard;
    try {
      const offsetMs = await lastOffset(connection, namespace);
      // One that was heard meanwhile is the later one.
      if (heard === before) follower.move(offsetMs);
    } catch (error) {
      follower.fail(error);
    }
  };
  // From here on no move is missed.
  await connection.flush();
  await catchUp();
  void onReconnect(connection, catchUp);
}

/** The subject on which the broker returns the last move. */
export function lastMoveSubject(namespace: string): string {
  return `$JS.API.DIRECT.GET.${clockStream(namespace)}.${clockSubject(namespace)}`;
}

/** The offset that was set last, in milliseconds; 0 when none was. @throws NatsError when there is no stream for it */
export async function lastOffset(connection: NatsConnection, namespace: string): Promise<number> {
  const message = await connection.request(lastMoveSubject(namespace), '', { timeout: TIMEOUT_MS });
  const status = message.headers?.code ?? 0;
  if (status === NO_MESSAGE) return 0;
  if (status >= 300) throw new Error(`The broker responds ${status} about the test clock`);
  return message.json<ClockMove>().offsetMs;
}

async function onReconnect(
  connection: NatsConnection,
  catchUp: () => Promise<void>,
): Promise<void> {
  for await (const { type } of connection.status()) if (type === 'reconnect') await catchUp();
}
