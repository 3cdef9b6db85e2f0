import type { ChangeStep } from '../../../shared/domain/change-causes.ts';
import { useOfficeChanges } from '../../api/evidence.ts';
import { ChangeSteps } from '../../components/change-steps.tsx';
import type { ToldNumber } from '../../components/change-steps.tsx';
import { decimalText, signedText } from '../../components/format.ts';

const NUMBERS: readonly ToldNumber[] = [
  {
    name: 'Adoption',
    of: (step: ChangeStep) => step.adoption,
    text: (value) => decimalText(value),
    signed: (change) => signedText(change, 1),
  },
  {
    name: 'Risk, log-odds',
    of: (step: ChangeStep) => step.risk,
    text: (value) => signedText(value),
    signed: (change) => signedText(change),
  },
];

/** Why the scores of this office are not what they were. */
export function ChangePanel({
  companyId,
  locationId,
  most,
}: {
  readonly companyId: string;
  readonly locationId: string;
  /** Newest steps to show; all without. */
  readonly most?: number;
}) {
  const { data } = useOfficeChanges({ companyId, locationId });
  return data ? (
    <ChangeSteps
      steps={data.steps.slice(0, most)}
      numbers={NUMBERS}
      none="The scores of this office have stood still since its history was filled in."
    />
  ) : null;
}
