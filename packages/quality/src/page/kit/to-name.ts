import { html, type Html } from './html.ts'

const longest = 80

/**
 * A name that somebody else chose (a task, model, tenant, request): kept apart from the direction of the text around it, and cut where it
 * would fill the page.
 */
export function toName(name: string, kind: 'name' | 'id' = 'name'): Html {
  const characters = Array.from(name.slice(0, longest * 2 + 1))
  const text = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name
  const shown = text === '' ? '(empty)' : text
  return kind === 'id' ? html`<bdi class="id">${shown}</bdi>` : html`<bdi class="name">${shown}</bdi>`
}
