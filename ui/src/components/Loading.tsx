import { Skeleton } from '@mantine/core';

/** Rows that are on their way; `label` says of what, for those who cannot see them. */
export function Loading({ rows, label, height = 20 }: { rows: number; label: string; height?: number }) {
  return (
    <div role="status" aria-label={label} style={{ padding: 16, display: 'grid', gap: 12 }}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} width={`${100 - ((row * 17) % 35)}%`} />
      ))}
    </div>
  );
}
