import { capsOf } from '../../shared/domain/strokes.ts';
import { IS_MAC } from './platform.ts';

/** A key, or several at once or one after the other, as they are printed on this computer's keyboard. */
export function KeyCaps({ stroke }: { readonly stroke: string }) {
  return capsOf(stroke, IS_MAC).map((cap) => <kbd key={cap}>{cap}</kbd>);
}
