import { createCatalog, type Catalog, type CatalogData } from '@signalbox/core'
import data from './generated/models.json' with { type: 'json' }

/** Models on sale today with dated prices, limits, capabilities, licence and jurisdiction; every group of facts names its source. */
export const catalog: Catalog = createCatalog(data as CatalogData)
