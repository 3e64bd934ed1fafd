/** What a person can try at once: the page, and both kinds of request. */
export function toCurlLines(url: string, token: string): string {
  const json = `-H 'authorization: Bearer ${token}' -H 'content-type: application/json'`
  const chat = { model: 'auto', messages: [{ role: 'user', content: 'Translate to French: good morning' }] }
  const ticket = { subject: 'New lamp', text: 'It flickers on my dimmer.' }
  return `The help desk is at ${url}, for this machine only; its page shows the report.

curl -i ${url}/v1/chat/completions ${json} -d '${JSON.stringify(chat)}'
curl ${url}/tickets ${json} -d '${JSON.stringify(ticket)}'
curl ${url}/report`
}
