export { QuizIds, QuizReference, QuizReferences, quizGetMany } from './quiz.contract';
export { QuizAttemptPassed, quizAttemptPassed } from './quiz.events';
