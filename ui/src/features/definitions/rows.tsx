import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Action, Attribute, Badge, Definition, Source, Workspace } from '@/api/schema';
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
  of: Pick<Definition, 'name' | 'title' | 'notes' | 'builtIn'>;
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
        {of.notes !== '' && <p className="soft">{of.notes}</p>}
        {of.builtIn === true && <p className="soft">Built in: comes with Pharos where a workspace asks for it.</p>}
        {children}
      </div>
    </li>
  );
}

const TYPES: Record<Attribute['type'], string> = {
  string: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  date: 'Date',
  set_of_strings: 'Set of texts',
  tally: 'Tally: a number per key',
};

const SCOPES: Record<Attribute['scope'], string> = {
  event: 'for one event',
  visit: 'for the open visit',
  visitor: 'for the visitor',
};

export function AttributeRow({ attribute }: { attribute: Attribute }) {
  return (
    <Row of={attribute}>
      <p>
        {TYPES[attribute.type]}, {SCOPES[attribute.scope]}
        {attribute.restricted && (
          <span className={classes.restricted}>
            <IconLock size={14} aria-hidden /> restricted
          </span>
        )}
      </p>
    </Row>
  );
}

export function SegmentRow({ segment }: { segment: Definition }) {
  return <Row of={segment} />;
}

export function BadgeRow({ badge }: { badge: Badge }) {
  return <Row of={badge} icon={<BadgeIcon badge={badge} />} />;
}

export function ActionRow({ action, workspace }: { action: Action; workspace: Workspace }) {
  return (
    <Row of={action}>
      <p>
        {when(action, workspace)}, through <span className="mono">{action.connector}</span>
      </p>
    </Row>
  );
}

export function SourceRow({ source }: { source: Source }) {
  return (
    <Row of={source}>
      <SnippetView snippet={snippet(source, window.location.origin)} />
    </Row>
  );
}
