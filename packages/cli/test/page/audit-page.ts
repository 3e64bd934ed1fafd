/** What is wrong with how a page looks; all of it runs in the page. Each complaint is a sentence. */
export interface LayoutAudit {
  readonly overflow: readonly string[]
  readonly overlaps: readonly string[]
  readonly faint: readonly string[]
}

/** Looks at every piece of text that is shown: is it within the window, on top of other text, and dark enough (WCAG 2.2, 1.4.3)? */
export function auditLayout(): LayoutAudit {
  const pieces: { text: string; box: DOMRect; element: Element }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (element === null || text === '' || element.closest('title') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) pieces.push({ text, box, element })
  }
  const name = ({ text, box }: (typeof pieces)[number]): string =>
    `"${text.slice(0, 40)}" at ${Math.round(box.left)},${Math.round(box.top)}`

  const overflow = pieces.filter(({ box }) => box.left < -1 || box.right > innerWidth + 1).map(name)
  if (document.documentElement.scrollWidth > innerWidth)
    overflow.push(`the page is ${document.documentElement.scrollWidth} wide`)

  const overlaps: string[] = []
  pieces.forEach((one, at) => {
    for (const other of pieces.slice(at + 1)) {
      if (other.element === one.element) continue
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      // Line boxes of neighbours touch; letters fill about half of theirs.
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (wide > 2 && high > Math.min(one.box.height, other.box.height) * 0.4)
        overlaps.push(`${name(one)} and ${name(other)}`)
    }
  })

  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number)
  const light = (color: string): number => {
    const [r = 0, g = 0, b = 0] = channels(color).map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const backOf = (element: Element | null): string => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor
      if (channels(color)[3] !== 0) return color
    }
    return 'rgb(255, 255, 255)'
  }
  const faint = pieces.flatMap((piece) => {
    const style = getComputedStyle(piece.element)
    const [a, b] = [light(piece.element instanceof SVGElement ? style.fill : style.color), light(backOf(piece.element))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    return ratio < 4.5 ? [`${name(piece)}: ${ratio.toFixed(2)}`] : []
  })
  return { overflow, overlaps, faint }
}

/** How many elements of each name, and attributes of each name, a page has: what text made of itself would show here. */
export function countElements(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  const add = (key: string): void => void (counts[key] = (counts[key] ?? 0) + 1)
  for (const element of document.querySelectorAll('*')) {
    const tag = element.tagName.toLowerCase()
    // Backticks in a sentence make these, whoever wrote them.
    if (tag === 'code' && element.attributes.length === 0) continue
    add(tag)
    for (const { name } of element.attributes) add(`${tag} ${name}`)
  }
  return counts
}
