// The floor of a purchase with the frameworks that the services are made of: NestJS on Fastify with its NATS transport,
// class-validator and MikroORM as their documentation shows them, and nothing of ours: no tokens, limits, logs, metrics,
// traces, contracts or batches of statements. The same rows in the same commits as raw-purchase.mts, as five programs
// that are this one with different roles, behind raw-gateway.mts. It is no model of a service: it has no rules, trusts its
// callers and fails with an exception where a service would explain. Requests fork the entity manager themselves, which
// costs less than the middleware of the ORM's Nest module.
import 'reflect-metadata';
import type { EntityClass } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { EntityManager as MongoEntityManager, MikroORM as MongoMikroORM } from '@mikro-orm/mongodb';
import { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Module, type OnApplicationBootstrap, type Provider, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, type NatsOptions, Transport } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  CartController,
  CartService,
  CourseController,
  EnrollmentController,
  EnrollmentService,
} from './framework-courses';
import {
  Cart,
  CartItem,
  CatalogEntry,
  CoursePublication,
  CurriculumSnapshot,
  Enrollment,
  OrderLineGrant,
} from './framework-course-entities';
import { BankReceipt, Order, OrderLine, Payment, Quote, Transaction } from './framework-entities';
import { Events } from './framework-events';
import { IdempotencyRecord, InboxMessage, OutboxMessage } from './framework-message-entities';
import { OrderController, OrderService } from './framework-order';
import { NATS_CLIENT, Upstream } from './framework-requests';
import { IdempotentWrites } from './framework-writes';
import { setting } from './setting';

const natsServer = [new URL(setting('NATS_URL')).host];
const transport: NatsOptions = { transport: Transport.NATS, options: { servers: natsServer } };
const clients = ClientsModule.register([{ name: NATS_CLIENT, ...transport }]);
const events: Provider = {
  provide: Events,
  inject: [EntityManager],
  useFactory: (em: EntityManager) => Events.open(em, setting('NATS_URL')),
};

function postgres(variable: string, entities: readonly EntityClass<object>[]): Provider {
  return {
    provide: EntityManager,
    useFactory: async () => {
      const orm = await MikroORM.init({
        clientUrl: setting(variable),
        schema: 'bare',
        entities: [...entities, OutboxMessage, InboxMessage],
        metadataProvider: ReflectMetadataProvider,
        pool: { max: 10 },
      });
      return orm.em;
    },
  };
}

const mongo: Provider = {
  provide: MongoEntityManager,
  useFactory: async () => {
    const clientUrl = setting('COURSE_URL');
    const metadataProvider = ReflectMetadataProvider;
    return (await MongoMikroORM.init({ clientUrl, entities: [CatalogEntry], metadataProvider })).em;
  },
};

@Module({
  imports: [clients],
  controllers: [OrderController],
  providers: [
    ...[Upstream, OrderService, IdempotentWrites, events],
    postgres('ORDER_URL', [
      ...[IdempotencyRecord, Quote, Order, OrderLine, Payment, BankReceipt, Transaction],
    ]),
  ],
})
class OrderModule implements OnApplicationBootstrap {
  constructor(
    private readonly events: Events,
    private readonly orders: OrderService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.events.relay();
    await this.events.subscribe('bare.progress.granted', 'fulfil', (em, payload) =>
      this.orders.fulfill(em, payload),
    );
  }
}

@Module({
  imports: [clients],
  controllers: [CartController],
  providers: [Upstream, CartService, events, postgres('INTERACTION_URL', [Cart, CartItem])],
})
class InteractionModule implements OnApplicationBootstrap {
  constructor(
    private readonly events: Events,
    private readonly carts: CartService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.events.subscribe('bare.progress.granted', 'clean-up', (em, payload) =>
      this.carts.removeItem(em, payload),
    );
  }
}

@Module({
  controllers: [EnrollmentController],
  providers: [
    ...[EnrollmentService, events],
    postgres('USER_PROGRESS_URL', [
      ...[Enrollment, OrderLineGrant, CoursePublication, CurriculumSnapshot],
    ]),
  ],
})
class ProgressModule implements OnApplicationBootstrap {
  constructor(
    private readonly events: Events,
    private readonly enrollments: EnrollmentService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.events.relay();
    await this.events.subscribe('bare.order.paid', 'grant', (em, payload) =>
      this.enrollments.grant(em, payload),
    );
  }
}

@Module({ controllers: [CourseController], providers: [mongo] })
class CourseModule {}

const MODULES = {
  order: OrderModule,
  interaction: InteractionModule,
  progress: ProgressModule,
  course: CourseModule,
};

async function serve(role: keyof typeof MODULES): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(
    MODULES[role],
    new FastifyAdapter(),
    { logger: ['error'] },
  );
  app.useGlobalPipes(
    new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }),
  );
  app.connectMicroservice(transport);
  await app.startAllMicroservices();
  await app.listen(setting('PORT'), '127.0.0.1');
}

serve(setting('ROLES') as keyof typeof MODULES).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exit(1);
});
