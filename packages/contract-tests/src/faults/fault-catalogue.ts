import { bodyCells } from './body-cells.ts'
import type { FaultCell } from './fault-cell.ts'
import { statusCells } from './status-cells.ts'
import { streamCells } from './stream-cells.ts'
import { transportCells } from './transport-cells.ts'
import { wrongCells } from './wrong-cells.ts'

/** Every wire fault with what the provider does and what must come out. */
export const faultCatalogue: readonly FaultCell[] = [
  ...statusCells,
  ...transportCells,
  ...bodyCells,
  ...streamCells,
  ...wrongCells,
]
