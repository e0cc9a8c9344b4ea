import { deepStrictEqual } from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:tls';
import { EngineUnderTest } from '../support/engine';
import { linesOfPython, writeCertificate } from '../support/python-socket-scenarios';
import { useServers } from '../support/socket-scenarios';
import { CERTIFICATE, CERTIFICATE_WITH_ALL, PRIVATE_KEY } from '../support/test-certificate';

const ENCRYPTED_KEY = createPrivateKey(PRIVATE_KEY)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'tea' })
  .toString();

/** What CPython 3.11 decodes of the certificate with all kinds of fields. */
const DECODED = [
  "subject: ((('countryName', 'DE'),), (('organizationName', 'Tea, Ltd'),), (('organizationalUnitName', 'a'), ('commonName', 'Küche')))",
  "issuer: ((('countryName', 'DE'),), (('organizationName', 'Tea, Ltd'),), (('organizationalUnitName', 'a'), ('commonName', 'Küche')))",
  'version: 3',
  'serialNumber: 619D7C6FCFF2F9505F68801A265C66125B0539E8',
  'notBefore: Nov 21 18:28:45 2026 GMT',
  'notAfter: Dec 24 18:28:45 2119 GMT',
  "subjectAltName: (('DNS', 'localhost'), ('IP Address', '127.0.0.1'), ('IP Address', 'FE80:0:0:0:0:0:0:1'), ('email', 'a@b.c'), ('URI', 'http://x/y'), ('Registered ID', '1.2.840.1'), ('othername', '<unsupported>'), ('DirName', ((('countryName', 'FR'),), (('commonName', 'inner'),))))",
  "OCSP: ('http://ocsp.x/',)",
  "caIssuers: ('http://ca.x/',)",
  "crlDistributionPoints: ('http://crl.x/1', 'http://crl.x/2')",
];

describe('contexts of TLS in a Python scenario', () => {
  const engine = new EngineUnderTest();
  const serve = useServers();

  before(() => {
    writeCertificate(engine);
    engine.write('encrypted.pem', ENCRYPTED_KEY);
    engine.write('all.pem', CERTIFICATE_WITH_ALL);
  });
  after(() => engine.dispose());

  it('tell all that a certificate says', async () => {
    const source = `
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.load_verify_locations("certificate.pem")
context.load_verify_locations(cadata=ssl.PEM_cert_to_DER_cert(open("all.pem").read()))
print(context.cert_store_stats(), len(context.get_ca_certs(binary_form=True)))
for key, value in context.get_ca_certs()[1].items():
    print(key, value, sep=": ")
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      "{'x509': 2, 'crl': 0, 'x509_ca': 2} 2",
      ...DECODED,
    ]);
  });

  it('read what they load, and say what is wrong with it', async () => {
    const source = `
def attempt(load, *args, **keywords):
    try:
        print(load(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, getattr(error, "reason", ""), error.args[-1])

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
for password in ("tea", b"tea", lambda: "tea", "coffee", None, 5, lambda: 5):
    attempt(context.load_cert_chain, "certificate.pem", "encrypted.pem", password)
attempt(context.load_cert_chain, "certificate.pem")
attempt(context.load_cert_chain, "all.pem", "key.pem")
attempt(context.load_verify_locations, "key.pem")
attempt(context.load_verify_locations, cadata="tea")
attempt(context.load_verify_locations, cadata=b"tea")
attempt(context.load_verify_locations, cadata="")
attempt(context.set_alpn_protocols, ["h2", ""])
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      ...['None', 'None', 'None'],
      'SSLError None [SSL] PEM lib',
      'SSLError None [SSL] PEM lib: the key has a password, and none is given',
      'TypeError  password should be a string or callable',
      'TypeError  password callback must return a string',
      'SSLError None [SSL] PEM lib',
      'SSLError KEY_VALUES_MISMATCH [X509: KEY_VALUES_MISMATCH] key values mismatch',
      'SSLError NO_CERTIFICATE_OR_CRL_FOUND [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found',
      'SSLError None no start line: cadata does not contain a certificate',
      'SSLError None not enough data: cadata does not contain a certificate',
      'ValueError  Empty certificate data',
      'SSLError  ALPN protocols must be 1 to 255 in length',
    ]);
  });

  it('agree on a protocol, and show both sides who the other is', async () => {
    const source = `
def told(writer):
    secured = writer.get_extra_info("ssl_object")
    peer = writer.get_extra_info("peercert")
    print(secured.selected_alpn_protocol(), secured.version(), peer and peer["serialNumber"])
    print(secured.server_side, secured.getpeercert(True) == certificate, secured.getpeercert() == peer)

async def greet(reader, writer):
    told(writer)
    writer.close()

async def main(verify_mode):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile="certificate.pem")
    context.load_cert_chain("certificate.pem", "encrypted.pem", "tea")
    context.set_alpn_protocols(["tea/2", "tea/1"])
    context.verify_mode = verify_mode
    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=context)
    address = server.sockets[0].getsockname()
    client = ssl.create_default_context(cafile="certificate.pem")
    client.set_alpn_protocols(["tea/1", "coffee/1"])
    client.maximum_version = ssl.TLSVersion.TLSv1_2
    if verify_mode == ssl.CERT_REQUIRED:
        client.load_cert_chain("certificate.pem", "key.pem")
    reader, writer = await asyncio.open_connection(*address, ssl=client, server_hostname="localhost")
    await reader.read()
    told(writer)
    writer.close()
    server.close()
    await server.wait_closed()

certificate = ssl.PEM_cert_to_DER_cert(open("certificate.pem").read())
for verify_mode in (ssl.CERT_REQUIRED, ssl.CERT_OPTIONAL, ssl.CERT_NONE):
    asyncio.run(main(verify_mode))
`;
    const client = ['tea/1 TLSv1.2 1000', 'False True True'];
    deepStrictEqual(await linesOfPython(engine, source), [
      ...['tea/1 TLSv1.2 1000', 'True True True', ...client],
      ...['tea/1 TLSv1.2 None', 'True False True', ...client],
      ...['tea/1 TLSv1.2 None', 'True False True', ...client],
    ]);
  });

  it('trust what they are told, and no others', async () => {
    const tls = createServer({ cert: CERTIFICATE, key: PRIVATE_KEY }, (socket) => {
      socket.on('error', () => {});
      socket.end('top secret');
    });
    const source = `
def read(context):
    with socket.create_connection(("127.0.0.1", port)) as raw:
        with context.wrap_socket(raw, server_hostname="localhost") as secured:
            print(secured.recv(100), secured.getpeercert().get("notAfter"), secured.selected_alpn_protocol())

def careless():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context

added = ssl.create_default_context()
added.load_verify_locations("certificate.pem")
for context in (added, careless(), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.create_default_context(cafile="all.pem")):
    try:
        read(context)
    except ssl.SSLCertVerificationError as error:
        print(error.reason, error.verify_message)
print(ssl.get_server_certificate(("127.0.0.1", port)) == open("certificate.pem").read())
`;
    const UNKNOWN = 'CERTIFICATE_VERIFY_FAILED self-signed certificate';
    const port = await serve(() => {}, tls);
    deepStrictEqual(await linesOfPython(engine, source, port), [
      "b'top secret' Jan  1 00:00:00 2120 GMT None",
      "b'top secret' None None",
      ...[UNKNOWN, UNKNOWN],
      'True',
    ]);
  });
});
