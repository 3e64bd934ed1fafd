/** A column of a table for people. */
export interface TableColumn {
  readonly head: string
  /** Its columns on the screen where not all fit: a longer cell pushes on the rest of its row. */
  readonly width: number
}

const gap = '  '

/** Rows under their heads, without lines between; a cell of several lines has them one below the other. */
export function toPlainTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  screenColumns: number,
): string {
  const lines = [columns.map(({ head }) => head), ...rows.flatMap(toLines)]
  const whole = columns.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)))
  const fits = whole.reduce((sum, width) => sum + width + gap.length, -gap.length) <= screenColumns
  const widths = columns.map(({ width }, index) => (fits ? (whole[index] ?? 0) : Math.min(whole[index] ?? 0, width)))
  return lines
    .map((cells) =>
      cells
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .join('\n')
}

function toLines(cells: readonly string[]): readonly (readonly string[])[] {
  const parts = cells.map((cell) => cell.split('\n'))
  const height = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: height }, (_, line) => parts.map((part) => part[line] ?? ''))
}
