import { STEPS } from './purchase-flow.mts';
import type { Measured } from './purchase-measure.mts';
import { type Row, percentile, ratioRow } from './table.mts';

/** A program is named when it takes this much of a purchase, in milliseconds. */
const NAMED_MS = 0.5;

/** Purchases of the platform and of what it is compared with. */
export interface Compared {
  /** By bank transfer. */
  readonly ours: Measured;
  readonly byCard: Measured;
  /** One program without a framework. */
  readonly bare: Measured;
  /** The same as five. */
  readonly split: Measured;
  /** The same five with the frameworks alone. */
  readonly frameworks: Measured;
}

/** What a purchase by card may cost of the processor, against one by bank transfer. */
const CARD_AT_MOST = 1.4;

export function purchaseRows({ ours, byCard, bare, split, frameworks }: Compared): Row[] {
  return [
    ratioRow('Purchases, cart to enrolled', ours.perSecond, bare.perSecond, 0.4),
    ...stepRows(ours, bare),
    ...processorRows(ours, bare),
    ...statementRows(ours),
    ...cardRows(byCard, ours),
    ratioRow('Purchases, against five bare programs', ours.perSecond, split.perSecond),
    processorRow(ours, split),
    ratioRow('Purchases, against the frameworks alone', ours.perSecond, frameworks.perSecond),
    processorRow(ours, frameworks),
    // The frameworks stand in the place of ours: the floor of what is made of them.
    ratioRow('Frameworks alone, against the bare program', frameworks.perSecond, bare.perSecond),
    ...processorRows(frameworks, bare),
    ratioRow('Frameworks alone, against five bare programs', frameworks.perSecond, split.perSecond),
    processorRow(frameworks, split),
  ];
}

/** The same purchases by card, beside those by bank transfer. */
function cardRows(byCard: Measured, transfer: Measured): Row[] {
  const cost = processorRow(byCard, transfer);
  const goal = { goal: `≤ ${CARD_AT_MOST}`, met: (cost.ratio ?? Infinity) <= CARD_AT_MOST };
  return [
    ratioRow('Purchases by card, against bank transfer', byCard.perSecond, transfer.perSecond),
    ...stepRows(byCard, transfer),
    { ...cost, ...goal },
    ...namedRows(byCard, transfer),
    ...statementRows(byCard, transfer),
  ];
}

function statementRows(ours: Measured, baseline?: Measured): Row[] {
  return [...ours.statements]
    .filter(([, count]) => count >= 0.5)
    .map(([service, count]) => ({
      name: `  Statements, ${service}`,
      ours: count.toFixed(1),
      ...(baseline ? { baseline: (baseline.statements.get(service) ?? 0).toFixed(1) } : {}),
    }));
}

function stepRows(ours: Measured, bare: Measured): Row[] {
  return STEPS.flatMap((step) =>
    [0.5, 0.95].map((part) => ({
      name: `  ${step}, p${part * 100}`,
      ours: `${percentile(ours.purchases.times[step], part).toFixed(1)} ms`,
      baseline: `${percentile(bare.purchases.times[step], part).toFixed(1)} ms`,
    })),
  );
}

function processorRow(ours: Measured, baseline: Measured): Row {
  const sum = ({ processor }: Measured): number =>
    [...processor.values()].reduce((total, ms) => total + ms, 0);
  return {
    name: '  Processor of a purchase',
    ours: `${sum(ours).toFixed(1)} ms`,
    baseline: `${sum(baseline).toFixed(1)} ms`,
    ratio: sum(ours) / sum(baseline),
  };
}

function processorRows(ours: Measured, baseline: Measured): Row[] {
  return [processorRow(ours, baseline), ...namedRows(ours, baseline)];
}

/** By program. */
function namedRows(ours: Measured, baseline: Measured): Row[] {
  const both = [ours, baseline];
  const names = new Set(both.flatMap(({ processor }) => [...processor.keys()]));
  const text = (times: ReadonlyMap<string, number>, name: string): string =>
    `${(times.get(name) ?? 0).toFixed(1)} ms`;
  return [...names]
    .filter((name) => both.some(({ processor }) => (processor.get(name) ?? 0) >= NAMED_MS))
    .map((name) => ({
      name: `    ${name}`,
      ours: text(ours.processor, name),
      baseline: text(baseline.processor, name),
    }));
}
