// Loaded into every Node process a test starts, threads included: notes each host that a socket is opened to, a name is
// looked up for, or a datagram is sent to, one a line in the file ATRIUM_NOTE_CONNECTIONS names.
import { subscribe } from 'node:diagnostics_channel';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const file = process.env.ATRIUM_NOTE_CONNECTIONS;

/** @param {string} host */
function note(host) {
  if (file) appendFileSync(file, `${host}\n`);
}

subscribe('net.client.socket', (message) => {
  const { socket } = /** @type {{ socket: import('node:net').Socket }} */ (message);
  socket.once('connect', () => note(`${socket.remoteAddress}:${socket.remotePort}`));
  socket.once('lookup', (_error, _address, _family, host) => note(host));
});

for (const module of [dns, dns.promises]) {
  const { lookup } = module;
  module.lookup = (/** @type {any[]} */ ...args) => {
    note(args[0]);
    return Reflect.apply(lookup, module, args);
  };
}
const send = Reflect.get(dgram.Socket.prototype, 'send');
Reflect.set(dgram.Socket.prototype, 'send', function sendNoted(/** @type {any[]} */ ...args) {
  note(`datagram ${args.filter((arg) => typeof arg !== 'object').join(' ')}`);
  return Reflect.apply(send, this, args);
});
syncBuiltinESMExports();
