#!/usr/bin/env python3
"""Holds the Flatpak manifest against the source; it cannot be built without a network: usage:
test-flatpak.py SOURCE-FOLDER; prints TAP."""
import os
import re
import sys

import yaml


sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lab"))

from tap import Tap  # noqa: E402

NAME = "io.github.dermaga.Dermaga"
# What the program is linked with and the runtime has.
RUNTIME = {"glib-2.0", "gobject-2.0", "gio-unix-2.0", "openssl", "json-glib-1.0", "libsoup-3.0", "gtk4"}
MODULES = {"libcares": "c-ares", "gmime-3.0": "gmime", "libqrencode": "qrencode"}


def main():
    source = os.path.abspath(sys.argv[1])
    folder = os.path.join(source, "data")
    with open(os.path.join(folder, NAME + ".yml"), encoding="utf-8") as file:
        manifest = yaml.safe_load(file)
    with open(os.path.join(source, "meson.build"), encoding="utf-8") as file:
        meson = file.read()
    tap = Tap()
    tap.same((manifest["id"], manifest["command"]), (NAME, "dermaga"), "it is this program")
    tap.ok(manifest["runtime"] == "org.gnome.Platform" and manifest["sdk"] == "org.gnome.Sdk"
           and re.fullmatch(r"[0-9]+", manifest["runtime-version"]), "it names its runtime")
    wanted = set(re.findall(r"dependency\('([^']+)'", meson))
    lacking = wanted - RUNTIME - set(MODULES)
    tap.ok(not lacking, "the test knows where every library comes from", lacking)
    names = [module["name"] for module in manifest["modules"]]
    tap.same(names, [MODULES[library] for library in sorted(MODULES, key=list(MODULES).index)
                     if library in wanted] + ["dermaga"],
             "what the runtime lacks is built first, and nothing else")
    *libraries, program = manifest["modules"]
    for module in libraries:
        sources = module["sources"]
        tap.ok(len(sources) == 1 and sources[0]["type"] == "archive"
               and sources[0]["url"].startswith("https://"), module["name"] + ": one archive")
    tap.same(os.path.realpath(os.path.join(folder, program["sources"][0]["path"])),
             os.path.realpath(source), "the program is this source")
    options = re.findall(r"^option\('([^']+)'", open(
        os.path.join(source, "meson_options.txt"), encoding="utf-8").read(), re.MULTILINE)
    unknown = [word for word in program["config-opts"]
               if word.split("=")[0].removeprefix("-D") not in options]
    tap.ok(not unknown, "its options are there", unknown)
    rights = set(manifest["finish-args"])
    tap.same(rights, {"--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11",
                      "--device=dri"}, "it asks for the network and a screen, for no files")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
