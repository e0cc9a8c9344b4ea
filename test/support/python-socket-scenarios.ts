import type { EngineUnderTest, StartedRun } from './engine';
import { printedLines } from './socket-scenarios';
import { CERTIFICATE, PRIVATE_KEY } from './test-certificate';

/** What every scenario of these tests begins with. */
const PRELUDE = `
import asyncio, re, socket, ssl, sys
port = int(sys.argv[1])

def hidden(text):
    return re.sub(r"(?<=, )\\d{4,5}\\b", "PORT", text)

async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as error:
        return hidden(f"{type(error).__name__}: {error}")
`;

/** Starts a Python scenario that finds the port in `port`, and the files of `writeCertificate`. */
export function startPython(engine: EngineUnderTest, source: string, port = 0): StartedRun {
  return engine.start(PRELUDE + source, { args: [String(port)] });
}

/** What a Python scenario prints. */
export function linesOfPython(engine: EngineUnderTest, source: string, port?: number) {
  return printedLines(startPython(engine, source, port));
}

/** Puts `certificate.pem` and `key.pem` beside the scenarios. */
export function writeCertificate(engine: EngineUnderTest): void {
  engine.write('certificate.pem', CERTIFICATE);
  engine.write('key.pem', PRIVATE_KEY);
}
