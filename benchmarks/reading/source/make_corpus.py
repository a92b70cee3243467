"""Build the corpus: source/PART/*.art  ->  PART/*.txt and *.json, for each of the parts.

An .art file is a header, a line "---", and the article, line for line as it will stand in the .txt.
Header lines
  #key value              style, date (EDTF + basis), also (other acceptable EDTF), publisher, pubalso (other right names of it), org, author, loc, speaker (of answers), nl, wrap, encoding
  P|O|L|E|D Name = alias; alias      person, organisation, place, event, document: every whole-word occurrence in the text becomes a mention
Body
  code: text              a segment: h k dl dt m cap cr by sub in p q a so bp; a line without a code is a paragraph; an empty line is an empty line
  [CODE|text]             a segment inside a line (upper-case code): [DT|HÀ NỘI —] [SO|— VNS]
  [d Speaker|...]         statement (d direct, m mixed, i indirect, a an answer by another than #speaker); the speaker may be left out when [s|...] names a person; - is null
  [s|...] [c|...] [w|...] speaker, cue and words inside a statement (words are worked out when not marked)
  {value unit|text}       figure; value 5..10 is a range; ";q=..." sets the qualifier
  [e EDTF|...]            event; - is null
  [x|...]                 not a mention;  [pn Name|...] with kind letter p o l v(event) n(document): a mention said by hand
  \\[ \\] \\{ \\} \\| are the characters; ~ is a no-break space, \\~ a tilde
"""
import hashlib, json, pathlib, re, sys
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
from corpus import PARTS

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROLES = {"h": "headline", "k": "alternative_headline", "dl": "date_line", "dt": "dateline", "m": "marker", "cap": "caption",
         "cr": "credit", "by": "byline", "sub": "subhead", "in": "inset", "p": "paragraph", "q": "question", "a": "answer",
         "so": "sign_off", "bp": "boilerplate"}
KINDS = {"P": "person", "O": "organisation", "L": "place", "E": "event", "D": "document"}
HAND = {"p": "person", "o": "organisation", "l": "place", "v": "event", "n": "document"}
MODES = {"d": "direct", "m": "mixed", "i": "indirect", "a": "answer"}
QUALIFIERS = sorted("""more than|over|at least|nearly|almost|about|around|approximately|roughly|some|up to|as many as|as much as|less than|fewer than|under|below|above|
close to|an estimated|an average of|no more than|no fewer than|not less than|at most|only|just|just over|just under|a little over|well over|just|exactly|a total of|upwards of|as few as|as little as|
in excess of|between|from|nearly|virtually|circa|an additional|a further|another|a record|slightly more than|slightly less than|well under|a maximum of|a minimum of|a combined|more than""".replace("\n", "").split("|"), key=len, reverse=True)


class Bad(SystemExit):
    pass


def number(text):
    return float(text) if any(c in text for c in ".eE") and float(text) % 1 else int(float(text))


