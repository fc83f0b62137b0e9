// A port or an address that cannot be had.
import { CliError } from './error.ts'

/** What a server says that cannot listen, with what to do about it; any other error as it is. */
export function mendListening(error: unknown): unknown {
  const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'EADDRINUSE')
    return new CliError((error as Error).message, 'Choose another port with --port N (0: any free one) or PORT=N.')
  return code === undefined
    ? error
    : new CliError((error as Error).message, 'Choose with --host, --port, HOST or PORT.')
}
