import type { TaskType } from '../task-type.ts'

/**
 * Words that name a task in one language, as lower-case phrases parted by `|`. A phrase matches from a word's start on
 * (anywhere, in scripts without spaces); a closing `_` asks for the word's end; a leading `~` marks a weak hint.
 *
 * `story` = a word problem's question ("how many"), `question` = an interrogative, `label` = words of a label list,
 * `language` = names of languages one may translate into, `data` = names of formats one may convert to, `things` = what one may look for in a text, `texts` = words for the text at hand.
 */
export type Lexicon = Readonly<
  Partial<Record<TaskType | 'story' | 'question' | 'label' | 'language' | 'data' | 'things' | 'texts', string>>
>