def parse(art, path):
    head, body = re.split(r"(?m)^---\n", art, maxsplit=1)
    meta, lexicon = {}, []
    for line in head.splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition(" ")
            meta[key] = value.strip()
        elif line.strip():
            kind, rest = line[0], line[2:]
            name, _, aliases = rest.partition("=")
            name = name.strip()
            for alias in [name] + [a.strip() for a in aliases.split(";") if a.strip()]:
                lexicon.append((alias, KINDS[kind], name))
    out, marks, stack, segments = [], [], [], []
    body = body.rstrip("\n") + "\n"
    for line in body.split("\n")[:-1]:
        m = re.match(r"(%s): ?" % "|".join(sorted(ROLES, key=len, reverse=True)), line)
        role, line = (m.group(1), line[m.end():]) if m else ("p", line)
        begin, inner, i = len(out), [], 0
        while i < len(line):
            c = line[i]
            if c == "\\":
                out.append(line[i + 1]); i += 2; continue
            if c == "~":
                out.append("\u00a0"); i += 1; continue
            if c in "[{":
                j = line.index("|", i)
                stack.append((c, line[i + 1:j], len(out), line)); i = j + 1; continue
            if c in "]}":
                if not stack: raise Bad(f"{path}: unopened {c} in {line[:80]!r}")
                o, spec, start, _ = stack.pop()
                if (o == "[") != (c == "]"): raise Bad(f"{path}: crossed brackets in {line!r}")
                if o == "[" and spec.isupper():
                    inner.append((spec.lower(), start, len(out)))
                else:
                    marks.append(("{" if o == "{" else spec.split(" ")[0], spec if o == "{" else spec.partition(" ")[2], start, len(out)))
                i += 1; continue
            out.append(c); i += 1
        if stack: raise Bad(f"{path}: left open {stack[-1][1]!r} in {line[:100]!r}")
        end = len(out)
        at = begin
        nested = [s for s in inner if s[0] == "cr" and role in ("cap",) or s[0] == "cr" and any(t[0] == "cap" and t[1] <= s[1] and s[2] <= t[2] for t in inner)]
        for code, s, e in sorted((s for s in inner if s not in nested), key=lambda s: s[1]):
            if "".join(out[at:s]).strip(): segments.append((role, at, s))
            segments.append((code, s, e)); at = e
        if "".join(out[at:end]).strip(): segments.append((role, at, end))
        segments += nested
        out.append("\n")
    text = "".join(out).rstrip("\n") + "\n"
    trimmed = []
    for role, s, e in segments:
        while text[s].isspace(): s += 1
        while text[e - 1].isspace(): e -= 1
        trimmed.append({"role": ROLES[role], "start": s, "end": e})
    trimmed.sort(key=lambda s: (s["start"], -s["end"]))
    return meta, lexicon, text, marks, trimmed


def mentions(text, lexicon, marks, segments):
    taken, found = [], []
    for tag, arg, s, e in marks:
        if tag in HAND and arg:
            found.append({"entity": arg, "kind": HAND[tag], "start": s, "end": e}); taken.append((s, e))
        elif tag == "x":
            taken.append((s, e))
    taken += [(s["start"], s["end"]) for s in segments if s["role"] == "boilerplate"]
    forms = []
    for alias, kind, name in lexicon:
        forms.append((alias, kind, name))
        if alias.upper() != alias: forms.append((alias.upper(), kind, name))
    used = set()
    for alias, kind, name in sorted(forms, key=lambda f: -len(f[0])):
        pattern = r"(?<!\w)" + re.escape(alias).replace(r"\ ", "[ \u00a0\n]") + r"(?!\w)"
        for m in re.finditer(pattern, text):
            used.add((alias, name))
            if not any(m.start() < e and s < m.end() for s, e in taken):
                taken.append(m.span())
                found.append({"entity": name, "kind": kind, "start": m.start(), "end": m.end()})
    unused = [a for a, k, n in lexicon if (a, n) not in used and (a.upper(), n) not in used]
    return sorted(found, key=lambda m: m["start"]), unused


def quoted(text, s, e):
    """The span between the first opening and the last closing quotation mark of a passage."""
    part = text[s:e]
    doubles = [m for m in re.finditer("[“”\"«»„]", part)]
    if doubles:
        a = doubles[0].end()
        last, n = doubles[-1], len(doubles)
        tail = part[last.end():].strip()
        opens = n == 1 or last.group() == "“" and tail or last.group() == '"' and n % 2 == 1 and all(d.group() == '"' for d in doubles) and tail
        b = len(part) if opens else last.start()
    else:
        opening = re.search(r"(?<!\w)[‘'’`]+(?=\w)", part)
        closing = [m for m in re.finditer(r"(?<=[\w.,!?…])[’']+(?!\w)", part)]
        if not opening: return None
        a = opening.end()
        b = closing[-1].start() if closing and closing[-1].start() > a else len(part)
    while a < b and part[a].isspace(): a += 1
    while b > a and part[b - 1].isspace(): b -= 1
    return s + a, s + b


