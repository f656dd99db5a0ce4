import { Controller, Get, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { MessagePattern } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { Permission } from '@course-plateform/types/platform';
import { Auth, Internal, Public } from './policy';
import { assertPolicies } from './policy-check';

async function appWith(controller: Type): Promise<INestApplicationContext> {
  @Module({ imports: [DiscoveryModule], controllers: [controller] })
  class App {}
  return Test.createTestingModule({ imports: [App] }).compile();
}

describe('assertPolicies', () => {
  it('accepts handlers that declare a policy, also on their class', async () => {
    @Controller()
    class Good {
      @Auth(Permission.courseCreate) @Get('a') create(): boolean {
        return true;
      }
      @Public() @Get('b') read(): boolean {
        return true;
      }
      @Internal() @MessagePattern('a.b.c') response(): boolean {
        return true;
      }
      helper(): boolean {
        return true;
      }
    }
    @Auth()
    @Controller()
    class ByClass {
      @Get('a') read(): boolean {
        return true;
      }
    }
    for (const controller of [Good, ByClass]) {
      const app = await appWith(controller);
      expect(() => assertPolicies(app)).not.toThrow();
    }
  });

  it('names every handler without a policy', async () => {
    @Controller()
    class Bad {
      @Get('a') read(): boolean {
        return true;
      }
      @Public() @Get('b') fine(): boolean {
        return true;
      }
      @MessagePattern('a.b.c') response(): boolean {
        return true;
      }
    }
    const app = await appWith(Bad);
    expect(() => assertPolicies(app)).toThrow(/Bad\.read \(http\).*\n.*Bad\.response \(nats\)/);
    expect(() => assertPolicies(app)).not.toThrow(/fine/);
  });

  it('rejects an internal HTTP route', async () => {
    @Controller()
    class Bad {
      @Internal() @Get('a') read(): boolean {
        return true;
      }
    }
    const app = await appWith(Bad);
    expect(() => assertPolicies(app)).toThrow('Bad.read (http) is @Internal()');
  });

  it('checks GraphQL operations, but not the fields of their types', async () => {
    @Controller()
    class Resolver {
      courses(): boolean {
        return true;
      }
      instructor(): boolean {
        return true;
      }
    }
    Reflect.defineMetadata('graphql:resolver_type', 'Query', Resolver.prototype.courses);
    Reflect.defineMetadata('graphql:resolver_type', 'Course', Resolver.prototype.instructor);
    const app = await appWith(Resolver);
    expect(() => assertPolicies(app)).toThrow('Resolver.courses (graphql)');
    expect(() => assertPolicies(app)).not.toThrow('instructor');
  });
});
