/** Who sent a request, told by the listener that it came by and by nothing that the request says. */
export interface Caller {
  readonly workload: string;
  /** The port that it dialled. */
  readonly port: number;
  readonly tls: boolean;
  /** The step of a request that the lab itself makes as this workload. */
  readonly step?: string;
}
