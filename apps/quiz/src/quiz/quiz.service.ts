import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { QuizServiceSettings } from '../env';
import { QuizAuthorService } from './quiz-author.service';
import {
  type QuestionCreateDto,
  type QuestionUpdateDto,
  changeOf,
} from '../question-kinds/question.dto';
import {
  type QuestionOrderDto,
  type QuizCreateDto,
  type QuizPublicationResponse,
  type QuizResponse,
  type QuizUpdateDto,
  settingsOf,
  toQuizPublicationResponse,
  toQuizResponse,
} from './quiz.dto';
import { Quiz } from './quiz.entity';
import { QuizNotFound } from './quiz.errors';
import { QuizRepository } from './quiz.repository';

interface QuestionPath {
  readonly quizId: string;
  readonly questionId: string;
}

/** Writes quizzes. Every change answers with the whole quiz and its new ETag. */
@Injectable()
export class QuizService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authors: QuizAuthorService,
    private readonly quizzes: QuizRepository,
    private readonly clock: Clock,
    private readonly limits: QuizServiceSettings,
  ) {}

  /** @throws QuizCourseNotFound */
  async create(caller: Caller, dto: QuizCreateDto): Promise<QuizResponse> {
    await this.authors.assertMayWrite(caller, dto.courseId);
    return this.unitOfWork.run((em) => {
      const quiz = new Quiz({
        courseId: dto.courseId,
        title: dto.title,
        settings: settingsOf(dto.settings),
        now: this.clock.now(),
      });
      em.persist(quiz);
      return Promise.resolve(quiz);
    }, toQuizResponse);
  }

  /** @throws QuizNotFound */
  async get(caller: Caller, id: string): Promise<QuizResponse> {
    await this.authors.assertMayEdit(caller, id);
    const quiz = await this.quizzes.find(id);
    if (!quiz) throw new QuizNotFound();
    return toQuizResponse(quiz);
  }

  /** @throws QuizNotFound, PreconditionFailed */
  update(caller: Caller, id: string, version: number, dto: QuizUpdateDto): Promise<QuizResponse> {
    return this.change(caller, id, (quiz, now) => quiz.edit(dto, now), version);
  }

  /** @throws QuizNotFound, PreconditionFailed, QuizPublished */
  async remove(caller: Caller, id: string, version: number): Promise<void> {
    await this.authors.assertMayEdit(caller, id);
    await this.unitOfWork.run(async (em) => {
      const quiz = await em.findOne(Quiz, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!quiz) throw new QuizNotFound();
      quiz.assertVersion(version);
      quiz.assertRemovable();
      em.remove(quiz);
    });
  }

  /** @throws QuizNotFound, QuestionInvalid, QuizFull */
  addQuestion(caller: Caller, id: string, dto: QuestionCreateDto): Promise<QuizResponse> {
    return this.change(caller, id, (quiz, now) =>
      quiz.addQuestion(dto, this.limits.quizMaxQuestions, now),
    );
  }

  /** @throws QuizNotFound, PreconditionFailed, QuestionNotFound, RequestInvalid, QuestionInvalid */
  editQuestion(
    caller: Caller,
    { quizId, questionId }: QuestionPath,
    version: number,
    dto: QuestionUpdateDto,
  ): Promise<QuizResponse> {
    return this.change(
      caller,
      quizId,
      (quiz, now) => quiz.editQuestion(questionId, changeOf(quiz.question(questionId), dto), now),
      version,
    );
  }

  /** @throws QuizNotFound, PreconditionFailed, QuestionNotFound */
  removeQuestion(
    caller: Caller,
    { quizId, questionId }: QuestionPath,
    version: number,
  ): Promise<QuizResponse> {
    return this.change(
      caller,
      quizId,
      (quiz, now) => quiz.removeQuestion(questionId, now),
      version,
    );
  }

  /** @throws QuizNotFound, PreconditionFailed, QuestionOrderInvalid */
  orderQuestions(
    caller: Caller,
    id: string,
    version: number,
    { questionIds }: QuestionOrderDto,
  ): Promise<QuizResponse> {
    return this.change(caller, id, (quiz, now) => quiz.orderQuestions(questionIds, now), version);
  }

  /** @throws QuizNotFound, QuizWithoutQuestions, QuizPassMarkUnreachable */
  async publish(caller: Caller, id: string): Promise<QuizPublicationResponse> {
    await this.authors.assertMayEdit(caller, id);
    return this.unitOfWork.run(async (em) => {
      // Locked, so that two publications at once get numbers of their own.
      const quiz = await em.findOne(Quiz, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!quiz) throw new QuizNotFound();
      const publication = quiz.publish(this.clock.now());
      em.persist(publication);
      return publication;
    }, toQuizPublicationResponse);
  }

  /** @param version left out where something is only added */
  private async change(
    caller: Caller,
    id: string,
    work: (quiz: Quiz, now: Date) => void,
    version?: number,
  ): Promise<QuizResponse> {
    await this.authors.assertMayEdit(caller, id);
    return this.unitOfWork.run(async (em) => {
      const quiz = await em.findOne(Quiz, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!quiz) throw new QuizNotFound();
      if (version !== undefined) quiz.assertVersion(version);
      work(quiz, this.clock.now());
      return quiz;
    }, toQuizResponse);
  }
}
