/** Modules of CPython's tests that cannot be run in the embedded interpreter, and why. */
export const EXCLUDED_MODULES: Readonly<Record<string, string>> = {
  test_subprocess: 'child processes of the operating system',
  test_windows_events: 'Windows',
  test_windows_utils: 'Windows',
  test_proactor_events: 'the event loop of Windows',
  test_ctrl_c_in_proactor_loop_helper: 'Windows',
  test_ssl: 'TLS over sockets of the operating system, in threads',
  test_sendfile: 'files sent through sockets of the operating system',
  test_sock_lowlevel: 'sockets of the operating system, with servers in threads',
  test_free_threading: 'threads of the operating system',
};

/** Tests that are left out, by their whole names, and why. */
export const EXCLUDED_TESTS: Readonly<Record<string, string>> = {
  'test.test_asyncio.test_unix_events.SelectorEventLoopSignalTests.test_add_signal_handler_setup_error':
    'signals of the operating system',
};