def reported(text, s, e, inner):
    """The reported clause of an indirect statement."""
    cs = sorted((a, b) for t, _, a, b in inner if t in "sc")
    if not cs: 
        a, b = s, e
    else:
        first, last = cs[0][0], max(b for _, b in cs)
        kinds = [m[0] for m in sorted((m for m in inner if m[0] in ("s", "c")), key=lambda m: m[2])]
        front = text[s:first].strip(" ,—–-:")
        after = text[last:e]
        if kinds[0] == "s" and text[s:first].rstrip().endswith(",") and after.startswith(",") and len(after) > 10:
            a, b = s, e
        elif kinds[0] == "c" and len(front) >= 15:
            a, b = s, first
        elif kinds[0] == "s" and len(front) >= 15 and re.match(r"\s*[,.]|\s+in a (?:statement|letter)\b|\s+\w+day\b|\s+in his|\s+in an email|\s*$", after):
            a, b = (s, e) if len(after) > 14 and after.startswith(",") else (s, first)
        else:
            a, b = last, e
            cue = next((text[x:y] for t, _, x, y in inner if t == "c"), "")
            m = re.match(r"[^,.“\"]{1,70}?\bthat\s+", text[a:b]) if cue.endswith("told") or re.match(r" (in an?|at a|partly) ", text[a:b]) else None
            m = m or re.match(r"(?:[\s,:]|however\b)*(?:that\b[\s,]*)?", text[a:b])
            a += m.end()
    while b > a and (text[b - 1].isspace() or text[b - 1] in ".,;:—–-"): b -= 1
    while a < b and (text[a].isspace() or text[a] in ",;:—–-"): a += 1
    return a, b


