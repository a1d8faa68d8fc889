import type { Socket } from 'node:net';
import type { Door } from '@proeftuin/contract/plan';
import type { Spool } from '@proeftuin/contract/spool';
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet, RECURSION_AVAILABLE } from 'dns-packet';
import { Frames, frame } from './frames.ts';

const RCODE = { NOERROR: 0, FORMERR: 1, NXDOMAIN: 3 } as const;
const MAX_QUERIES = 500;

/**
 * Answers DNS for one workload: an A record for each name that its doors give; AAAA and the like of a known name are
 * empty (NOERROR); everything else does not exist, and each query is evidence. The sluis tells by the first byte of a
 * connection whether it came by UDP (`u`) or TCP (`t`).
 */
export function dnsFor(workload: string, doors: readonly Door[], answer: string, spool: Spool) {
  const names = new Set(doors.filter((door) => door.from === workload).map((door) => door.name));

  const reply = (query: Buffer, transport: 'udp' | 'tcp'): Buffer => {
    let packet: ReturnType<typeof decode>;
    try {
      packet = decode(query);
    } catch {
      spool.add('dns-query', { from: workload, name: '(malformed)', type: '?', known: false, transport });
      const header = Buffer.alloc(12);
      query.copy(header, 0, 0, 2);
      header[2] = 0x80;
      header[3] = RCODE.FORMERR;
      return header;
    }
    const question = packet.questions?.[0];
    const name = (question?.name ?? '').toLowerCase();
    const known = names.has(name);
    spool.add('dns-query', { from: workload, name: name.slice(0, 255), type: question?.type ?? '?', known, transport });
    const answers: NonNullable<Packet['answers']> =
      known && question?.type === 'A' ? [{ type: 'A', name: question.name, ttl: 30, data: answer }] : [];
    return encode({
      type: 'response',
      id: packet.id ?? 0,
      flags: AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | (known ? RCODE.NOERROR : RCODE.NXDOMAIN),
      questions: packet.questions ?? [],
      answers,
    });
  };

  return (socket: Socket): void => {
    let transport: 'udp' | 'tcp' | undefined;
    let queries = 0;
    const frames = new Frames((query) => {
      queries += 1;
      if (queries > MAX_QUERIES) socket.destroy();
      else socket.write(frame(reply(Buffer.from(query), transport ?? 'tcp')));
    });
    socket.setTimeout(30_000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    socket.on('data', (chunk) => {
      if (transport === undefined) {
        transport = chunk[0] === 0x75 ? 'udp' : 'tcp';
        frames.push(chunk.subarray(1));
      } else frames.push(chunk);
    });
  };
}
