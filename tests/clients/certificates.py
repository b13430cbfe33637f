"""A certificate authority for one test run."""
import os

from lab import run_quietly


def make_authority(folder, name):
    key, certificate = (os.path.join(folder, name + end) for end in (".key", ".pem"))
    run_quietly("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate,
                "-days", "2", "-subj", "/CN=Test " + name, "-addext",
                "keyUsage=critical,keyCertSign,cRLSign")  # Python 3.13 asks for it
    return key, certificate


def make_certificate(folder, authority, name, host):
    """A file with the certificate for @host and its key."""
    key, request, certificate, extensions, both = (
        os.path.join(folder, name + end) for end in (".key", ".csr", ".crt", ".ext", ".both"))
    run_quietly("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", request,
                "-subj", "/CN=" + host)
    with open(extensions, "w", encoding="ascii") as f:
        f.write("subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth\n"
                "authorityKeyIdentifier=keyid:always\n" % host)
    run_quietly("openssl", "x509", "-req", "-in", request, "-CA", authority[1], "-CAkey",
                authority[0], "-CAcreateserial", "-days", "2", "-out", certificate, "-extfile",
                extensions)
    with open(both, "w", encoding="ascii") as out:
        for part in (certificate, key):
            with open(part, encoding="ascii") as f:
                out.write(f.read())
    return both
