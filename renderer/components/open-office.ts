import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { OfficeRecord } from '../../shared/domain/records.ts';

/** Goes to the page of an office; the function stays the same between renderings. */
export function useOpenOffice(): (office: OfficeRecord) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ company_id: companyId, location_id: locationId }) => {
      if (companyId === null || locationId === null) return;
      void navigate({ to: '/office/$companyId/$locationId', params: { companyId, locationId } });
    },
    [navigate],
  );
}
