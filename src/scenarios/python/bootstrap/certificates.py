"""What `getpeercert` and `get_ca_certs` tell of a certificate, read from its DER bytes (RFC 5280)."""

# The tags of DER that matter here.
_UTC_TIME = 0x17
_VERSION, _EXTENSIONS = 0xA0, 0xA3
_MAIL, _DNS, _DIRECTORY, _URI, _IP, _REGISTERED = 0x81, 0x82, 0xA4, 0x86, 0x87, 0x88
_OCTET_STRING = 0x04

_ALTERNATIVE_NAMES = "2.5.29.17"
_DISTRIBUTION_POINTS = "2.5.29.31"
_AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1"
_OCSP = "1.3.6.1.5.5.7.48.1"
_ISSUERS = "1.3.6.1.5.5.7.48.2"

# Parts of a name, as OpenSSL calls them; others are told by their numbers.
_ATTRIBUTES = {
    "2.5.4.3": "commonName",
    "2.5.4.4": "surname",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "countryName",
    "2.5.4.7": "localityName",
    "2.5.4.8": "stateOrProvinceName",
    "2.5.4.9": "streetAddress",
    "2.5.4.10": "organizationName",
    "2.5.4.11": "organizationalUnitName",
    "2.5.4.12": "title",
    "2.5.4.13": "description",
    "2.5.4.15": "businessCategory",
    "2.5.4.17": "postalCode",
    "2.5.4.42": "givenName",
    "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "userId",
    "0.9.2342.19200300.100.1.25": "domainComponent",
    "1.2.840.113549.1.9.1": "emailAddress",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionLocalityName",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionStateOrProvinceName",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionCountryName",
}

# Texts that are not UTF-8.
_ENCODINGS = {0x14: "latin-1", 0x1C: "utf-32-be", 0x1E: "utf-16-be"}

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def decode(der):
    """The fields of a certificate, as `SSLSocket.getpeercert` gives them. Raises `ValueError`."""
    try:
        return _decode(bytes(der))
    except (IndexError, UnicodeError) as error:
        raise ValueError("not a certificate") from error


def _decode(der):
    certificate = _parts(_parts(der)[0][1])
    fields = _parts(certificate[0][1])
    version = 1
    if fields[0][0] == _VERSION:
        version = _parts(fields.pop(0)[1])[0][1][0] + 1
    serial, _, issuer, validity, subject = (content for _, content in fields[:5])
    begin, end = (_time(tag, content) for tag, content in _parts(validity))
    told = {
        "subject": _name(subject),
        "issuer": _name(issuer),
        "version": version,
        "serialNumber": (serial.lstrip(b"\0") or b"\0").hex().upper(),
        "notBefore": begin,
        "notAfter": end,
    }
    extensions = [content for tag, content in fields if tag == _EXTENSIONS]
    if extensions:
        told |= _of_extensions(_extensions(extensions[0]))
    return told


def _of_extensions(extensions):
    """What is told of the extensions, as far as they are there."""
    told = {}
    if _ALTERNATIVE_NAMES in extensions:
        told["subjectAltName"] = tuple(map(_general_name, _parts_within(extensions[_ALTERNATIVE_NAMES])))
    access = [_parts(one) for _, one in _parts_within(extensions.get(_AUTHORITY_ACCESS, b"\x30\0"))]
    for key, method in (("OCSP", _OCSP), ("caIssuers", _ISSUERS)):
        found = _addresses(name for (_, oid), name in access if _oid(oid) == method)
        if found:
            told[key] = found
    points = _distribution_names(extensions.get(_DISTRIBUTION_POINTS, b"\x30\0"))
    if points:
        told["crlDistributionPoints"] = _addresses(points)
    return told


def _distribution_names(extension):
    """All names in a sequence of points, each of which may begin with [0] { [0] { names } }."""
    points = [_parts(point) for _, point in _parts_within(extension)]
    firsts = [point[0][1] for point in points if point and point[0][0] == 0xA0]
    return [name for first in firsts for tag, names in _parts(first) if tag == 0xA0 for name in _parts(names)]


def _addresses(names):
    return tuple(content.decode() for tag, content in names if tag == _URI)


def _extensions(content):
    """Number of the extension -> its bytes."""
    found = {}
    for _, extension in _parts_within(content):
        (_, oid), *_, (tag, value) = _parts(extension)
        if tag == _OCTET_STRING:
            found[_oid(oid)] = value
    return found


def _general_name(name):
    tag, content = name
    if tag == _IP:
        return "IP Address", _ip(content)
    if tag == _DIRECTORY:
        return "DirName", _name(_parts(content)[0][1])
    if tag == _REGISTERED:
        return "Registered ID", _oid(content)
    kind = {_MAIL: "email", _DNS: "DNS", _URI: "URI"}.get(tag)
    return (kind, content.decode()) if kind else ("othername", "<unsupported>")


def _ip(content):
    if len(content) == 4:
        return ".".join(map(str, content))
    return ":".join(f"{high << 8 | low:X}" for high, low in zip(content[::2], content[1::2]))


def _name(content):
    """A tuple of sets, each a tuple of pairs of attribute and text."""
    return tuple(
        tuple(_attribute(_parts(attribute)) for _, attribute in _parts(one)) for _, one in _parts(content)
    )


def _attribute(parts):
    (_, oid), (tag, text) = parts
    number = _oid(oid)
    return _ATTRIBUTES.get(number, number), text.decode(_ENCODINGS.get(tag, "utf-8"))


def _oid(content):
    numbers, number = [], 0
    for byte in content:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))


def _time(tag, content):
    """As OpenSSL prints it; years of two digits are those from 1950 to 2049."""
    text = content.decode()
    if tag == _UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    day = int(text[6:8])
    clock = f"{text[8:10]}:{text[10:12]}:{text[12:14]}"
    return f"{_MONTHS[int(text[4:6]) - 1]} {day:2} {clock} {text[:4]} GMT"


def _parts_within(content):
    """The parts of the only part."""
    return _parts(_parts(content)[0][1])


def _parts(content):
    """A list of (tag, content)."""
    parts, at = [], 0
    while at < len(content):
        tag, length, at = content[at], content[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(content[at : at + count], "big"), at + count
        parts.append((tag, content[at : at + length]))
        at += length
    return parts
