import type { Socket } from 'node:net';
import type { Door } from '@proeftuin/contract/plan';
import type { Spool } from '@proeftuin/contract/spool';
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet';
import { Frames, frame } from './frames.ts';

const RCODE = { NOERROR: 0, FORMERR: 1, NXDOMAIN: 3, NOTIMP: 4 } as const;
/** A query holds one name of at most 255 bytes; what is much longer carries something else. */
const MAX_QUERY = 1024;
/** Queries of one connection, and of a workload in a second; above it no answer comes, and nothing is recorded. */
const MAX_ON_CONNECTION = 500;
const MAX_A_SECOND = 1000;

/**
 * Answers DNS for one workload: an A record for each name that its doors give; AAAA and the like of a known name are
 * empty (NOERROR); everything else does not exist, and each query is evidence. The sluis tells by the first byte of a
 * connection whether it came by UDP (`u`) or TCP (`t`).
 */
export function dnsFor(workload: string, doors: readonly Door[], answer: string, spool: Spool) {
  const names = new Set(doors.filter((door) => door.from === workload).map((door) => door.name));
  const allowed = meter(MAX_A_SECOND);

  const note = (name: string, type: string, known: boolean, transport: 'udp' | 'tcp') =>
    spool.add('dns-query', { from: workload, name: name.slice(0, 255), type, known, transport });

  const reply = (query: Buffer, transport: 'udp' | 'tcp'): Buffer => {
    try {
      const packet = query.length > MAX_QUERY ? undefined : decode(query);
      const question = packet?.questions?.[0];
      if (packet?.type !== 'query' || question === undefined || packet.questions?.length !== 1) {
        note('(malformed)', '?', false, transport);
        return bare(query, RCODE.FORMERR);
      }
      const name = question.name.toLowerCase();
      const known = names.has(name);
      const response: Packet = {
        type: 'response',
        id: packet.id ?? 0,
        flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | (known ? RCODE.NOERROR : RCODE.NXDOMAIN),
        questions: [question],
        answers: known && question.type === 'A' ? [{ type: 'A', name: question.name, ttl: 30, data: answer }] : [],
      };
      const bytes = ((query[2] ?? 0) & 0x78) === 0 ? encode(response) : bare(query, RCODE.NOTIMP);
      note(name, question.type, known, transport);
      return bytes;
    } catch {
      note('(malformed)', '?', false, transport);
      return bare(query, RCODE.FORMERR);
    }
  };

  return (socket: Socket): void => {
    let transport: 'udp' | 'tcp' | undefined;
    let queries = 0;
    const frames = new Frames((query) => {
      queries += 1;
      if (queries > MAX_ON_CONNECTION) socket.destroy();
      else if (allowed() && socket.writable) socket.write(frame(reply(query, transport ?? 'tcp')));
    });
    socket.setTimeout(30_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('data', (chunk) => {
      if (transport === undefined) {
        transport = chunk[0] === 0x75 ? 'udp' : 'tcp';
        frames.push(chunk.subarray(1));
      } else frames.push(chunk);
    });
  };
}

/** A header alone, with the id of the query and a code. */
function bare(query: Buffer, code: number): Buffer {
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header[2] = 0x80;
  header[3] = code;
  return header;
}

/** At most so many a second. */
function meter(most: number): () => boolean {
  let [second, count] = [0, 0];
  return () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, count] = [now, 0];
    count += 1;
    return count <= most;
  };
}
