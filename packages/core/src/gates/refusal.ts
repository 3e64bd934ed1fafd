/** How refusals begin, in lower case, by language. A reply is a refusal when one stands near its start and it is short. */
const openings: readonly string[] = [
  "i can't help",
  'i cannot help',
  "i can't assist",
  'i cannot assist',
  "i'm sorry, but i can",
  'i’m sorry, but i can',
  "i'm unable to",
  'i am unable to',
  'as an ai language model, i can',
  "i won't be able to",
  "i can't provide",
  'i cannot provide',
  "i'm not able to",
  'ich kann ihnen dabei nicht',
  'ich kann dabei nicht helfen',
  'es tut mir leid, aber ich kann',
  'das kann ich leider nicht',
  'ich bin nicht in der lage',
  'je ne peux pas vous aider',
  'je suis désolé, mais je ne',
  'je ne suis pas en mesure',
  'no puedo ayudarte',
  'no puedo ayudar',
  'lo siento, pero no puedo',
  'no me es posible',
  'não posso ajudar',
  'desculpe, mas não posso',
  'lamento, mas não',
  'mi dispiace, ma non posso',
  'non posso aiutar',
  'przykro mi, ale nie mogę',
  'nie mogę pomóc',
  'к сожалению, я не могу',
  'извините, но я не могу',
  'я не могу помочь',
  'üzgünüm, ancak',
  'üzgünüm ama',
  'yardımcı olamam',
  'عذرًا، لا أستطيع',
  'آسف، لا يمكنني',
  'لا أستطيع مساعدت',
  'मुझे खेद है',
  'मैं इसमें मदद नहीं',
  'माफ़ कीजिए',
  '抱歉，我无法',
  '对不起，我不能',
  '很抱歉，我不能',
  '我无法协助',
  '申し訳ありませんが',
  'お手伝いできません',
  '죄송하지만',
  '도와드릴 수 없',
  'xin lỗi, tôi không thể',
  'tôi không thể giúp',
  'maaf, saya tidak',
  'saya tidak dapat membantu',
]

/** A long reply that opens with an apology goes on to answer. */
const longestRefusal = 400
const openingWindow = 120

/** A short text that says, near its start, that it will not answer. By wording, in the languages above: it may miss one. */
export function isRefusal(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length === 0 || trimmed.length > longestRefusal) return false
  const start = trimmed.slice(0, openingWindow).toLowerCase()
  return openings.some((opening) => start.includes(opening))
}
