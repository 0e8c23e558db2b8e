import { IconAward, IconBolt, IconUserMinus, IconUserPlus, IconUsers, type Icon } from '@tabler/icons-react';
import { namesOf } from '@/lib/identifier';
import type { Effect } from '@/lib/live/feed';
import { useTitles } from '@/lib/workspace';
import { Mark } from './Mark';
import { said } from './model';

/** What an event brought about. */
export function EffectMark({ effect }: { effect: Effect }) {
  const title = useTitles();
  const { Icon, tone } = looks(effect);
  return (
    <Mark tone={tone} {...(effect.kind === 'stitched' ? { title: namesOf(effect.identifiers).join(', ') } : {})}>
      <Icon size={14} aria-hidden />
      {said(effect, title)}
    </Mark>
  );
}

function looks(effect: Effect): { Icon: Icon; tone: 'good' | 'accent' | 'soft' } {
  if (effect.kind === 'triggered') {
    return { Icon: IconBolt, tone: 'accent' };
  }
  if (effect.kind === 'stitched') {
    return { Icon: IconUsers, tone: 'accent' };
  }
  switch (effect.transition.kind) {
    case 'joined':
      return { Icon: IconUserPlus, tone: 'good' };
    case 'left':
      return { Icon: IconUserMinus, tone: 'soft' };
    case 'badge_assigned':
      return { Icon: IconAward, tone: 'good' };
    case 'badge_removed':
      return { Icon: IconAward, tone: 'soft' };
    default:
      return effect.transition.kind satisfies never;
  }
}
