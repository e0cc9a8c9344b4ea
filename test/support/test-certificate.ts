/**
 * A certificate that `localhost` signed for itself and for 127.0.0.1, valid until 2120, with its key.
 * For tests only: nobody must ever trust it.
 */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBaDCCAQ6gAwIBAgICEAAwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxo
b3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAUMRIwEAYDVQQD
DAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT8uM672MyyPtW/
WXEKRakee99KuRy9lk+LAEmgIPnStlA0boLknWjG9yXXa8/shQfAm60m2Xgs03dd
ypeppxBIo04wTDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwDwYDVR0TAQH/
BAUwAwEB/zAdBgNVHQ4EFgQU6aBWt8RafWAT89ZlybCoTGybEEowCgYIKoZIzj0E
AwIDSAAwRQIhAMSARH4naOLeXhr4SKvVNnvPalkvoXxhePSe0KwofHlRAiBxgaFc
F29qOkmltjAfmY4kPotUTFZQlXuIztn8gCGT6g==
-----END CERTIFICATE-----
`;

export const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgX6jmxFd3bP5I22NH
dfe8mlswdeGRKDeXVeqvyQU4i6WhRANCAAT8uM672MyyPtW/WXEKRakee99KuRy9
lk+LAEmgIPnStlA0boLknWjG9yXXa8/shQfAm60m2Xgs03ddypeppxBI
-----END PRIVATE KEY-----
`;
