import type { MockAnswer, MockRequest } from '@signalbox/mock-providers'

/** One kind of question, and what a model says to it. */
interface Line {
  readonly when: RegExp
  readonly say: (request: MockRequest) => MockAnswer
}

const proof = `A discount of 20 % leaves 0.8 of the price; 25 % off that leaves 0.8 × 0.75 = 0.6 of it. The two together take 40 %, whatever the price, and never 45 %.`

/** Found in the whole conversation, instructions included; the first that fits speaks. */
const lines: readonly Line[] = [
  { when: /kind of a ticket in one word/i, say: ({ prompt }) => text(kindOf(prompt)) },
  {
    when: /answer tickets about (\w+)/i,
    say: ({ prompt }) =>
      text(
        kindOf(prompt) === 'technical'
          ? 'A lamp that flickers on a dimmer needs a bulb marked "dimmable": please try one. If it goes on flickering, we replace the lamp at no cost.'
          : 'We are sorry that your shelf is late. It left our store on Monday and will be with you tomorrow.',
      ),
  },
  { when: /order 1042/i, say: orderStatus },
  { when: /translate/i, say: () => text('Votre colis arrive demain.') },
  { when: /summarize/i, say: () => text('The customer got a chair in the wrong colour and wants it exchanged.') },
  { when: /prove|discount/i, say: () => text(proof) },
  {
    when: /rewrite/i,
    say: ({ prompt }) => text(`We have charged your card ${/\*{4}\d{4}|\d[\d ]{11,}/.exec(prompt)?.[0] ?? ''}.`),
  },
]

/** What a model without a network can say. */
export function mockAnswer(request: MockRequest): MockAnswer {
  const conversation = JSON.stringify(request.body)
  const line = lines.find(({ when }) => when.test(conversation))
  return (
    line?.say(request) ??
    text('This answer comes from a mock provider on your own machine. With real keys the same code asks a real model.')
  )
}

function text(said: string): MockAnswer {
  return { text: said }
}

function kindOf(prompt: string): string {
  if (/flicker|broken|assemble/i.test(prompt)) return 'technical'
  return /shelf|parcel|late/i.test(prompt) ? 'delivery' : 'other'
}

/** Asks for the tool first, and says what the tool said in the end. Results stand in a `tool` turn, or in a part of a user's. */
function orderStatus({ body }: MockRequest): MockAnswer {
  const result = /shipped on [\d-]+/.exec(JSON.stringify(body['messages']))?.[0]
  if (result !== undefined) return text(`Order 1042 was ${result}.`)
  return { toolCalls: [{ name: 'order_status', argumentsJson: '{"order":"1042"}' }] }
}
