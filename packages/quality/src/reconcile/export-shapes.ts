import { anthropicShapes } from './anthropic-shapes.ts'
import type { ExportShape } from './export-shape.ts'
import { litellmShapes } from './litellm-shapes.ts'
import { openaiShapes } from './openai-shapes.ts'
import { openrouterShapes } from './openrouter-shapes.ts'
import { plainShapes } from './plain-shapes.ts'

/** Every shape that is read; the plain one last: what others have may have its columns too. */
export const exportShapes: readonly ExportShape[] = [
  ...openaiShapes,
  ...anthropicShapes,
  ...openrouterShapes,
  ...litellmShapes,
  ...plainShapes,
]
