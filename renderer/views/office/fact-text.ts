import type { FactUnit } from '../../../shared/domain/evidence.ts';
import { changeText, countText, decimalText, percentText } from '../../components/format.ts';

/** A number of an exact base: `1 in 400`. */
function oneIn(surprise: number): string {
  const times = 10 ** surprise;
  return times < 1.5 ? 'usual' : `1 in ${countText(Number(times.toPrecision(2)))}`;
}

const TEXT: Readonly<Record<FactUnit, (value: number) => string>> = {
  count: (value) => (Number.isInteger(value) ? countText(value) : decimalText(value)),
  share: percentText,
  ratio: changeText,
  days: (value) => (Number.isInteger(value) ? countText(value) : decimalText(value)),
  years: (value) => decimalText(value),
  rate: (value) => decimalText(value, value < 10 ? 1 : 0),
  score: (value) => decimalText(value, 0),
  surprise: oneIn,
};

/** A fact of the evidence as it reads; a dot where it is not known. */
export const factText = (value: number | null, unit: FactUnit): string =>
  value === null ? '·' : TEXT[unit](value);
