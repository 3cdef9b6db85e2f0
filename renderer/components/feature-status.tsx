import type { FeatureUse } from '../../shared/domain/office.ts';
import css from './feature-status.module.css';
import { FEATURE_WORDS } from './words.ts';

export function FeatureStatus({ status }: { readonly status: FeatureUse['status'] }) {
  const { glyph, word } = FEATURE_WORDS[status];
  return (
    <span className={`${css['status']} ${css[status]}`}>
      <span aria-hidden>{glyph}</span> {word}
    </span>
  );
}
