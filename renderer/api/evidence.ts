import { useQuery } from '@tanstack/react-query';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { ask } from './call.ts';
import { DATA } from './client.ts';

interface Key {
  readonly companyId: string;
  readonly locationId: string;
}

/** What stands behind the numbers of an office. */
export const useEvidence = ({ companyId, locationId }: Key) =>
  useQuery({
    queryKey: [DATA, 'evidence.ofOffice', companyId, locationId],
    queryFn: ({ signal }) => ask('evidence.ofOffice', { companyId, locationId }, { signal }),
  });

/** What stands behind the numbers of an account. */
export const useAccountEvidence = (companyId: string) =>
  useQuery({
    // Named like the account itself: what a person writes changes both.
    queryKey: [DATA, 'accounts.evidence', companyId],
    queryFn: ({ signal }) => ask('evidence.ofAccount', { companyId }, { signal }),
  });

/** The delivered days behind a fact. */
export const useSourceDays = (input: InputOf<'evidence.days'>) =>
  useQuery({
    queryKey: [DATA, 'evidence.days', input],
    queryFn: ({ signal }) => ask('evidence.days', input, { signal }),
  });

/** Restatements and moves of one office. */
export const useOfficeChanges = ({ companyId, locationId }: Key) =>
  useQuery({
    queryKey: [DATA, 'changes.ofOffice', companyId, locationId],
    queryFn: ({ signal }) => ask('changes.ofOffice', { companyId, locationId }, { signal }),
  });

/** What imported models say of one office. */
export const useModelsOfOffice = ({ companyId, locationId }: Key) =>
  useQuery({
    queryKey: [DATA, 'models.ofOffice', companyId, locationId],
    queryFn: ({ signal }) => ask('models.ofOffice', { companyId, locationId }, { signal }),
  });