def build(path, folder):
    meta, lexicon, text, marks, segments = parse(path.read_text(encoding="utf-8"), path.name)
    found, unused = mentions(text, lexicon, marks, segments)
    if unused: print(f"{path.name}: aliases never met: {unused}", file=sys.stderr)
    names = {}
    for alias, kind, name in lexicon: names.setdefault(alias, (kind, name))
    statements, figures, events = [], [], []
    for tag, arg, s, e in marks:
        if tag in MODES:
            inner = [m for m in marks if s <= m[2] and m[3] <= e and m[0] in ("s", "c", "w")]
            who = next(((a, b) for t, _, a, b in inner if t == "s"), (None, None))
            cue = next(((a, b) for t, _, a, b in inner if t == "c"), (None, None))
            words = next(((a, b) for t, _, a, b in inner if t == "w"), None)
            if not words:
                words = quoted(text, s, e) if tag in "dm" else reported(text, s, e, inner)
            if not words: raise Bad(f"{path.name}: no words in {text[s:e]!r}")
            speaker = None
            if arg == "-": speaker = None
            elif arg:
                if arg not in names: raise Bad(f"{path.name}: unknown speaker {arg}")
                speaker = names[arg][1]
            else:
                inside = [m for m in found if who[0] is not None and who[0] <= m["start"] and m["end"] <= who[1]]
                people = [m for m in inside if m["kind"] == "person"] or [m for m in inside if m["kind"] == "organisation"]
                if not people: raise Bad(f"{path.name}: who says {text[s:e]!r}?")
                speaker = people[0]["entity"]
            statements.append({"mode": MODES[tag], "start": s, "end": e, "words_start": words[0], "words_end": words[1], "speaker": speaker,
                               "speaker_start": who[0], "speaker_end": who[1], "cue_start": cue[0], "cue_end": cue[1]})
        elif tag == "{":
            spec, _, q = arg.partition(";q=")
            value, _, unit = spec.strip().partition(" ")
            span = text[s:e]
            if q: qualifier = q if q != "-" else None
            else: qualifier = next((w for w in QUALIFIERS if span.lower().startswith(w + " ")), None)
            if ".." in value:
                low, high = map(number, value.split("..")); value = None
                if qualifier in ("between", "from"): qualifier = None
            else:
                value = number(value); low = high = None
                if qualifier in ("more than", "over", "at least", "no fewer than", "not less than", "above", "just over", "a little over", "well over", "upwards of", "in excess of", "slightly more than", "a minimum of"): low = value
                if qualifier in ("nearly", "almost", "up to", "as many as", "as much as", "less than", "fewer than", "under", "below", "no more than", "at most", "just under", "well under", "a maximum of", "close to", "slightly less than"): high = value
            figures.append({"start": s, "end": e, "value": value, "low": low, "high": high, "unit": unit or None, "qualifier": qualifier})
        elif tag == "e":
            events.append({"start": s, "end": e, "date": None if arg == "-" else arg})
        elif tag in HAND or tag in ("x", "s", "c", "w"): pass
        else: raise Bad(f"{path.name}: unknown mark {tag!r}")
    if "speaker" in meta:
        voices = meta["speaker"]
        for g in segments:
            if g["role"] == "answer" and not any(s["start"] < g["end"] and g["start"] < s["end"] for s in statements):
                statements.append({"mode": "answer", "start": g["start"], "end": g["end"], "words_start": g["start"], "words_end": g["end"],
                                   "speaker": voices, "speaker_start": None, "speaker_end": None, "cue_start": None, "cue_end": None})
    # the outer form: wrapping keeps length, CRLF shifts
    if "wrap" in meta:
        width, chars, start, space = int(meta["wrap"]), list(text), 0, None
        for i, c in enumerate(text):
            if c == "\n": start, space = i + 1, None
            elif c == " ":
                if i - start > width and space is not None: chars[space] = "\n"; start = space + 1
                space = i
            elif i - start >= width and space is not None: chars[space] = "\n"; start = space + 1; space = None
        text = "".join(chars)
    shift = list(range(len(text) + 1))
    if meta.get("nl") == "crlf":
        n, shift = 0, []
        for c in text:
            if c == "\n": n += 1; shift.append(len(shift) + n - 1)
            else: shift.append(len(shift) + n)
        shift.append(len(text) + n)
        text = text.replace("\n", "\r\n")
    if meta.get("end") == "none":
        text = text.rstrip("\r\n")
    for rows in (segments, statements, figures, events, found):
        for row in rows:
            for key in row:
                if (key == "start" or key == "end" or key.endswith("_start") or key.endswith("_end")) and row[key] is not None:
                    row[key] = shift[row[key]] if not key.endswith("end") else shift[row[key] - 1] + 1
        rows.sort(key=lambda r: (r["start"], -r["end"]))
    encoding = meta.get("encoding", "utf-8")
    raw = text.encode(encoding)
    split = lambda key: [x.strip() for x in meta.get(key, "").split(";") if x.strip()]
    date, _, basis = meta.get("date", "").partition(" ")
    credit = next((text[s["start"]:s["end"]] for s in segments if s["role"] == "credit"), None)
    title = next((text[s["start"]:s["end"]] for s in segments if s["role"] == "headline"), None)
    loc = split("loc")
    record = {"source": {"name": path.stem + ".txt", "sha256": hashlib.sha256(raw).hexdigest(), "bytes": len(raw), "encoding": encoding, "characters": len(text)},
              "style": meta["style"], "headline": title, "date_published": date or None, "date_published_basis": basis or None,
              "publisher": meta.get("publisher") or None, "source_organization": split("org"), "author": split("author"), "credit_text": credit,
              "location_created": loc[0] if loc else None, "in_language": "en",
              "accept": {"date_published": split("also"), "location_created": loc[1:], "source_organization": split("orgalso"),
                         "publisher": split("pubalso") + (([None] if meta["publisher"] not in text or meta["publisher"] in split("org") else []) if meta.get("publisher") else split("org"))},
              "segments": segments, "statements": statements, "figures": figures, "events": events, "mentions": found}
    (ROOT / folder / (path.stem + ".txt")).write_bytes(raw)
    (ROOT / folder / (path.stem + ".json")).write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return record


if __name__ == "__main__":
    for folder in PARTS:
        n = 0
        for path in sorted((ROOT / "source" / folder).glob("*.art")):
            try: build(path, folder); n += 1
            except SystemExit as e: print("ERROR", e, file=sys.stderr)
            except Exception as e: print("ERROR", path.name, repr(e), file=sys.stderr)
        print(folder, n)
