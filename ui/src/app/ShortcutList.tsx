import { Kbd, Modal, Switch } from '@mantine/core';
import { SCREENS } from './screens';
import classes from './ShortcutList.module.css';
import { useSingleKeys } from './useShortcuts';

const SHORTCUTS: readonly [keys: string[], does: string][] = [
  [['/'], 'Find a visitor'],
  [['?'], 'Show these shortcuts'],
  ...SCREENS.map(({ key, title }): [string[], string] => [['g', key], `Go to ${title}`]),
  [['Esc'], 'Close what is open'],
];

export function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.list}>
        {SHORTCUTS.map(([keys, does]) => (
          <div key={does} className={classes.row}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label="Single-key shortcuts"
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
