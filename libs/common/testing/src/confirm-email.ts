// Tools that Node runs as they are import this file too, so it imports nothing.

/** Where a platform is, and where its mails can be read. */
export interface Reachable {
  readonly gatewayUrl: string;
  /** The mailbox of `tools/workspace/mailbox`. */
  readonly mailboxUrl: string;
}

/** The newest link with a secret that was mailed to an address; undefined when there is none yet. */
export async function linkMailedTo(
  { mailboxUrl }: Reachable,
  email: string,
): Promise<string | undefined> {
  const response = await fetch(`${mailboxUrl}/mails?to=${encodeURIComponent(email)}`);
  const { items } = (await response.json()) as { items: readonly { text: string }[] };
  return items.flatMap(({ text }) => /https?:\/\/\S+token=[\w-]+/.exec(text)?.[0] ?? [])[0];
}

/**
 * Confirms an e-mail address as its owner would: with the link that was mailed to it.
 * @returns whether there was a mail; it comes shortly after the registration
 */
export async function confirmEmail(place: Reachable, email: string): Promise<boolean> {
  const link = await linkMailedTo(place, email);
  if (link === undefined) return false;
  const path = '/api/v1/auth/email-verifications/confirmations';
  const response = await fetch(`${place.gatewayUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: new URL(link).searchParams.get('token') }),
  });
  if (!response.ok) throw new Error(`${email} cannot be confirmed: ${await response.text()}`);
  return true;
}
