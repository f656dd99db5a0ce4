import type { MailTemplate } from '../template';

/** Announces a sign-in from a new program or network. */
export const NEW_DEVICE: MailTemplate<{
  /** The browser or program as it names itself. */
  device: string;
  /** The network, without its last part. */
  network: string;
}> = {
  name: 'new-device',
  texts: {
    en: {
      subject: 'New sign-in to your account',
      greeting: 'Hello,',
      paragraphs: [
        'Someone has just signed in to your account from a new device or network.',
        'Time: {time}',
        'Device: {device}',
        'Network: {network}',
      ],
      closing:
        'If it was you, you need not do anything. If not, change your password and sign out everywhere else.',
    },
    ar: {
      subject: 'تسجيل دخول جديد إلى حسابك',
      greeting: 'مرحبًا،',
      paragraphs: [
        'سجّل أحدهم الدخول إلى حسابك للتو من جهاز أو شبكة جديدة علينا.',
        'الوقت: {time}',
        'الجهاز: {device}',
        'الشبكة: {network}',
      ],
      closing:
        'إذا كنت أنت فلا حاجة إلى أي إجراء. وإلا فغيّر كلمة مرورك وسجّل الخروج من كل الأجهزة الأخرى.',
    },
    es: {
      subject: 'Nuevo inicio de sesión en tu cuenta',
      greeting: 'Hola:',
      paragraphs: [
        'Alguien acaba de iniciar sesión en tu cuenta desde un dispositivo o una red que no conocíamos.',
        'Fecha y hora: {time}',
        'Dispositivo: {device}',
        'Red: {network}',
      ],
      closing:
        'Si has sido tú, no tienes que hacer nada. Si no, cambia tu contraseña y cierra las demás sesiones.',
    },
    fr: {
      subject: 'Nouvelle connexion à votre compte',
      greeting: 'Bonjour,',
      paragraphs: [
        'Quelqu’un vient de se connecter à votre compte depuis un appareil ou un réseau que nous ne connaissions pas.',
        'Date et heure : {time}',
        'Appareil : {device}',
        'Réseau : {network}',
      ],
      closing:
        'Si c’était vous, vous n’avez rien à faire. Sinon, changez votre mot de passe et fermez les autres sessions.',
    },
  },
};
