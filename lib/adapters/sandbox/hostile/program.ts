/**
 * A program that tries something it must not. On standard output it prints `ESCAPE` if it got there. `PLANTED` in the
 * text stands for the folder with the planted secret and socket, `PORT` for the port of the canary outside.
 */
export interface HostileProgram {
  readonly name: string;
  readonly code: string;
}

export interface Planting {
  readonly folder: string;
  readonly port: number;
}

/** The program's text with the places of this run put in. */
export function arm({ code }: HostileProgram, { folder, port }: Planting): string {
  return code.replaceAll("PLANTED", folder).replaceAll("PORT", String(port));
}
