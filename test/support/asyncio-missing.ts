/** Names of asyncio that the runtime core does not have, for one reason. */
export interface Missing {
  /** Completes "no, because …". */
  readonly because: string;
  /** Names of the module, or members as in `EventLoop.add_reader`. */
  readonly names: readonly string[];
}

const members = (owner: string, names: string): string[] =>
  names.split(' ').map((name) => `${owner}.${name}`);

/** Why something is missing. A name that is here now must not stand in this table. */
export const MISSING: readonly Missing[] = [
  {
    because: 'CPython 3.14 deprecates it.',
    names: ['get_event_loop_policy', 'iscoroutinefunction', 'set_event_loop_policy'],
  },
  {
    because: '`EventLoop` is the only kind of loop.',
    names: ['AbstractEventLoop', 'BaseEventLoop', 'SelectorEventLoop'],
  },
  {
    because: '`Server` is the only kind of server.',
    names: ['AbstractServer'],
  },
  {
    because: 'scenarios start no programs.',
    names: [
      'SubprocessProtocol',
      'SubprocessTransport',
      'create_subprocess_exec',
      'create_subprocess_shell',
      ...members('EventLoop', 'subprocess_exec subprocess_shell connect_read_pipe'),
      'EventLoop.connect_write_pipe',
    ],
  },
  {
    because: 'scenarios get no signals; _Stop_ interrupts the program.',
    names: members('EventLoop', 'add_signal_handler remove_signal_handler'),
  },
  {
    because: 'scenarios have no file descriptors and no socket objects; streams are for sockets.',
    names: [
      'SendfileNotAvailableError',
      ...members('EventLoop', 'add_reader add_writer remove_reader remove_writer'),
      ...members('EventLoop', 'sendfile sock_accept sock_connect sock_recv sock_recv_into'),
      ...members('EventLoop', 'sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile'),
      ...members('EventLoop', 'sock_sendto connect_accepted_socket'),
    ],
  },
  {
    because: 'connections are TCP, with or without TLS.',
    names: [
      'DatagramProtocol',
      'DatagramTransport',
      ...members('EventLoop', 'create_datagram_endpoint create_unix_connection create_unix_server'),
    ],
  },
  {
    because: '`openConnection` and `startServer` are the ways to a connection.',
    names: [
      'BaseProtocol',
      'BaseTransport',
      'BufferedProtocol',
      'Protocol',
      'ReadTransport',
      'StreamReaderProtocol',
      'Transport',
      'WriteTransport',
      ...members('EventLoop', 'create_connection create_server start_tls'),
    ],
  },
  {
    because: '`openConnection` looks names up by itself.',
    names: members('EventLoop', 'getaddrinfo getnameinfo'),
  },
];
