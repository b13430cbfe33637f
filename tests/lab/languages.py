"""Whether what is said in Indonesian is the translation of what is said in English."""
import gettext
import os
import re


def environment(language):
    """What a program is to find around it in order to speak LANGUAGE ("en" or "id")."""
    return dict(os.environ, LANGUAGE=language, LC_ALL="C.UTF-8")


class Catalogue:
    """The program's translations, as they were built beside PROGRAM."""

    def __init__(self, program):
        path = os.path.join(os.path.dirname(program), "..", "..", "po")
        self.messages = {}
        for english, translated in gettext.translation(
                "dermaga", path, ["id"])._catalog.items():
            if isinstance(english, str) and english:
                self.messages[english] = translated

    def is_translation(self, english, indonesian):
        """Whether both fill up the same template with the same values; dates have their own form
        in each language."""
        for template, translated in self.messages.items():
            ours = re.fullmatch(pattern(template), english)
            theirs = ours and re.fullmatch(pattern(translated), indonesian)
            if theirs and all(ours.groupdict().get(name) == value or name == "date"
                              for name, value in theirs.groupdict().items()):
                return True
        return False


def pattern(template):
    """A regular expression for a template with places such as {host}."""
    seen, out = set(), ""
    for part in re.split(r"(\{\w+\})", template):
        name = part[1:-1]
        if not part.startswith("{"):
            out += re.escape(part)
        elif name in seen:
            out += "(?P=%s)" % name
        else:
            seen.add(name)
            out += "(?P<%s>.+?)" % name
    return out
