"""A real WordPress with a database of its own, for one export at a time."""
import json
import os
import shutil
import socket
import subprocess
import time

from lab import bail_out, need_programs, run_quietly

TESTS = os.path.dirname(os.path.abspath(__file__))
HERE = os.path.join(TESTS, "wordpress")
PHP_LIMIT = 40
STANDIN = "standin/standin.php"


def need_wordpress(cache):
    """The folder of WordPress itself; to be asked for while there is still a network."""
    need_programs({"php": "php-cli", "mariadbd": "mariadb-server-core", "openssl": "openssl"})
    missing = {"mysqli", "mbstring", "xml"} - set(run_quietly("php", "-m").split())
    if missing:
        bail_out("PHP lacks %s; run: apt-get install --no-install-recommends php-mysql "
                 "php-mbstring php-xml" % ", ".join(sorted(missing)))
    installed = "/usr/share/wordpress"
    if os.path.exists(os.path.join(installed, "wp-settings.php")):
        return installed
    run_quietly(os.path.join(TESTS, "get-wordpress"), cache)
    return os.path.join(cache, "wordpress")


def php_string(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


class Database:
    def __init__(self, folder):
        self.folder, self.socket = os.path.join(folder, "database"), os.path.join(folder, "s")
        os.mkdir(self.folder)
        command = ["mariadbd", "--no-defaults", "--datadir=" + self.folder,
                   "--socket=" + self.socket, "--pid-file=" + os.path.join(folder, "pid"),
                   "--skip-networking", "--skip-grant-tables", "--innodb-log-file-size=4M",
                   "--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0"]
        if os.geteuid() == 0:
            command.append("--user=root")
        with open(os.path.join(folder, "database.log"), "wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL)
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                with socket.socket(socket.AF_UNIX) as s:
                    s.connect(self.socket)
                return
            except OSError:
                time.sleep(0.05)
        with open(log.name, encoding="utf-8", errors="replace") as f:
            bail_out("mariadbd does not start:\n" + f.read()[-1000:])

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


class Site:
    def __init__(self, folder, core, authority):
        self.folder, self.core = folder, core
        self.config_path = os.path.join(folder, "wp-config.php")
        self.spool = os.path.join(folder, "local-mail")
        self.log = os.path.join(folder, "debug.log")
        self.must_use = os.path.join(folder, "content", "mu-plugins")
        plugins = os.path.join(folder, "content", "plugins")
        os.makedirs(self.must_use)
        os.makedirs(os.path.join(plugins, "standin"))
        shutil.copyfile(os.path.join(HERE, "standin.php"), os.path.join(plugins, STANDIN))
        local = os.path.join(folder, "local-sendmail")
        with open(local, "w", encoding="ascii") as f:
            f.write("#!/bin/sh\ncat >>%s\n" % self.spool)
        os.chmod(local, 0o755)
        self.php = ["php", "-d", "display_errors=stderr", "-d", "log_errors=0", "-d",
                    "html_errors=0", "-d", "sendmail_path=" + local,
                    "-d", "openssl.cafile=" + authority, "-d", "openssl.capath=" + folder + "/none"]
        self.database = Database(folder)
        self._install()

    def _install(self):
        run_quietly("php", "-r", "$m = new mysqli('localhost', 'root', '', '', 0, $argv[1]); exit("
                    "$m->query('create database wp character set utf8mb4') ? 0 : 1);",
                    self.database.socket)
        self.configure("", {})
        run_quietly(*self.php, os.path.join(HERE, "install.php"), self.config_path)

    def configure(self, block, defines):
        """Writes wp-config.php; @block stands where it says "stop editing"."""
        lines = ["<?php", "define( 'DB_NAME', 'wp' );", "define( 'DB_USER', 'root' );",
                 "define( 'DB_PASSWORD', '' );",
                 "define( 'DB_HOST', %s );" % php_string("localhost:" + self.database.socket),
                 "define( 'DB_CHARSET', 'utf8mb4' );", "define( 'DB_COLLATE', '' );",
                 "$table_prefix = 'wp_';",
                 "define( 'WP_CONTENT_DIR', %s );" % php_string(self.folder + "/content"),
                 "define( 'DISABLE_WP_CRON', true );", "define( 'WP_HTTP_BLOCK_EXTERNAL', true );",
                 "define( 'WP_DEBUG', true );", "define( 'WP_DEBUG_DISPLAY', null );",
                 "define( 'WP_DEBUG_LOG', %s );" % php_string(self.log)]
        lines += ["define( '%s', 'test' );" % (key + end) for end in ("_KEY", "_SALT")
                  for key in ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")]
        lines += ["define( %s, %s );" % (php_string(k), php_string(v)) for k, v in defines.items()]
        lines += [block, "define( 'ABSPATH', %s );" % php_string(self.core + "/"),
                  "require_once ABSPATH . 'wp-settings.php';", ""]
        with open(self.config_path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines))

    def _drive(self, job, environment):
        path, result = (os.path.join(self.folder, name) for name in ("job", "result"))
        for leftover in (result, self.spool, self.log):
            if os.path.exists(leftover):
                os.unlink(leftover)
        with open(path, "w", encoding="utf-8") as f:
            json.dump(dict(job, config=self.config_path, result=result), f)
        done = subprocess.run([*self.php, os.path.join(HERE, "driver.php"), path],
                              env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment},
                              capture_output=True, text=True, errors="replace", timeout=PHP_LIMIT)
        try:
            with open(result, encoding="utf-8") as f:
                return done, json.load(f)
        except (OSError, ValueError):
            return done, {"loaded": False, "fatal": done.stderr[-400:], "sends": []}

    def activate_standin(self):
        _, out = self._drive({"activate": STANDIN}, {})
        if out["fatal"] or not out["loaded"]:
            bail_out("the stand-in plugin cannot be switched on: %s" % out["fatal"])

    def send(self, mails, environment):
        """Calls wp_mail(). Gives its results, and "printed", "spooled" and "notices" beside."""
        return self.look({"mails": mails}, environment)

    def send_one(self, recipient, subject, body, headers="", attachments=()):
        return self.look({"mails": 1, "mail": [recipient, subject, body, headers,
                                               list(attachments)]}, {})

    def look(self, job, environment):
        done, out = self._drive(job, environment)
        out["printed"] = done.stdout
        out["spooled"] = os.path.exists(self.spool)
        out["notices"] = []
        if os.path.exists(self.log):
            with open(self.log, encoding="utf-8", errors="replace") as f:
                out["notices"] = [line for line in f if self.must_use in line
                                  or self.config_path in line]
        return out
