import { STEPS } from './purchase-flow.mts';
import type { Measured } from './purchase-measure.mts';
import { type Row, percentile, ratioRow } from './table.mts';

/** A program is named when it takes this much of a purchase, in milliseconds. */
const NAMED_MS = 0.5;

/** Purchases of the platform and of what it is compared with. */
export interface Compared {
  readonly ours: Measured;
  /** One program without a framework. */
  readonly bare: Measured;
  /** The same as five. */
  readonly split: Measured;
  /** The same five with the frameworks alone. */
  readonly frameworks: Measured;
}

export function purchaseRows({ ours, bare, split, frameworks }: Compared): Row[] {
  return [
    ratioRow('Purchases, cart to enrolled', ours.perSecond, bare.perSecond, 0.4),
    ...stepRows(ours, bare),
    ...processorRows(ours, bare),
    ...[...ours.statements]
      .filter(([, count]) => count >= 0.5)
      .map(([service, count]) => ({ name: `  Statements, ${service}`, ours: count.toFixed(1) })),
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
  const both = [ours, baseline];
  const names = new Set(both.flatMap(({ processor }) => [...processor.keys()]));
  const text = (times: ReadonlyMap<string, number>, name: string): string =>
    `${(times.get(name) ?? 0).toFixed(1)} ms`;
  return [
    processorRow(ours, baseline),
    ...[...names]
      .filter((name) => both.some(({ processor }) => (processor.get(name) ?? 0) >= NAMED_MS))
      .map((name) => ({
        name: `    ${name}`,
        ours: text(ours.processor, name),
        baseline: text(baseline.processor, name),
      })),
  ];
}
