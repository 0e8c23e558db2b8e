import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';
import { Panel } from '@/components/Panel';
import { Time } from '@/components/Time';
import { identifierOf, shortened, visitorPath } from '@/lib/identifier';
import type { Happening } from '@/lib/live/feed';
import { useLive } from '@/lib/live/LiveContext';
import { EffectMark } from './EffectMark';
import classes from './Happenings.module.css';
import { Mark } from './Mark';
import { fate } from './model';

const SHOWN = 12;

/** Who moved lately, and what was done about it. */
export function Happenings() {
  const { feed } = useLive();
  const happenings = feed.happenings.slice(0, SHOWN);
  return (
    <Panel title="What happened">
      {happenings.length === 0 && (
        <EmptyState title="Nothing yet">
          When a visitor joins or leaves a segment, gets or loses a badge, or turns out to be somebody else too, or an
          action is triggered, it shows here.
        </EmptyState>
      )}
      <ol className={classes.list}>
        {happenings.map((happening) => (
          <HappeningItem key={happening.key} happening={happening} />
        ))}
      </ol>
    </Panel>
  );
}

function HappeningItem({ happening }: { happening: Happening }) {
  const visitor = identifierOf(happening.profile);
  return (
    <li className={classes.item}>
      <span className={classes.what}>
        <EffectMark effect={happening.kind === 'action' ? { ...happening, kind: 'triggered' } : happening} />
        {happening.kind === 'moved' && happening.silent && (
          <span className="soft" title="It belongs to the past, so no action was triggered">
            silently
          </span>
        )}
        {happening.kind === 'action' && <Fate action={happening} />}
      </span>
      <span className={classes.who}>
        <Link to={visitorPath(visitor)} title={happening.profile}>
          {shortened(visitor.value)}
        </Link>
        <span className="soft number">
          <Time at={happening.at} as="clock" />
        </span>
      </span>
    </li>
  );
}

function Fate({ action }: { action: Extract<Happening, { kind: 'action' }> }) {
  const { word, tone } = fate(action);
  const { outcome } = action;
  const why = outcome !== undefined && 'reason' in outcome ? { title: outcome.reason } : {};
  return (
    <Mark tone={tone} {...why}>
      {word}
    </Mark>
  );
}
