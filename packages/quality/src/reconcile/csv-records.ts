import { ExportError, type ExportProblem, type ExportRecord, type ExportRecords } from './export-record.ts'

const separators = [',', '\t', ';']

/** Rows of a CSV with a header (RFC 4180); tabs and semicolons part fields too where the header uses them. @throws ExportError without a header */
export function csvRecords(text: string): ExportRecords {
  const header = text.replace(/^\u{feff}/u, '').split(/\r?\n/, 1)[0] ?? ''
  const separator = separators.toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ','
  const { rows, isOpen } = parseRows(text.replace(/^\u{feff}/u, ''), separator)
  const names = rows.shift()?.cells.map((name) => name.trim())
  if (names === undefined || names.every((name) => name === '')) throw new ExportError('The export is empty.')
  const records: ExportRecord[] = []
  const problems: ExportProblem[] = []
  for (const [index, { line, cells }] of rows.entries()) {
    const place = `line ${line}`
    const isLast = index === rows.length - 1
    if (isLast && (isOpen || cells.length < names.length))
      problems.push({
        kind: 'half-written',
        place,
        message: `the last row breaks off after ${cells.length} of ${names.length} fields`,
      })
    else if (cells.length !== names.length)
      problems.push({
        kind: 'wrong-field-count',
        place,
        message: `${cells.length} fields under ${names.length} columns`,
      })
    else {
      const filled = names.flatMap((name, at): [string, string][] => {
        const cell = cells[at]?.trim() ?? ''
        return cell === '' ? [] : [[name, cell]]
      })
      records.push({ place, fields: new Map(filled) })
    }
  }
  return { records, problems }
}

interface Row {
  readonly line: number
  readonly cells: string[]
}

function parseRows(text: string, separator: string): { rows: Row[]; isOpen: boolean } {
  const rows: Row[] = []
  let line = 1
  let row: Row = { line, cells: [] }
  let cell = ''
  let isQuoted = false
  const endCell = (): void => {
    row.cells.push(cell)
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    // An empty line has one empty cell.
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row)
    row = { line, cells: [] }
  }
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '\n') line++
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === separator) endCell()
    else if (character === '\n') endRow()
    else if (character !== '\r') cell += character
  }
  if (cell !== '' || row.cells.length > 0) endRow()
  return { rows, isOpen: isQuoted }
}
