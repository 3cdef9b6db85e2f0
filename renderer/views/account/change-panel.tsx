import type { ChangeStep } from '../../../shared/domain/change-causes.ts';
import { useAccountChanges } from '../../api/score-settings.ts';
import { ChangeSteps } from '../../components/change-steps.tsx';
import type { ToldNumber } from '../../components/change-steps.tsx';
import { decimalText, moneyShort, signedText } from '../../components/format.ts';

const ADOPTION: ToldNumber = {
  name: 'Adoption',
  of: (step: ChangeStep) => step.adoption,
  text: (value) => decimalText(value),
  signed: (change) => signedText(change, 1),
};

/** Why the numbers of this account, which are those of its offices together, are not what they were. */
export function ChangePanel({
  companyId,
  currency,
  most,
}: {
  readonly companyId: string;
  readonly currency: string | null;
  readonly most: number;
}) {
  const { data } = useAccountChanges(companyId);
  const atRisk: ToldNumber = {
    name: 'ARR at risk',
    of: (step) => step.risk,
    text: (value) => moneyShort(value, currency),
    signed: (change) => `${change > 0 ? '+' : '−'}${moneyShort(Math.abs(change), currency)}`,
  };
  return data ? (
    <ChangeSteps
      steps={data.slice(0, most)}
      numbers={[ADOPTION, atRisk]}
      none="The numbers of this account have stood still since its history was filled in."
    />
  ) : null;
}
