import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Row } from '@/lib/live/feed';
import { workspaceQuery } from '@/lib/workspace';
import { eventNames, filterOf, isFiltered, type Filter } from './model';
import classes from './StreamFilter.module.css';

/** Narrows the list by what stands in the address, so that a filtered view can be shared. */
export function StreamFilter({ rows }: { rows: readonly Row[] }) {
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const names = useMemo(() => eventNames(rows), [rows]);
  const sources = useQuery(workspaceQuery).data?.sources ?? [];
  const narrow = (part: Partial<Filter>) =>
    setSearch(
      Object.entries({ ...filter, ...part }).filter(([, value]) => value !== ''),
      { replace: true },
    );
  return (
    <div className={classes.filter}>
      <Autocomplete
        size="xs"
        aria-label="Filter by event"
        placeholder="Any event"
        data={names}
        limit={30}
        value={filter.event}
        onChange={(event) => narrow({ event })}
      />
      <Select
        size="xs"
        aria-label="Filter by source"
        placeholder="Any source"
        data={sources.map(({ name, title }) => ({ value: name, label: title }))}
        clearable
        clearButtonProps={{ 'aria-label': 'Any source' }}
        value={filter.source === '' ? null : filter.source}
        onChange={(source) => narrow({ source: source ?? '' })}
      />
      <TextInput
        size="xs"
        aria-label="Filter by visitor"
        placeholder="Any visitor"
        value={filter.visitor}
        onChange={(event) => narrow({ visitor: event.currentTarget.value })}
      />
      {isFiltered(filter) && (
        <Button size="xs" variant="subtle" onClick={() => narrow({ event: '', source: '', visitor: '' })}>
          Clear
        </Button>
      )}
    </div>
  );
}
