import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { UserAnswers } from './user-answers';
import type { UserListQuery, UserPageResponse } from './user.dto';
import { UserRepository } from './user.repository';

/** Finds people for admins. */
@Injectable()
export class UserQueryService {
  constructor(
    private readonly users: UserRepository,
    private readonly cursors: Cursors,
    private readonly answers: UserAnswers,
  ) {}

  async list(query: UserListQuery): Promise<UserPageResponse> {
    const binding = {
      query: query.query ?? null,
      role: query.role ?? null,
      status: query.status ?? null,
    };
    const after = this.cursors.read(query.cursor, binding);
    const page = await this.users.page(query, query.limit, after);
    return this.cursors.toPage(page, query, binding, await this.answers.ofAll(page.items));
  }
}
