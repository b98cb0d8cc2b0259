/** Who acts. First argument of every query and mutation; accounts come with their own issue, the argument is there already. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** The one person on this machine: the dashboard and the command line act as them. */
export const localActor: Actor = { id: "local", name: "you" };

/** The Studio itself: workers and the sample project act as it. */
export const systemActor: Actor = { id: "system", name: "studio" };
