import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFeatures } from './create-features.ts'
import { detectTask } from './detect-task.ts'
import { estimateTokens } from './estimate-tokens.ts'
import type { RouteRequest } from './route-request.ts'

const user = (content: string, more: Partial<RouteRequest> = {}): RouteRequest => ({
  messages: [{ role: 'user', content }],
  ...more,
})

describe('the task', () => {
  it("a caller's own always wins", () => {
    const features = createFeatures(user('Write a Python function', { task: 'translate' }))
    expect([features.task, features.taskSource]).toEqual(['translate', 'caller'])
  })

  it.each([
    [
      'the last user turn',
      {
        messages: [
          { role: 'user', content: 'Write a haiku about snow' },
          { role: 'assistant', content: 'White…' },
          { role: 'user', content: 'Now translate it to French: White silence falls' },
        ],
      },
      'translate',
    ],
    [
      'the system prompt, where the user turn is data',
      {
        messages: [
          { role: 'system', content: 'Translate what the user writes into German.' },
          { role: 'user', content: 'The kettle is on the stove and the cat is asleep.' },
        ],
      },
      'translate',
    ],
    [
      'a system prompt in Japanese',
      {
        messages: [
          { role: 'system', content: 'あなたは分類器です。問い合わせを分類してください。' },
          { role: 'user', content: '荷物が届きません' },
        ],
      },
      'classify',
    ],
    [
      'tools that are offered',
      { ...user('What is on my calendar tomorrow?'), tools: [{ name: 'list_events' }] },
      'agent',
    ],
    [
      'a tool that has just answered',
      {
        messages: [
          { role: 'user', content: 'weather?' },
          { role: 'tool', content: '{"c":3}' },
        ],
      },
      'agent',
    ],
    ['code without a word of instruction', user('def f(x):\n    return x+1\nprint(f("a"))'), 'code'],
    ['a formula', user('\\int_0^1 x^2 dx = ?'), 'math'],
    [
      'a text that talks of other work',
      user('Summarize in one line: "Please translate the contract and write a Python script by Monday."'),
      'summarize',
    ],
    [
      'an instruction after 20,000 characters of data',
      user(
        `${'The river rose again in the night and the bridge was closed. '.repeat(330)}\n\nSummarize the above in two sentences.`,
      ),
      'summarize',
    ],
    [
      'an instruction before them',
      user(
        `Summarize the following:\n\n${'The river rose again in the night and the bridge was closed. '.repeat(330)}`,
      ),
      'summarize',
    ],
    ['nothing', user(''), 'unknown'],
    ['no message at all', { messages: [] }, 'unknown'],
    ['signs only', user('… --- …'), 'unknown'],
    ['a picture alone', { messages: [{ role: 'user', content: [{ type: 'media', modality: 'image' }] }] }, 'unknown'],
  ] as [string, RouteRequest, string][])('%s', (_, request, task) => {
    expect(createFeatures(request).task).toBe(task)
  })

  it.each([
    ['en', 'Translate to French: good morning'],
    ['de', 'Übersetze ins Französische: guten Morgen'],
    ['zh', '翻译成法语：早上好'],
    ['ar', 'ترجم إلى الفرنسية: صباح الخير'],
    ['hi', 'फ़्रेंच में अनुवाद करें: सुप्रभात'],
    ['es', 'Traduce al francés: buenos días'],
    ['fr', 'Traduis en anglais : bonjour'],
    ['ja', 'フランス語に翻訳して：おはよう'],
    ['pt', 'Traduza para o francês: bom dia'],
    ['it', 'Traduci in francese: buongiorno'],
    ['pl', 'Przetłumacz na francuski: dzień dobry'],
    ['ru', 'Переведи на французский: доброе утро'],
    ['tr', 'Fransızcaya çevir: günaydın'],
    ['ko', '프랑스어로 번역해 줘: 좋은 아침'],
    ['vi', 'Dịch sang tiếng Pháp: chào buổi sáng'],
    ['id', 'Terjemahkan ke bahasa Prancis: selamat pagi'],
  ])('%s: %s', (_, prompt) => {
    expect(detectTask(user(prompt)).task).toBe('translate')
  })

  it('looks at a bounded window: the middle of a long prompt changes nothing', () => {
    const head = 'Summarize this report: '.padEnd(3_000, 'The mill stood still all winter. ')
    const tail = 'It was a long winter, and everyone was glad of the spring. '.repeat(20)
    const middle = (text: string): RouteRequest => user(head + text.repeat(2_000) + tail)
    expect(detectTask(middle('write python code '))).toEqual(detectTask(middle('nothing of note at. ')))
  })

  it('never throws and answers one of its words, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (system, text) => {
          const { task, confidence } = detectTask({
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: text },
            ],
          })
          return task.length > 0 && confidence >= 0 && confidence <= 1
        },
      ),
    )
  })
})

describe('the other features', () => {
  it('are read from the request', () => {
    const features = createFeatures({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is on this picture?' },
            { type: 'media', modality: 'image' },
          ],
        },
        { role: 'assistant', content: 'A dog.' },
        { role: 'user', content: 'Which breed?' },
      ],
      responseFormat: { type: 'json', schema: { type: 'object' } },
      logprobs: true,
      tools: [],
    })
    expect(features).toMatchObject({ turns: 2, needsTools: false, needsJson: 'schema', needsLogprobs: true })
    expect([...features.modalities].toSorted()).toEqual(['image', 'text'])
    expect(features.inputTokens).toBeGreaterThan(1_000)
  })
})

describe('the token estimate', () => {
  it.each([
    ['English', 'The committee agreed on Thursday that the old hall will get a new roof before the winter. ', 18, 0.25],
    ['German', 'Der Ausschuss hat am Donnerstag beschlossen, dass die alte Halle ein neues Dach bekommt. ', 22, 0.3],
    ['Chinese', '委员会星期四决定，旧礼堂将在冬天之前换上新屋顶。', 24, 0.35],
    ['code', 'for (let i = 0; i < rows.length; i++) { total += rows[i].price * rows[i].count }', 30, 0.35],
  ])('%s is within reach of common tokenisers', (_, text, tokens, tolerance) => {
    expect(Math.abs(estimateTokens(text.repeat(20)) / (tokens * 20) - 1)).toBeLessThan(tolerance)
  })

  it('grows with the text, and is 0 for nothing', () => {
    expect(estimateTokens('')).toBe(0)
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => estimateTokens(text + text) >= estimateTokens(text)))
  })

  it('of a long text is close to the sum of its parts', () => {
    const text = 'A quiet afternoon in the library. '.repeat(3_000)
    expect(
      Math.abs(estimateTokens(text) / (estimateTokens(text.slice(0, 1_700)) * (text.length / 1_700)) - 1),
    ).toBeLessThan(0.05)
  })
})
