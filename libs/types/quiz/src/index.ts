export {
  QuizContentDraft,
  QuizContentError,
  QuizContentQuery,
  QuizContentReply,
  QuizContentVerdict,
  quizContentCheck,
  quizContentGet,
} from './quiz-content.contract';
export { QuizIds, QuizReference, QuizReferences, quizGetMany } from './quiz.contract';
export { QuizAttemptPassed, quizAttemptPassed } from './quiz.events';
