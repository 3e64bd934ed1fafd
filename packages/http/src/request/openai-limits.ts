/** Letters in a tool's name. */
export const maxOpenaiName = 64

/** Sequences an answer may stop at, in chat. */
export const maxChatStops = 4
