"""Whether what is said in Indonesian is the translation of what is said in English."""
import gettext
import os
import re


class Catalogue:
    """The program's translations, as they were built beside PROGRAM."""

    def __init__(self, program):
        path = os.path.join(os.path.dirname(program), "..", "..", "po")
        self.messages = {}
        for english, translated in gettext.translation(
                "dermaga", path, ["id"])._catalog.items():
            if isinstance(english, str) and english:
                self.messages[english] = translated

    def translate(self, sentence):
        """Every translation of a template that fills up to SENTENCE."""
        found = set()
        for english, translated in self.messages.items():
            match = re.fullmatch(pattern(english), sentence)
            if match:
                found.add(re.sub(r"\{(\w+)\}", lambda place, match=match: match.groupdict().get(
                    place[1], place[0]), translated))
        return found


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
