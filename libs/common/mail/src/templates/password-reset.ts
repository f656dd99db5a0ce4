import type { MailTemplate } from '../template';

/** Lets the user choose a new password. */
export const PASSWORD_RESET: MailTemplate<{
  /** The URL of the page for the new password, with the secret. */
  link: string;
  /** How long the link is valid. */
  minutes: string;
}> = {
  name: 'password-reset',
  texts: {
    en: {
      subject: 'Choose a new password',
      greeting: 'Hello,',
      paragraphs: [
        'Someone, probably you, has requested a new password for your account.',
        'The link is good for {minutes} minutes and can be used once. Only the newest link works.',
      ],
      action: 'Choose a new password',
      closing: 'If you did not request it, you can ignore this mail: your password stays as it is.',
    },
    ar: {
      subject: 'اختر كلمة مرور جديدة',
      greeting: 'مرحبًا،',
      paragraphs: [
        'طلب أحدهم، وغالبًا أنت، كلمة مرور جديدة لحسابك.',
        'الرابط صالح لمدة {minutes} دقيقة ويُستخدم مرة واحدة فقط. يعمل أحدث رابط فقط.',
      ],
      action: 'اختيار كلمة مرور جديدة',
      closing: 'إذا لم تطلب ذلك فلا حاجة إلى أي إجراء: تبقى كلمة مرورك كما هي.',
    },
    es: {
      subject: 'Elige una contraseña nueva',
      greeting: 'Hola:',
      paragraphs: [
        'Alguien, probablemente tú, ha pedido una contraseña nueva para tu cuenta.',
        'El enlace es válido durante {minutes} minutos y solo puede usarse una vez. Solo funciona el enlace más reciente.',
      ],
      action: 'Elegir una contraseña nueva',
      closing: 'Si no la has pedido, no tienes que hacer nada: tu contraseña no cambia.',
    },
    fr: {
      subject: 'Choisissez un nouveau mot de passe',
      greeting: 'Bonjour,',
      paragraphs: [
        'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte.',
        'Le lien est valable {minutes} minutes et ne peut servir qu’une fois. Seul le lien le plus récent fonctionne.',
      ],
      action: 'Choisir un nouveau mot de passe',
      closing:
        'Si vous n’avez rien demandé, vous n’avez rien à faire : votre mot de passe reste le même.',
    },
  },
};
