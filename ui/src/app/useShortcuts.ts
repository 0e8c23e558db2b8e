import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { SCREENS } from './screens';

/** Keys without a modifier can be switched off, since speech input and slips of the hand press them (WCAG 2.1.4). */
export const useSingleKeys = () => useLocalStorage({ key: 'pharos-single-keys', defaultValue: true });

const SECOND_KEY_MILLIS = 1_500;

export function useShortcuts(onHelp: () => void) {
  const [singleKeys] = useSingleKeys();
  const navigate = useNavigate();
  const goPressed = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) {
        return;
      }
      const screen = SCREENS.find((each) => each.key === event.key);
      if (event.key === '/') {
        event.preventDefault();
        document.getElementById('visitor-search')?.focus();
      } else if (event.key === '?') {
        event.preventDefault();
        onHelp();
      } else if (event.key === 'g') {
        goPressed.current = event.timeStamp;
      } else if (screen !== undefined && event.timeStamp - goPressed.current < SECOND_KEY_MILLIS) {
        goPressed.current = 0;
        void navigate(screen.path);
      }
    };
    if (!singleKeys) {
      return undefined;
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [singleKeys, navigate, onHelp]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const isDialogOpen = () => document.querySelector('[role="dialog"]') !== null;
