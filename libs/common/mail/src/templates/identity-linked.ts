import type { MailTemplate } from '../template';

/** Announces a new linked identity. */
export const IDENTITY_LINKED: MailTemplate<{
  /** The identity provider, such as Google. */
  provider: string;
}> = {
  name: 'identity-linked',
  texts: {
    en: {
      subject: 'Your account was linked with {provider}',
      greeting: 'Hello,',
      paragraphs: [
        'From now on, you can also sign in to your account with {provider}.',
        'Time: {time}',
      ],
      closing: 'If it was not you, remove the link in your account and change your password.',
    },
    ar: {
      subject: 'تم ربط حسابك مع {provider}',
      greeting: 'مرحبًا،',
      paragraphs: ['من الآن يمكن تسجيل الدخول إلى حسابك عبر {provider} أيضًا.', 'الوقت: {time}'],
      closing: 'إذا لم تكن أنت من فعل ذلك فأزل الربط من حسابك وغيّر كلمة مرورك.',
    },
    es: {
      subject: 'Tu cuenta se ha vinculado con {provider}',
      greeting: 'Hola:',
      paragraphs: [
        'A partir de ahora también se puede entrar en tu cuenta con {provider}.',
        'Fecha y hora: {time}',
      ],
      closing: 'Si no has sido tú, elimina el vínculo en tu cuenta y cambia tu contraseña.',
    },
    fr: {
      subject: 'Votre compte est lié à {provider}',
      greeting: 'Bonjour,',
      paragraphs: [
        'Désormais, on peut aussi se connecter à votre compte avec {provider}.',
        'Date et heure : {time}',
      ],
      closing:
        'Si ce n’était pas vous, supprimez ce lien dans votre compte et changez votre mot de passe.',
    },
  },
};
