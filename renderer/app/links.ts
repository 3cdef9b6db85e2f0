import { linkOf } from '../../shared/domain/links.ts';
import { copyText } from '../components/copy-text.ts';
import { tellBriefly } from './shell/undo-toasts.tsx';

/** Copies a link to the screen that is shown; it opens the same screen for a colleague with the same account. */
export function copyLink(): void {
  const link = linkOf(location.hash.slice(1) || '/');
  tellBriefly(
    copyText(link) ? `Copied: ${link}` : `The browser keeps its clipboard. The link: ${link}`,
  );
}
