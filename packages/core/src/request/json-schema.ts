/** A JSON Schema as plain data. The core reads only the keywords it checks and passes the rest on. */
export type JsonSchema = { readonly [keyword: string]: unknown }
