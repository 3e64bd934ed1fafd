/** Sortable by time, so that a ledger writes its rows side by side; unique by 80 random bits. */
export function createRequestId(): string {
  return `req_${Date.now().toString(16).padStart(12, '0')}${crypto.randomUUID().replaceAll('-', '').slice(12)}`
}
