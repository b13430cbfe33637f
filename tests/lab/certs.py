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


class Authority:
    """An authority called NAME, its files in DIRECTORY; cert is the path of its root."""

    def __init__(self, directory, name="Dermaga Lab"):
        self.dir = os.path.join(directory, name.replace(" ", "-").lower())
        os.mkdir(self.dir)
        self.cert, self.key = self.dir + "/ca.pem", self.dir + "/ca.key"
        self.config = self.dir + "/ca.cnf"
        self.write("ca.cnf", CONFIG.format(dir=self.dir))
        self.write("index.txt", "")
        self.write("serial", "1001\n")
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "30", "-keyout", self.key, "-out", self.cert, "-subj", "/CN=" + name,
            "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def write(self, name, text):
        with open(os.path.join(self.dir, name), "w", encoding="ascii") as file:
            file.write(text)

    def issue(self, label, names, start=None, end=None):
        """Returns the path of a PEM file with key and certificate for the DNS NAMES.

        START and END are YYYYMMDD; without them it is good from now for ten days.
        """
        base = os.path.join(self.dir, label)
        run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", base + ".key", "-out", base + ".csr", "-subj", "/CN=" + names[0])
        self.write(label + ".ext", "subjectAltName=%s\nextendedKeyUsage=serverAuth\n"
                   "basicConstraints=CA:FALSE\n" % ",".join("DNS:" + name for name in names))
        dates = ["-days", "10"]
        if start:
            dates = ["-startdate", start + "000000Z", "-enddate", end + "000000Z"]
        run("openssl", "ca", "-batch", "-config", self.config, "-cert", self.cert, "-keyfile",
            self.key, "-in", base + ".csr", "-out", base + ".crt", "-notext", "-extfile",
            base + ".ext", *dates)
        with open(base + ".pem", "w", encoding="ascii") as out:
            for part in (base + ".key", base + ".crt"):
                with open(part, encoding="ascii") as file:
                    out.write(file.read())
        return base + ".pem"


def self_signed(directory, label, names):
    """A certificate that vouches for itself."""
    base = os.path.join(directory, label)
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "10", "-keyout", base + ".key", "-out", base + ".crt", "-subj", "/CN=" + names[0],
        "-addext", "subjectAltName=" + ",".join("DNS:" + name for name in names))
    with open(base + ".pem", "w", encoding="ascii") as out:
        for part in (base + ".key", base + ".crt"):
            with open(part, encoding="ascii") as file:
                out.write(file.read())
    return base + ".pem"
