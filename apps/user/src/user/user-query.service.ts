import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { UserMapper } from './user.mapper';
import type { UserListQuery, UserPageResponse } from './user.dto';
import { UserRepository } from './user.repository';

/** Finds users for admins. */
@Injectable()
export class UserQueryService {
  constructor(
    private readonly users: UserRepository,
    private readonly cursors: Cursors,
    private readonly responses: UserMapper,
  ) {}

  async list(query: UserListQuery): Promise<UserPageResponse> {
    const binding = {
      // Named as before `q` was: cursors that were given out then still lead on.
      query: query.q ?? null,
      role: query.role ?? null,
      status: query.status ?? null,
      ...(query.ids ? { ids: query.ids.join() } : {}),
    };
    const after = this.cursors.read(query.cursor, binding);
    const page = await this.users.page(query, query.limit, after);
    return this.cursors.toPage(page, query, binding, await this.responses.ofAll(page.items));
  }
}
