"""What no text may advise: to do without encryption or without the checks that come with it."""
import re

# Words of such advice, and words that turn it into a warning; sentence by sentence.
RISKY = {
    "en": r"\b(turn\w* off|turn\w* \w+ off|switch\w* off|switch\w* \w+ off|disabl\w+|deactivat\w+|"
          r"exceptions?|ignore (the|its|this|any) (certificate|warning|error)|anyway|uncheck|"
          r"bypass|skip the check|allow insecure|less secure|accept (it|the certificate|any))\b",
    "id": r"\b(matikan|mematikan|dimatikan|nonaktifkan|menonaktifkan|dinonaktifkan|pengecualian|"
          r"abaikan (sertifikat|peringatan|galat)|tetap lanjutkan|lewati pemeriksaan|"
          r"kurang aman|terima (saja|sertifikat))\b",
}
# In what is to be done, these are advice as well.
RISKY_ACTION = {
    "en": r"\b(without (encryption|tls|ssl)|unencrypted|no encryption|plain text|“none”)",
    "id": r"\b(tanpa (enkripsi|tls|ssl)|tidak terenkripsi|teks polos|“tidak ada”)",
}
WARNING = {
    "en": r"\b(do not|don’t|never|not|no|against|nobody|could)\b",
    "id": r"\b(jangan|tidak|bukan|belum|bisa dibaca|tak|menyarankan agar tidak)\b",
}


def texts(data, key=""):
    """(key, text) of everything in a report that is written for people."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)
    elif isinstance(data, str) and key in ("headline", "meaning", "action", "reason", "against",
                                           "title", "summary"):
        yield key, data


def unsafe(data, language):
    """Sentences of a report that advise what must not be advised."""
    found = []
    for key, text in texts(data):
        for sentence in re.split(r"[.!?;:]\s", text):
            lower = sentence.lower()
            risky = re.search(RISKY[language], lower) or (
                key == "action" and re.search(RISKY_ACTION[language], lower))
            if risky and not re.search(WARNING[language], lower):
                found.append(sentence)
    return found
