import { Menu } from '@base-ui/react/menu';
import layers from '../layers.module.css';
import menu from '../menu.module.css';
import { hideToggled, movedBy, pinnedTo, pinOf, widened } from './layout.ts';
import type { GridModel } from './model.ts';
import { isTick } from './tick.ts';

/** How much wider or narrower a press makes a column, pixels. */
const STEP = 24;

/** All that can be done with a column, so that dragging is never the only way (WCAG 2.2, 2.5.7). */
export function ColumnMenu<R>({
  model,
  columnId,
  headerOf,
  onClose,
  onChoose,
}: {
  readonly model: GridModel<R>;
  /** null: closed. */
  readonly columnId: string | null;
  readonly headerOf: (id: string) => HTMLElement | null;
  readonly onClose: () => void;
  /** Opens the list of all columns. */
  readonly onChoose: () => void;
}) {
  const { declared, layout, arrange, sorts, sortBy } = model;
  const column = model.columns.find((each) => each.id === columnId);
  const open = columnId !== null && column !== undefined && !isTick(column);
  const id = column?.id ?? '';
  const first = declared[0]?.id === id;
  const pin = pinOf(layout, id);
  const left = movedBy(declared, layout, id, -1);
  const right = movedBy(declared, layout, id, 1);
  const among = sorts.some((each) => each.id !== id);
  return (
    <Menu.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Menu.Portal>
        <Menu.Positioner
          anchor={() => headerOf(id)}
          sideOffset={2}
          align="start"
          className={layers['positioner']}
        >
          <Menu.Popup
            className={`${layers['raised']} ${menu['popup']}`}
            aria-label={`Column ${column?.header ?? ''}`}
            finalFocus={() => headerOf(id)}
          >
            <Item label="Sort ascending" run={() => sortBy(id, false, false)} />
            <Item label="Sort descending" run={() => sortBy(id, false, true)} />
            {among ? (
              <>
                <Item label="Then ascending" run={() => sortBy(id, true, false)} />
                <Item label="Then descending" run={() => sortBy(id, true, true)} />
              </>
            ) : null}
            <Menu.Separator className={menu['separator']} />
            <Item
              label="Move left"
              disabled={!left}
              stays
              run={() => {
                if (left) arrange(left);
              }}
            />
            <Item
              label="Move right"
              disabled={!right}
              stays
              run={() => {
                if (right) arrange(right);
              }}
            />
            {pin === 'start' ? null : (
              <Item
                label="Keep at the start"
                disabled={first}
                run={() => arrange(pinnedTo(layout, id, 'start'))}
              />
            )}
            {pin === 'end' ? null : (
              <Item
                label="Keep at the end"
                disabled={first}
                run={() => arrange(pinnedTo(layout, id, 'end'))}
              />
            )}
            {pin === 'none' ? null : (
              <Item label="Let it scroll" run={() => arrange(pinnedTo(layout, id, 'none'))} />
            )}
            <Item
              label="Wider"
              stays
              run={() => arrange(widened(layout, id, (column?.width ?? 0) + STEP))}
            />
            <Item
              label="Narrower"
              stays
              run={() => arrange(widened(layout, id, (column?.width ?? 0) - STEP))}
            />
            <Item label="Hide" disabled={first} run={() => arrange(hideToggled(layout, id))} />
            <Menu.Separator className={menu['separator']} />
            <Item label="Choose columns" run={onChoose} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Item({
  label,
  run,
  disabled = false,
  stays = false,
}: {
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
  /** The menu stays open: one presses it again. */
  readonly stays?: boolean;
}) {
  return (
    <Menu.Item className={menu['item']} disabled={disabled} closeOnClick={!stays} onClick={run}>
      {label}
    </Menu.Item>
  );
}
