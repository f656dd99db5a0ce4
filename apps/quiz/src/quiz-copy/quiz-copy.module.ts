import { Module } from '@nestjs/common';
import { QuizCopyEventHandler } from './quiz-copy.events';

@Module({ providers: [QuizCopyEventHandler] })
export class QuizCopyModule {}
