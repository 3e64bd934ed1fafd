/** What pages are made from, for pages of one's own: the template that escapes, the document, charts, and figures in words. */
export { html, toMarkup, type Html, type HtmlValue } from './page/kit/html.ts'
export { toDocument, type PageParts } from './page/kit/to-document.ts'
export { toName } from './page/kit/to-name.ts'
export {
  toCountOf,
  toCountText,
  toDurationText,
  toPercentText,
  toRangeText,
  toUsdText,
  toUsdTick,
} from './page/kit/figures.ts'
export { scatterChart, type ScatterChartOptions, type ScatterPoint } from './page/charts/scatter-chart.ts'
export { shareBars, type ShareBar, type ShareBarsOptions } from './page/charts/share-bars.ts'
export { trendChart, type TrendChartOptions, type TrendLine, type TrendPoint } from './page/charts/trend-chart.ts'
