"""A certificate authority for one run, and certificates of every kind from it."""
import os

from space import run

CONFIG = """
[ca]
default_ca = lab
[lab]
database = {dir}/index.txt
serial = {dir}/serial
new_certs_dir = {dir}
default_md = sha256
policy = policy
unique_subject = no
[policy]
commonName = supplied
"""

P256 = ("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
LEAF = "extendedKeyUsage=%s\nbasicConstraints=CA:FALSE\n"
ISSUER = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"


class Authority:
    """An authority called NAME, its files in DIRECTORY; cert is the path of its certificate.

    A root, or vouched for by ISSUER.
    """

    def __init__(self, directory, name="Dermaga Lab", issuer=None):
        self.dir = os.path.join(directory, name.replace(" ", "-").lower())
        os.mkdir(self.dir)
        self.cert, self.key = self.dir + "/ca.pem", self.dir + "/ca.key"
        self.config = self.dir + "/ca.cnf"
        self.write("ca.cnf", CONFIG.format(dir=self.dir))
        self.write("index.txt", "")
        self.write("serial", "1001\n")
        if issuer:
            self.request(self.dir + "/ca", name, P256)
            issuer.sign(self.dir + "/ca", ISSUER, self.cert)
        else:
            run("openssl", "req", "-x509", "-newkey", *P256, "-nodes", "-days", "30", "-keyout",
                self.key, "-out", self.cert, "-subj", "/CN=" + name, "-addext",
                "keyUsage=critical,keyCertSign,cRLSign")

    def write(self, name, text):
        with open(os.path.join(self.dir, name), "w", encoding="ascii") as file:
            file.write(text)

    @staticmethod
    def request(base, name, key):
        """Makes BASE.key and BASE.csr."""
        run("openssl", "req", "-newkey", *key, "-nodes", "-keyout", base + ".key", "-out",
            base + ".csr", "-subj", "/CN=" + name)

    def sign(self, base, extensions, path, start=None, end=None):
        """Makes the certificate PATH from BASE.csr."""
        with open(base + ".ext", "w", encoding="ascii") as file:
            file.write(extensions)
        dates = ["-days", "10"]
        if start:
            dates = ["-startdate", start + "000000Z", "-enddate", end + "000000Z"]
        run("openssl", "ca", "-batch", "-config", self.config, "-cert", self.cert, "-keyfile",
            self.key, "-in", base + ".csr", "-out", path, "-notext", "-extfile", base + ".ext",
            *dates)

    def issue(self, label, names, start=None, end=None, key=P256, usage="serverAuth", more=""):
        """Returns the path of a PEM file with key and certificate for the DNS NAMES.

        START and END are YYYYMMDD; without them it is good from now for ten days. MORE: further
        extensions, a line each.
        """
        base = os.path.join(self.dir, label)
        self.request(base, names[0], key)
        self.sign(base, "subjectAltName=%s\n" % ",".join("DNS:" + name for name in names)
                  + LEAF % usage + more, base + ".crt", start, end)
        return join(base)

    def revoke(self, pem):
        """Withdraws the certificate in PEM; returns the path of a file that says so (OCSP)."""
        leaf, answer = pem[:-len("pem")] + "crt", pem[:-len("pem")] + "ocsp"
        run("openssl", "ca", "-config", self.config, "-cert", self.cert, "-keyfile", self.key,
            "-revoke", leaf)
        run("openssl", "ocsp", "-index", self.dir + "/index.txt", "-CA", self.cert, "-rsigner",
            self.cert, "-rkey", self.key, "-issuer", self.cert, "-cert", leaf, "-ndays", "5",
            "-respout", answer)
        return answer


def join(base, *more):
    """BASE.pem from BASE.key, BASE.crt and the files in MORE."""
    with open(base + ".pem", "w", encoding="ascii") as out:
        for part in (base + ".key", base + ".crt", *more):
            with open(part, encoding="ascii") as file:
                out.write(file.read())
    return base + ".pem"


def self_signed(directory, label, names):
    """A certificate that vouches for itself."""
    base = os.path.join(directory, label)
    run("openssl", "req", "-x509", "-newkey", *P256, "-nodes", "-days", "10", "-keyout",
        base + ".key", "-out", base + ".crt", "-subj", "/CN=" + names[0], "-addext",
        "subjectAltName=" + ",".join("DNS:" + name for name in names))
    return join(base)
