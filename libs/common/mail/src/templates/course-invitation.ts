import type { MailTemplate } from '../template';

/** Invites an instructor to teach a course together with its owner. */
export const COURSE_INVITATION: MailTemplate<{
  /** The URL of the page on which the invitation is accepted. */
  link: string;
  /** The title of the course. */
  course: string;
  /** The offered share of what the instructors get, in percent. */
  percent: string;
  /** Until when it can be accepted. */
  expires: { readonly at: string };
}> = {
  name: 'course-invitation',
  texts: {
    en: {
      subject: 'You are invited to teach “{course}”',
      greeting: 'Hello,',
      paragraphs: [
        'The owner of the course “{course}” invites you to teach it together.',
        'Your share of what the instructors of the course earn would be {percent}%.',
        'To accept, sign in as an instructor with this e-mail address by {expires}.',
      ],
      action: 'View the invitation',
      closing: 'If you do not know what this is about, you can ignore this mail.',
    },
    ar: {
      subject: 'أنت مدعو إلى تدريس «{course}»',
      greeting: 'مرحبًا،',
      paragraphs: [
        'يدعوك صاحب الدورة «{course}» إلى تدريسها معه.',
        'ستكون حصتك مما يكسبه مدربو الدورة {percent}٪.',
        'للقبول، سجّل الدخول بصفتك مدربًا بهذا البريد الإلكتروني قبل {expires}.',
      ],
      action: 'عرض الدعوة',
      closing: 'إذا كنت لا تعرف ما المقصود فيمكنك تجاهل هذه الرسالة.',
    },
    es: {
      subject: 'Te invitan a impartir «{course}»',
      greeting: 'Hola:',
      paragraphs: [
        'El propietario del curso «{course}» te invita a impartirlo en equipo.',
        'Tu parte de lo que ganan los instructores del curso sería del {percent} %.',
        'Para aceptar, inicia sesión como instructor con esta dirección de correo antes de {expires}.',
      ],
      action: 'Ver la invitación',
      closing: 'Si no sabes de qué se trata, puedes ignorar este mensaje.',
    },
    fr: {
      subject: 'Vous êtes invité à enseigner « {course} »',
      greeting: 'Bonjour,',
      paragraphs: [
        'Le propriétaire du cours « {course} » vous invite à l’enseigner avec lui.',
        'Votre part de ce que gagnent les formateurs du cours serait de {percent} %.',
        'Pour accepter, connectez-vous en tant que formateur avec cette adresse e-mail avant le {expires}.',
      ],
      action: 'Voir l’invitation',
      closing: 'Si vous ne savez pas de quoi il s’agit, ignorez ce message.',
    },
  },
};
