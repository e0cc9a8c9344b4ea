"""`ssl.SSLContext`: what the interpreter's own does not do, since it does not speak TLS.

It reads certificates and keys when they are loaded, so that what is wrong with them is told there.
"""

import json
import os
import re
import ssl

from . import certificates, network

_CERTIFICATE = re.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_MAX_PROTOCOL_BYTES = 255
_VERSIONS = {ssl.TLSVersion.TLSv1_2: "TLSv1.2", ssl.TLSVersion.TLSv1_3: "TLSv1.3"}


def settings_of(context, is_server, server_hostname):
    """What the host must know of a context for one connection, as JSON."""
    is_asking = context.verify_mode != ssl.CERT_NONE
    settings = {
        "certificate": getattr(context, "_loopscope_chain", None),
        "key": getattr(context, "_loopscope_key", None),
        "password": getattr(context, "_loopscope_password", None),
        "authorities": "\n".join(_authorities(context)),
        "trustsWellKnown": getattr(context, "_loopscope_trusts_well_known", False),
        "verify": is_asking,
        "isOptional": is_server and context.verify_mode == ssl.CERT_OPTIONAL,
        "serverName": (server_hostname or "") if context.check_hostname else "",
        "askedName": server_hostname or "",
        "protocols": getattr(context, "_loopscope_protocols", None),
        "minVersion": _VERSIONS.get(context.minimum_version),
        "maxVersion": _VERSIONS.get(context.maximum_version),
    }
    return json.dumps({name: value for name, value in settings.items() if value is not None})


def _authorities(context):
    """The certificates that were loaded to be trusted, in PEM format."""
    return getattr(context, "_loopscope_authorities", ())


def _load_cert_chain(self, certfile, keyfile=None, password=None):
    """As `SSLContext.load_cert_chain`."""
    chain = _text_of(certfile)
    key = chain if keyfile is None else _text_of(keyfile)
    secret = _password(password)
    failure = network.table.key_failure(chain, key, secret)
    if failure:
        raise network.error_of(json.loads(failure))
    self._loopscope_chain, self._loopscope_key, self._loopscope_password = chain, key, secret


def _text_of(file):
    with open(file, encoding="latin-1") as opened:
        return opened.read()


def _password(password):
    if password is None:
        return None
    if callable(password):
        password = password()
        if not isinstance(password, (str, bytes, bytearray)):
            raise TypeError("password callback must return a string")
    elif not isinstance(password, (str, bytes, bytearray)):
        raise TypeError("password should be a string or callable")
    return password if isinstance(password, str) else bytes(password).decode()


def _load_verify_locations(self, cafile=None, capath=None, cadata=None):
    """As `SSLContext.load_verify_locations`; it adds to what is trusted."""
    if cafile is None and capath is None and cadata is None:
        raise TypeError("cafile, capath and cadata cannot be all omitted")
    found = [] if cadata is None else _given(cadata)
    if cafile is not None:
        in_file = _CERTIFICATE.findall(_text_of(cafile))
        if not in_file:
            reason = "NO_CERTIFICATE_OR_CRL_FOUND"
            text = f"[X509: {reason}] no certificate or crl found"
            raise network.tls_error(ssl.SSLError, 136, text)
        found += in_file
    if capath is not None:
        found += [one for file in _files_in(capath) for one in _CERTIFICATE.findall(_text_of(file))]
    known = _authorities(self)
    self._loopscope_authorities = (*known, *(one for one in dict.fromkeys(found) if one not in known))


def _files_in(folder):
    return [entry.path for entry in os.scandir(folder) if entry.is_file()] if os.path.isdir(folder) else []


def _given(data):
    """The certificates in a text, or in bytes in DER format."""
    if not data:
        raise ValueError("Empty certificate data")
    if isinstance(data, str):
        found = _CERTIFICATE.findall(data)
        if not found:
            raise network.tls_error(ssl.SSLError, 0, "no start line: cadata does not contain a certificate")
        return found
    try:
        certificates.decode(data)
    except ValueError:
        text = "not enough data: cadata does not contain a certificate"
        raise network.tls_error(ssl.SSLError, 0, text) from None
    return [ssl.DER_cert_to_PEM_cert(bytes(data)).strip()]


def _load_default_certs(self, purpose=ssl.Purpose.SERVER_AUTH):
    """As `SSLContext.load_default_certs`: the well-known authorities are trusted, too."""
    self._loopscope_trusts_well_known = True


def _get_ca_certs(self, binary_form=False):
    """As `SSLContext.get_ca_certs`, for what was loaded by name."""
    found = [ssl.PEM_cert_to_DER_cert(one) for one in _authorities(self)]
    return found if binary_form else [certificates.decode(one) for one in found]


def _cert_store_stats(self):
    count = len(_authorities(self))
    return {"x509": count, "crl": 0, "x509_ca": count}


def _set_alpn_protocols(self, alpn_protocols):
    """As `SSLContext.set_alpn_protocols`."""
    encoded = [name.encode("ascii") for name in alpn_protocols]
    if any(not 0 < len(name) <= _MAX_PROTOCOL_BYTES for name in encoded):
        raise ssl.SSLError("ALPN protocols must be 1 to 255 in length")
    self._loopscope_protocols = [name.decode() for name in encoded]


def install():
    """Lets contexts keep what they are told."""
    # Whether a name in the subject counts is decided outside; that it may be chosen, packages expect.
    ssl.HAS_NEVER_CHECK_COMMON_NAME = True
    ssl.HAS_TLSv1_3 = True
    methods = {
        "load_cert_chain": _load_cert_chain,
        "load_verify_locations": _load_verify_locations,
        "load_default_certs": _load_default_certs,
        "set_default_verify_paths": _load_default_certs,
        "get_ca_certs": _get_ca_certs,
        "cert_store_stats": _cert_store_stats,
        "set_alpn_protocols": _set_alpn_protocols,
    }
    for name, method in methods.items():
        setattr(ssl.SSLContext, name, method)
