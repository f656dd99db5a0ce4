import type Stripe from 'stripe';
import type { Account, Cause } from './account.mts';
import { invalid } from './api-error.mts';
import { dispute } from './dispute-object.mts';
import { DISPUTE_FEE, balanceTransaction } from './objects.mts';
import { type Params, objectIn } from './params.mts';

const EVIDENCE_DAYS = 9;
const OPEN: readonly string[] = ['needs_response', 'warning_needs_response'];

/** The bank of the buyer takes a charge back until it is clear who is right. */
export function openDispute(
  account: Account,
  charge: Stripe.Charge,
  amount: number,
  reason: string,
  cause: Cause,
): Stripe.Dispute {
  const now = account.now();
  const opened = dispute(charge, amount, reason, now, now + EVIDENCE_DAYS * 86_400);
  const withdrawn = account.put(
    balanceTransaction(opened, 'adjustment', -amount, DISPUTE_FEE, now),
  );
  const made = account.put({ ...opened, balance_transactions: [withdrawn] });
  account.put({ ...charge, disputed: true });
  account.emit('charge.dispute.created', made, cause);
  account.emit('charge.dispute.funds_withdrawn', made, cause);
  return made;
}

/** Takes in what shall convince the bank, as it is written or once and for all. */
export function submitEvidence(
  account: Account,
  open: Stripe.Dispute,
  params: Params,
  cause: Cause,
): Stripe.Dispute {
  if (!OPEN.includes(open.status)) throw invalid('This dispute is already closed or under review.');
  const given = objectIn(params, 'evidence') as Partial<Stripe.Dispute.Evidence> | null;
  const isSubmitted = params['submit'] !== 'false';
  const { evidence, evidence_details: details } = open;
  const changed = account.put<Stripe.Dispute>({
    ...open,
    evidence: { ...evidence, ...given },
    evidence_details: {
      ...details,
      has_evidence: true,
      submission_count: details.submission_count + (isSubmitted ? 1 : 0),
    },
    status: isSubmitted ? 'under_review' : open.status,
  });
  account.emit('charge.dispute.updated', changed, cause);
  // Stripe's words for tests: https://docs.stripe.com/testing#disputes
  const text = changed.evidence.uncategorized_text;
  if (isSubmitted && text === 'winning_evidence')
    return closeDispute(account, changed, 'won', cause);
  if (isSubmitted && text === 'losing_evidence')
    return closeDispute(account, changed, 'lost', cause);
  return changed;
}

/** The bank decides, or the seller gives up. */
export function closeDispute(
  account: Account,
  open: Stripe.Dispute,
  status: 'won' | 'lost',
  cause: Cause,
): Stripe.Dispute {
  if (open.status === 'won' || open.status === 'lost') throw invalid('This dispute is closed.');
  const returned =
    status === 'won'
      ? [account.put(balanceTransaction(open, 'adjustment', open.amount, 0, account.now()))]
      : [];
  const closed = account.put<Stripe.Dispute>({
    ...open,
    status,
    balance_transactions: [...open.balance_transactions, ...returned],
  });
  account.emit('charge.dispute.closed', closed, cause);
  if (status === 'won') account.emit('charge.dispute.funds_reinstated', closed, cause);
  return closed;
}
