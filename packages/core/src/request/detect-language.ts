/** ISO 639-1 codes that can be told apart. */
export type Language =
  | 'en'
  | 'de'
  | 'fr'
  | 'es'
  | 'zh'
  | 'ja'
  | 'pt'
  | 'it'
  | 'pl'
  | 'ru'
  | 'tr'
  | 'ar'
  | 'hi'
  | 'ko'
  | 'vi'
  | 'id'

/** Characters looked at. */
const windowSize = 400

/** Short words that hardly occur in the others. */
const functionWords: Readonly<Partial<Record<Language, string>>> = {
  en: 'the of and to in is you that it for was on are with this what have from please how can my your i a an not does me',
  de: 'der die das und ist nicht ich du sie wir mit für auf ein eine einen dem den des zu von wie was bitte mir auch als sich im kann wird sind diesen diese dieser',
  fr: 'le la les des et est une un pas je vous nous que qui dans pour sur avec ce cette du au ne plus quel quelle comment mon ma son sont moi',
  es: 'el la los las y es una un no que en por para con del al se lo mi su como qué cuál este esta son más tu me cómo',
  pt: 'o a os as e é uma um não que em por para com do da dos das no na se meu sua como você qual este esta são mais isso ao minha',
  it: 'il lo la gli le e è una un non che in per con del della dei di mi come cosa questo questa sono più al nel mio tua si',
  pl: 'i w na z nie że się do jest to jak co czy dla po od mi ten ta te proszę oraz przez ale tego są o za moje',
  tr: 've bir bu için ile de da ne mi mı ben sen çok daha gibi olarak var nasıl bana şu olan değil',
  vi: 'và của là cho không có được một những các này trong với tôi bạn hãy để như thế nào gì khi',
  id: 'dan yang di ini itu untuk dengan dari tidak ke saya apa adalah pada dalam akan bisa tolong buat ada atau bagaimana anda kamu',
}

const wordLanguages: ReadonlyMap<string, readonly Language[]> = byWord()

function byWord(): ReadonlyMap<string, readonly Language[]> {
  const map = new Map<string, Language[]>()
  for (const [language, words] of Object.entries(functionWords) as [Language, string][]) {
    for (const word of words.split(' ')) map.set(word, [...(map.get(word) ?? []), language])
  }
  return map
}

/** Letters that point to one language strongly. */
const letters: readonly (readonly [Language, RegExp])[] = [
  ['de', /[ßäöü]/g],
  ['es', /[¿¡ñ]/g],
  ['pt', /[ãõ]/g],
  ['pl', /[ąęłńśźż]/g],
  ['tr', /[ğışİ]/g],
  ['tr', /(?:yor|mek|mak|lar|ler)(?![\p{L}])/gu],
  ['vi', /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/g],
  ['fr', /[œêûîç]/g],
]

/** The language of a text, by script, then by function words; undefined when it cannot be told. Looks at its first 400 characters. */
export function detectLanguage(text: string): Language | undefined {
  const window = text.slice(0, windowSize).toLowerCase()
  const byScript = scriptOf(window)
  if (byScript !== 'latin') return byScript
  const scores = new Map<Language, number>()
  const add = (language: Language, points: number): void =>
    void scores.set(language, (scores.get(language) ?? 0) + points)
  for (const word of window.split(/[^\p{L}\p{M}]+/u)) {
    const languages = wordLanguages.get(word)
    if (languages !== undefined) for (const language of languages) add(language, 1 / languages.length)
  }
  for (const [language, pattern] of letters) {
    const found = window.match(pattern)
    if (found !== null) add(language, Math.min(2, found.length * 0.5))
  }
  const [first, second] = [...scores].toSorted((a, b) => b[1] - a[1])
  if (first === undefined || first[1] < 0.5) return undefined
  return second !== undefined && first[1] - second[1] < 0.2 ? undefined : first[0]
}

/** Counts letters by script; the script with most decides. */
function scriptOf(text: string): Language | 'latin' | undefined {
  let latin = 0
  let han = 0
  let kana = 0
  let hangul = 0
  let cyrillic = 0
  let arabic = 0
  let devanagari = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code >= 97 && code <= 122) || (code >= 0xc0 && code < 0x250) || (code >= 0x1ea0 && code < 0x1f00)) latin++
    else if (code >= 0x4e00 && code <= 0x9fff) han++
    else if (code >= 0x3040 && code <= 0x30ff) kana++
    else if (code >= 0xac00 && code <= 0xd7af) hangul++
    else if (code >= 0x400 && code <= 0x4ff) cyrillic++
    else if (code >= 0x600 && code <= 0x6ff) arabic++
    else if (code >= 0x900 && code <= 0x97f) devanagari++
  }
  // A CJK character says about as much as three letters.
  const east = (han + kana + hangul) * 3
  const most = Math.max(latin, east, cyrillic, arabic, devanagari)
  if (most === 0) return undefined
  if (most === latin) return 'latin'
  if (most === cyrillic) return 'ru'
  if (most === arabic) return 'ar'
  if (most === devanagari) return 'hi'
  if (hangul >= han + kana) return 'ko'
  return kana > han * 0.1 ? 'ja' : 'zh'
}
