/**
 * The look of every page: one column, light and dark by the reader's own setting, a phone form below 640 px, and paper. Charts are rows of a
 * table or a grid whose text is HTML, so that it keeps its size on any screen.
 */
export const styleSheet: string = `
:root { color-scheme: light dark; --page: #fff; --panel: #f5f7f9; --ink: #17212b; --soft: #52606d; --line: #dbe1e7; --accent: #1f5fbf;
  --good: #17733f; --watch: #8a5a00; --bad: #b92b27; --none: #52606d;
  --rule: #3b78c9; --classifier: #218c74; --exploration: #7b8794; --gate: #c8720a; --fallback: #c23b5e; --constraint: #8455c0; --unknown-task: #8a6a3f; --other: #52606d }
@media screen and (prefers-color-scheme: dark) { :root { --page: #10161c; --panel: #19222b; --ink: #e6ebf0; --soft: #a3b1be; --line: #2e3a45; --accent: #7cb0ff;
  --good: #4cc38a; --watch: #e2b340; --bad: #ff857c; --none: #a3b1be;
  --rule: #6ea3ee; --classifier: #45bfa2; --exploration: #93a1ae; --gate: #eb9d3f; --fallback: #f07c9a; --constraint: #b394ea; --unknown-task: #c3a06d; --other: #a3b1be } }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; font: 16px/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; color: var(--ink); background: var(--page); font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
main, body > header, body > footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem }
body > header { padding-top: 2.5rem } body > footer { padding-top: 1.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem }
body > footer { border-top: 1px solid var(--line); margin-top: 3rem }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; letter-spacing: -.01em } h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 .25rem } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem }
p { margin: .5rem 0 } small, .soft { color: var(--soft) } small { font-size: .8125rem } .eyebrow { color: var(--soft); font-size: .875rem; margin: 0 0 .25rem } .lead { font-size: 1.0625rem; max-width: 46rem }
code, .id { font: .875em ui-monospace, "SF Mono", Menlo, Consolas, monospace } .name { unicode-bidi: isolate } ul { margin: .5rem 0; padding-left: 1.25rem } li { margin: .25rem 0 }
.good { color: var(--good) } .watch { color: var(--watch) } .bad { color: var(--bad) } .none { color: var(--none) }
.pill { display: inline-block; border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; font-size: .8125rem; font-weight: 600; line-height: 1.45; white-space: nowrap }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: .75rem; margin: 1.5rem 0; padding: 0 } .cards > div { background: var(--panel); border-radius: .5rem; padding: .9rem 1rem }
.cards dt { color: var(--soft); font-size: .875rem } .cards dd { margin: 0 } .cards .figure { font-size: 1.75rem; font-weight: 650; line-height: 1.25; letter-spacing: -.01em } .cards small { display: block; line-height: 1.4 }
.finding { border-left: 4px solid var(--line); background: var(--panel); border-radius: 0 .5rem .5rem 0; padding: .75rem 1rem; margin: .75rem 0 } .finding.bad { border-color: var(--bad); color: inherit } .finding.watch { border-color: var(--watch); color: inherit } .finding.good { border-color: var(--good); color: inherit }
.finding h3 { margin: 0 } .finding p, .finding ul { margin: .25rem 0 }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: .75rem 0; padding: 0; font-size: .875rem } .legend li { margin: 0 } .legend svg { width: 1.25rem; height: .75rem; vertical-align: -.05rem; margin-right: .4rem }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .9375rem } caption { text-align: left; color: var(--soft); padding-bottom: .25rem }
th, td { text-align: right; vertical-align: baseline; padding: .4rem 0 .4rem .9rem; border-bottom: 1px solid var(--line); font-weight: 400 } th:first-child, td:first-child { text-align: left; padding-left: 0 } thead th { color: var(--soft); font-size: .8125rem; vertical-align: bottom; overflow-wrap: normal } .stack th:first-child { min-width: 9rem }
td.text, th.text { text-align: left } tr.total th, tr.total td { font-weight: 650; border-bottom-color: var(--ink) } tr.part th { padding-left: 1rem } td { overflow-wrap: normal } td.text, .rows td { overflow-wrap: anywhere } td small, th small { display: block; line-height: 1.35 }
.rows th:first-child { width: 26% } .rows td.value { width: 24%; white-space: normal } .rows .plot { width: 50%; padding: 0 0 0 1.25rem; vertical-align: middle } .rows .plot svg { display: block; width: 100%; height: 2.5rem; overflow: visible } .rows thead .plot svg { height: 1.25rem }
svg text { fill: var(--soft); font: 12px system-ui, -apple-system, "Segoe UI", sans-serif } svg .rail { fill: var(--panel) } svg .limit { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3 } svg .zero { stroke: var(--soft); stroke-width: 1 } svg .margin { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 5 3 }
svg .shift { stroke: var(--accent); stroke-width: 4; stroke-opacity: .45 } svg .ring { fill: var(--page); stroke: var(--ink); stroke-width: 1.5 } svg .whisker { stroke: var(--ink); stroke-width: 1.5 } svg .point { fill: var(--ink); stroke: var(--page); stroke-width: 1.5 } svg .hit { fill: transparent } svg .hit:hover { fill: var(--line); fill-opacity: .5 }
svg .line { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round } svg .dot { stroke-width: 5; stroke-linecap: round; vector-effect: non-scaling-stroke } svg path.band { fill-opacity: .16; stroke: none } svg .grid { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke } svg .dashed { stroke-dasharray: 5 4 } .trend .limit { vector-effect: non-scaling-stroke }
${['rule', 'classifier', 'exploration', 'gate', 'fallback', 'constraint', 'unknown-task', 'other', 'accent', 'ink', 'soft', 'good', 'watch', 'bad', 'none'].map((name) => `svg .is-${name} { fill: var(--${name}); stroke: var(--${name}) }`).join(' ')} svg .line { fill: none } svg rect { stroke-width: 0 }
svg rect.seam { stroke: var(--page); stroke-width: 1 }
figure { margin: 1rem 0 } figcaption { font-weight: 600 } figcaption small { font-weight: 400; display: block } .trend { display: grid; grid-template-columns: 3.25rem 1fr; grid-template-rows: 11rem 1.25rem; margin-top: .5rem; font-size: .75rem; color: var(--soft) } .trend svg { width: 100%; height: 100%; overflow: visible; grid-column: 2 }
.trend .y, .trend .x { position: relative } .trend .y span { position: absolute; right: .5rem; transform: translateY(-50%); white-space: nowrap } .trend .x { grid-column: 2 } .trend .x span { position: absolute; top: .25rem; transform: translateX(-50%); white-space: nowrap } .trend .x span.first { transform: none } .trend .x span.last { transform: translateX(-100%) }
.key { display: flex; flex-wrap: wrap; gap: .1rem 2rem; margin: .5rem 0; font-size: .875rem } svg .span { stroke-width: 2 } svg.plain .grid { vector-effect: none } svg.plain text { fill: var(--ink); font-weight: 600; paint-order: stroke; stroke: var(--page); stroke-width: 4px } .two .trend { margin-top: auto } .two figure { display: flex; flex-direction: column } .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 0 2rem }
details { margin: .5rem 0 } summary { cursor: pointer; color: var(--accent) } summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
@media (min-width: 641px) { .stack td:not(.text) { white-space: nowrap } }
@media (max-width: 640px) {
  body { font-size: 15px } body > header { padding-top: 1.5rem } h1 { font-size: 1.5rem } h2 { margin-top: 2.25rem }
  .rows, .rows tbody, .rows thead, .rows caption, .stack caption { display: block } .rows tr { display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; border-bottom: 1px solid var(--line); padding: .35rem 0 } .rows th, .rows td { border: 0; padding: 0; width: auto !important }
  .rows td.value { max-width: 48vw } .rows tr > .plot { grid-column: 1 / -1; grid-row: 2; padding: 0 } .rows .plot svg { height: 1.75rem } .rows thead th:not(.plot) { display: none } .rows thead tr > .plot { grid-row: 1 }
  .account thead { display: none } .account, .account tbody, .account caption { display: block } .account tr { display: grid; grid-template-columns: 1fr auto; border-bottom: 1px solid var(--line); padding: .35rem 0 } .account tr.total { border-color: var(--ink) } .account th, .account td { border: 0; padding: 0 } .account td.exact { grid-column: 1 / -1; font-size: .8125rem } .account tr.part th { padding-left: 1rem }
  .stack thead { display: none } .stack, .stack tbody { display: block } .stack tr { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1rem; border-bottom: 1px solid var(--line); padding: .5rem 0 } .stack th, .stack td { border: 0; padding: .15rem 0; text-align: left } .stack th { font-weight: 600; grid-column: 1 / -1 } .stack td::before { content: attr(data-label); display: block; color: var(--soft); font-size: .75rem; line-height: 1.2 } .stack td small { display: inline } .stack td.text small { display: block }
}
@media print {
  :root { color-scheme: light; --page: #fff; --panel: #f5f7f9; --ink: #000; --soft: #444; --line: #ccc } body { font-size: 11pt } main, body > header, body > footer { max-width: none; padding-left: 0; padding-right: 0 }
  tr, figure, .finding, .cards > div { break-inside: avoid } h2, h3 { break-after: avoid } details::details-content { content-visibility: visible; height: auto } summary { list-style: none; color: inherit } * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`
