import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ActionInfo, AttributeInfo, BadgeInfo, SegmentInfo, SourceInfo, Workspace } from '@/api/types';
import { BadgeIcon } from '@/components/BadgeIcon';
import { snippet, when } from './model';
import classes from './rows.module.css';
import { SnippetView } from './SnippetView';

/** One definition: what people call it, its name in the files, and what is said about it. */
function Row({
  of,
  icon,
  children,
}: {
  of: { name: string; title: string; notes?: string };
  icon?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className={classes.row}>
      {icon}
      <div className={classes.who}>
        <p className={classes.title}>{of.title}</p>
        <p className={`${classes.name} mono`}>{of.name}</p>
      </div>
      <div className={classes.what}>
        {of.notes !== undefined && of.notes !== '' && <p className="soft">{of.notes}</p>}
        {children}
      </div>
    </li>
  );
}

const TYPES: Record<AttributeInfo['type'], string> = {
  string: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  set: 'Set of texts',
  tally: 'Tally: a number per key',
};

export function AttributeRow({ attribute }: { attribute: AttributeInfo }) {
  return (
    <Row of={attribute}>
      <p>
        {TYPES[attribute.type]} of the {attribute.scope}
        {attribute.restricted && (
          <span className={classes.restricted}>
            <IconLock size={14} aria-hidden /> restricted
          </span>
        )}
      </p>
    </Row>
  );
}

export function SegmentRow({ segment }: { segment: SegmentInfo }) {
  return <Row of={segment} />;
}

export function BadgeRow({ badge }: { badge: BadgeInfo }) {
  return <Row of={badge} icon={<BadgeIcon badge={badge} />} />;
}

export function ActionRow({ action, workspace }: { action: ActionInfo; workspace: Workspace }) {
  return (
    <Row of={action}>
      <p>
        {when(action, workspace)}, through <span className="mono">{action.connector}</span>
      </p>
    </Row>
  );
}

export function SourceRow({ source }: { source: SourceInfo }) {
  return (
    <Row of={source}>
      <SnippetView snippet={snippet(source, window.location.origin)} />
    </Row>
  );
}
