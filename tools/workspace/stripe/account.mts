import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type Stripe from 'stripe';
import { missing } from './api-error.mts';
import { type ObjectName, type StoredObject, idOf } from './objects.mts';

/** The version of the API that the objects have. */
export const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive';

/** A response that is sent again when its key comes again. */
export interface KeptReply {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
}

/** The request that causes an event. */
export interface Cause {
  readonly id: string | null;
  readonly idempotency_key: string | null;
}

/** No request: it happens at a bank, or by itself. */
export const NOBODY: Cause = { id: null, idempotency_key: null };

type ObjectOf<Name extends ObjectName> = Extract<StoredObject, { object: Name }>;

/** What one account of Stripe holds. It survives the death of the process at any instant when it has a file. */
export class Account {
  /** By id, in the order in which they came. */
  private readonly objects = new Map<string, StoredObject>();
  private readonly replies = new Map<string, KeptReply>();
  private readonly notes = new Map<string, unknown>();
  private readonly listeners: ((event: Stripe.Event) => void)[] = [];
  private readonly file: string | undefined;
  /** What the work that is running has changed and the file does not have yet. */
  private unwritten: Entry[] | undefined;
  private offsetMs = 0;

  /** @param file where everything is written line by line; nothing is kept without it */
  constructor(file?: string) {
    this.file = file;
    if (file === undefined || !existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    for (const line of text.split('\n')) this.recallLine(line);
    // A process that was killed in the middle of a line must not spoil the next one.
    if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  }

  /** Stores all that some work changes as one line, so that a process which is killed has done all of it or nothing. */
  together<T>(work: () => T): T {
    if (this.unwritten) return work();
    this.unwritten = [];
    try {
      return work();
    } finally {
      const entries = this.unwritten;
      this.unwritten = undefined;
      if (entries.length > 0) this.append(entries);
    }
  }

  /** Seconds since 1970, by the clock of the platform: for all that objects say. Signatures have real time. */
  now(): number {
    return Math.floor((Date.now() + this.offsetMs) / 1000);
  }

  /** @param offsetMs how far the platform's time is ahead of real time, in milliseconds */
  moveClock(offsetMs: number): void {
    this.offsetMs = offsetMs;
  }

  /** Stores an object, or its new form. */
  put<T extends StoredObject>(object: T): T {
    this.objects.set(object.id, object);
    this.write({ object });
    return object;
  }

  /** @throws ApiError 404 when there is no such object of that kind */
  get<Name extends ObjectName>(name: Name, id: string): ObjectOf<Name> {
    const object = this.objects.get(id);
    if (object?.object !== name) throw missing(name, id);
    return object as ObjectOf<Name>;
  }

  /** @throws ApiError 404 when there is no such object of that kind */
  remove(name: ObjectName, id: string): void {
    this.get(name, id);
    this.objects.delete(id);
    this.write({ removed: id });
  }

  find(id: string): StoredObject | undefined {
    return this.objects.get(id);
  }

  /** Newest first. */
  all<Name extends ObjectName>(name: Name): ObjectOf<Name>[] {
    const found = [...this.objects.values()].filter(({ object }) => object === name);
    return found.reverse() as ObjectOf<Name>[];
  }

  /** Says what happened to an object, in the form it has now. */
  emit(type: Stripe.Event.Type, object: StoredObject, cause: Cause): void {
    const event = this.put({
      id: idOf('evt'),
      object: 'event',
      api_version: API_VERSION,
      created: this.now(),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: 1,
      request: cause,
      type,
    } as Stripe.Event);
    for (const listener of this.listeners) listener(event);
  }

  onEvent(listener: (event: Stripe.Event) => void): void {
    this.listeners.push(listener);
  }

  /** Keeps what belongs to an object and is no part of it. */
  note(id: string, note: unknown): void {
    this.notes.set(id, note);
    this.write({ id, note });
  }

  noteOf(id: string): unknown {
    return this.notes.get(id);
  }

  keptReply(key: string): KeptReply | undefined {
    return this.replies.get(key);
  }

  keepReply(key: string, reply: KeptReply): void {
    this.replies.set(key, reply);
    this.write({ key, reply });
  }

  private write(entry: Entry): void {
    if (this.unwritten) this.unwritten.push(entry);
    else this.append([entry]);
  }

  private append(entries: readonly Entry[]): void {
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify(entries)}\n`);
  }

  private recallLine(line: string): void {
    for (const entry of parsed(line)) this.recall(entry);
  }

  private recall({ object, removed, id, note, key, reply }: Entry): void {
    if (object) this.objects.set(object.id, object);
    if (removed !== undefined) this.objects.delete(removed);
    if (id !== undefined) this.notes.set(id, note);
    if (reply && key !== undefined) this.replies.set(key, reply);
  }
}

interface Entry {
  readonly object?: StoredObject;
  readonly removed?: string;
  readonly id?: string;
  readonly note?: unknown;
  readonly key?: string;
  readonly reply?: KeptReply;
}

/** @returns nothing for a line that a process wrote while it was killed */
function parsed(line: string): readonly Entry[] {
  try {
    const value = JSON.parse(line) as Entry | readonly Entry[];
    // Files of earlier versions have one entry in each line.
    return Array.isArray(value) ? (value as readonly Entry[]) : [value as Entry];
  } catch {
    return [];
  }
}
