/** Where a platform is, and where its mails can be read. */
export interface Reachable {
  readonly gatewayUrl: string;
  /** The mailbox of `tools/mailbox`. */
  readonly mailboxUrl: string;
}

/**
 * Confirms an e-mail address as its owner would: with the link in the newest mail to it. Tools that Node runs as they
 * are import this file too, so it imports nothing.
 * @returns whether there was a mail with a link; it comes moments after the registration
 */
export async function confirmEmail(
  { gatewayUrl, mailboxUrl }: Reachable,
  email: string,
): Promise<boolean> {
  const found = await fetch(`${mailboxUrl}/mails?to=${encodeURIComponent(email)}`);
  const { items } = (await found.json()) as { items: readonly { text: string }[] };
  const token = /verify-email\?token=([\w-]+)/.exec(items[0]?.text ?? '')?.[1];
  if (token === undefined) return false;
  const answer = await fetch(`${gatewayUrl}/api/v1/auth/email-verifications/confirmations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`${email} cannot be confirmed: ${await answer.text()}`);
  return true;
}
