import type { MailTemplate } from '../template';

/** Asks the user to confirm the address. */
export const EMAIL_VERIFICATION: MailTemplate<{
  /** The URL of the page that confirms the address, with the secret. */
  link: string;
  /** How long the link is valid. */
  hours: string;
}> = {
  name: 'email-verification',
  texts: {
    en: {
      subject: 'Please confirm your e-mail address',
      greeting: 'Hello,',
      paragraphs: [
        'Welcome! Please confirm that this e-mail address is yours.',
        'The link is good for {hours} hours and can be used once.',
      ],
      action: 'Confirm the address',
      closing: 'If you did not open an account, you need not do anything.',
    },
    ar: {
      subject: 'يرجى تأكيد عنوان بريدك الإلكتروني',
      greeting: 'مرحبًا،',
      paragraphs: [
        'أهلًا بك! يرجى تأكيد أن عنوان البريد الإلكتروني هذا يخصّك.',
        'الرابط صالح لمدة {hours} ساعة ويُستخدم مرة واحدة فقط.',
      ],
      action: 'تأكيد العنوان',
      closing: 'إذا لم تفتح حسابًا لدينا فلا حاجة إلى أي إجراء.',
    },
    es: {
      subject: 'Confirma tu dirección de correo electrónico',
      greeting: 'Hola:',
      paragraphs: [
        '¡Te damos la bienvenida! Confirma que esta dirección de correo es tuya.',
        'El enlace es válido durante {hours} horas y solo puede usarse una vez.',
      ],
      action: 'Confirmar la dirección',
      closing: 'Si no has abierto una cuenta, no tienes que hacer nada.',
    },
    fr: {
      subject: 'Confirmez votre adresse e-mail',
      greeting: 'Bonjour,',
      paragraphs: [
        'Bienvenue ! Confirmez que cette adresse e-mail est bien la vôtre.',
        'Le lien est valable {hours} heures et ne peut servir qu’une fois.',
      ],
      action: 'Confirmer l’adresse',
      closing: 'Si vous n’avez pas ouvert de compte, vous n’avez rien à faire.',
    },
  },
};
