/** The greatest of `values`, rounded for reading; 0 if there are none. */
export const peak = (values: readonly number[]) => Number(Math.max(0, ...values).toPrecision(3));

/**
 * Paths through `values`, oldest first, in a box with room for `slots` of them. The newest stands at the right edge, so
 * that a line that is still short grows from the right.
 */
export function sparkline(values: readonly number[], slots: number, width: number, height: number) {
  if (values.length === 0) {
    return { line: '', area: '' };
  }
  const shown = values.slice(-slots);
  const top = Math.max(...shown) || 1;
  const step = width / Math.max(1, slots - 1);
  const start = width - (shown.length - 1) * step;
  const points = shown.map(
    (value, i) => `${round(start + i * step)},${round(height - 1 - (value / top) * (height - 2))}`,
  );
  const line = `M${points.join('L')}`;
  return { line, area: `${line}L${width},${height}L${round(start)},${height}Z` };
}

const round = (coordinate: number) => Math.round(coordinate * 10) / 10;
