import type { MailTemplate } from '../template';

/** Announces a password change. */
export const PASSWORD_CHANGED: MailTemplate<Record<never, string>> = {
  name: 'password-changed',
  texts: {
    en: {
      subject: 'Your password was changed',
      greeting: 'Hello,',
      paragraphs: [
        'The password of your account was just changed, and your other sessions were ended.',
        'Time: {time}',
      ],
      closing: 'If it was not you, reset your password at once with “Forgot password”.',
    },
    ar: {
      subject: 'تم تغيير كلمة مرورك',
      greeting: 'مرحبًا،',
      paragraphs: ['تم تغيير كلمة مرور حسابك للتو، وأُنهيت جلساتك الأخرى.', 'الوقت: {time}'],
      closing: 'إذا لم تكن أنت من فعل ذلك فاطلب فورًا كلمة مرور جديدة عبر «نسيت كلمة المرور».',
    },
    es: {
      subject: 'Tu contraseña ha cambiado',
      greeting: 'Hola:',
      paragraphs: [
        'La contraseña de tu cuenta acaba de cambiar y tus otras sesiones se han cerrado.',
        'Fecha y hora: {time}',
      ],
      closing:
        'Si no has sido tú, pide enseguida una contraseña nueva con «he olvidado mi contraseña».',
    },
    fr: {
      subject: 'Votre mot de passe a été changé',
      greeting: 'Bonjour,',
      paragraphs: [
        'Le mot de passe de votre compte vient d’être changé et vos autres sessions ont été fermées.',
        'Date et heure : {time}',
      ],
      closing:
        'Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe avec « mot de passe oublié ».',
    },
  },
};
