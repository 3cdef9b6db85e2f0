import { useNavigate } from '@tanstack/react-router';
import { removeSample } from '../../api/imports.ts';
import { Confirm } from '../../components/confirm.tsx';

/** Takes the sample book away; it can be made again at any time, byte for byte the same. */
export function RemoveSample({ disabled }: { readonly disabled: boolean }) {
  const navigate = useNavigate();
  return (
    <Confirm
      label="Remove the sample book"
      title="Remove the sample book?"
      text="Its accounts, offices and scores go. What you wrote and your settings stay. The same sample book can be opened again later."
      verb="Remove it"
      keep="Keep it"
      disabled={disabled}
      run={async () => {
        await removeSample();
        await navigate({ to: '/' });
      }}
    />
  );
}
