import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';

const NO_PEM = { type: 'SSLError', errno: 524297, text: '[SSL] PEM lib' };
const NO_PASSWORD = { ...NO_PEM, text: '[SSL] PEM lib: the key has a password, and none is given' };
const OTHER_KEY = {
  type: 'SSLError',
  errno: 116,
  text: '[X509: KEY_VALUES_MISMATCH] key values mismatch',
};

/** What is wrong with a chain of certificates and its key, as JSON; empty if nothing is. */
export function keyFailure(chain: string, key: string, password: string | undefined): string {
  const failure = findFailure(chain, key, password);
  return failure === undefined ? '' : JSON.stringify(failure);
}

function findFailure(chain: string, key: string, passphrase: string | undefined) {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key, passphrase });
    if (new X509Certificate(chain).checkPrivateKey(privateKey)) return undefined;
  } catch {
    return passphrase === undefined && key.includes('ENCRYPTED') ? NO_PASSWORD : NO_PEM;
  }
  return OTHER_KEY;
}
