/** Whether only this machine can reach a listener on this address: `localhost`, `127.0.0.0/8`, `::1`. Names other than `localhost` are not looked up. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
