export {
  EnrollmentGet,
  EnrollmentGetOwned,
  EnrollmentReply,
  EnrollmentStatus,
  EnrollmentSummary,
  OwnedCourses,
  enrollmentGet,
  enrollmentGetOwned,
} from './enrollment.contract';
export {
  CourseCompleted,
  EnrollmentEnded,
  EnrollmentGranted,
  courseCompleted,
  enrollmentEnded,
  enrollmentGranted,
} from './enrollment.events';
