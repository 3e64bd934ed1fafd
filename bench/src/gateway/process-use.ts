import { readFileSync } from 'node:fs'

/** USER_HZ is 100 on every Linux one meets. */
const tickUs = 10_000

/** User and system time since its start, microseconds; undefined where there is no /proc. */
export function readCpuUs(pid: number): number | undefined {
  const stat = read(pid, 'stat')
  // After the name, which may hold blanks: proc(5), fields 14 and 15.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * tickUs
}

/** Resident memory, MB of 1,000,000 bytes. */
export function readResidentMb(pid: number): number | undefined {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(read(pid, 'status') ?? '')?.[1]
  return kib === undefined ? undefined : (Number(kib) * 1_024) / 1e6
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
