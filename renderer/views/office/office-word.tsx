import type { OfficeDetail } from '../../../shared/domain/office.ts';
import { sayWord, useSayings, useWords, withdrawWord } from '../../api/csm-word.ts';
import { CsmWordPanel } from '../../components/csm-word/panel.tsx';

/** What the person says of this office. */
export function OfficeWord({ office }: { readonly office: OfficeDetail }) {
  const subject = { companyId: office.company_id, locationId: office.location_id };
  const { of } = useWords();
  const { data: history } = useSayings(subject);
  return (
    <CsmWordPanel
      standing={of(subject.companyId, subject.locationId)}
      state={office.state}
      history={history ?? []}
      onSay={(word) => sayWord({ ...subject, word })}
      onWithdraw={(kind) => withdrawWord({ ...subject, kind })}
    />
  );
}
