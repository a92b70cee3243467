"""Prove the corpus: reads only the .txt and .json. `--accept` writes what is now unconfirmed to confirmed.json (after it has been read through)."""
import hashlib, json, pathlib, re, sys, datetime
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
from corpus import PARTS
ROOT = pathlib.Path(__file__).resolve().parent.parent
CONF = ROOT / "source" / "confirmed.json"
conf = json.loads(CONF.read_text()) if CONF.exists() else {}
seen, errors, todo = {}, [], 0
WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|one|dozen|half|third|quarter|twice|double|tripled?|zero|hundreds|thousands|millions|dozens|couple|crore|lakh"
SCALE = {"hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "m": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
UNITS = dict(one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, eleven=11, twelve=12, thirteen=13, fourteen=14, fifteen=15, sixteen=16, seventeen=17, eighteen=18, nineteen=19,
             twenty=20, thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80, ninety=90)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

def values(span):
    out = []
    for m in re.finditer(r"(\d[\d,]*(?:\.\d+)?)(?:[\s\u00a0-]*(hundred|thousand|lakh|million|crore|billion|trillion|bn|m)\b)?(?:[\s-]*(crore)\b)?", span):
        v = float(m.group(1).replace(",", ""))
        out.append(v); 
        if m.group(2): out.append(v * SCALE[m.group(2)])
        if m.group(3): out.append(v * SCALE[m.group(2)] * SCALE[m.group(3)])
    toks = re.findall(r"[a-z]+", span.lower())
    total, cur, any_ = 0, 0, False
    for t in toks:
        if t in UNITS: cur += UNITS[t]; any_ = True; out.append(UNITS[t])
        elif t in SCALE and any_:
            if t == "hundred": cur = cur * 100
            else: total += cur * SCALE[t]; cur = 0
            out.append(total + cur)
        elif t in SCALE: out.append(SCALE[t])
        out.append(total + cur)
    return out

def check(folder, path):
    global todo
    rec = json.loads(path.read_text(encoding="utf-8"))
    raw = path.with_suffix(".txt").read_bytes()
    name = folder + "/" + path.stem
    E = lambda *a: errors.append((name, *a))
    src = rec["source"]
    text = raw.decode(src["encoding"])
    if hashlib.sha256(raw).hexdigest() != src["sha256"] or len(raw) != src["bytes"] or len(text) != src["characters"]: E("source does not match")
    spans = [(k, r, a, b) for k in ("segments", "statements", "figures", "events", "mentions") for r in rec[k] for a, b in [("start", "end")] + ([("words_start", "words_end"), ("speaker_start", "speaker_end"), ("cue_start", "cue_end")] if k == "statements" else [])]
    for k, r, a, b in spans:
        s, e = r[a], r[b]
        if s is None and e is None: continue
        if not (isinstance(s, int) and isinstance(e, int) and 0 <= s < e <= len(text)): E(k, "bad span", r); continue
        if text[s].isspace() or text[e - 1].isspace(): E(k, "blank end", text[s:e])
        if a != "start" and not (r["start"] <= s and e <= r["end"]): E(k, "part outside", r)
        if k in ("figures", "mentions"):
            if s and re.match(r"\w", text[s]) and re.match(r"\w", text[s - 1]) and not (text[s - 1].isdigit()) : E(k, "starts inside a word", text[s - 5:e])
            if e < len(text) and re.match(r"\w", text[e]) and re.match(r"\w", text[e - 1]): E(k, "ends inside a word", text[s:e + 5])
    cover = [None] * len(text)
    for g in rec["segments"]:
        for i in range(g["start"], g["end"]):
            if cover[i] is None: cover[i] = g["role"]
            elif not (g["role"] == "credit" and cover[i] == "caption"): E("segments cross", text[g["start"]:g["end"]]); break
    for i, c in enumerate(text):
        if not c.isspace() and cover[i] is None: E("untiled", text[i:i + 40]); break
    order = [g["start"] for g in rec["segments"]]
    if order != sorted(order): E("segments out of order")
    for k in ("statements", "figures", "mentions"):
        rows = rec[k]
        for x, y in zip(rows, rows[1:]):
            if y["start"] < x["end"]: E(k, "overlap", text[x["start"]:y["end"]])
    for s in rec["statements"]:
        if s["speaker"] is not None and s["speaker"] not in {m["entity"] for m in rec["mentions"]}: E("speaker never named", s["speaker"])
        seg = [g for g in rec["segments"] if g["start"] <= s["start"] and s["end"] <= g["end"]]
        if not seg: E("statement not in one segment", text[s["start"]:s["end"]])
    for m in rec["mentions"]:
        pass
    if rec["location_created"] and rec["location_created"] not in text: E("location not printed")
    for a in rec["author"]:
        if a not in re.sub(r"\s+", " ", text) and a.upper() not in text: E("author not printed", a)
    for key in ("headline", "credit_text"):
        if rec[key] and rec[key] not in text: E(key, "not printed")
    kinds = {}
    for m in rec["mentions"]:
        if kinds.setdefault(m["entity"], m["kind"]) != m["kind"]: E("two kinds", m["entity"])
        if m["kind"] != "place" and m["entity"] not in re.sub(r"\s+", " ", text) and m["entity"].upper() not in re.sub(r"\s+", " ", text): E("canonical name not in text", m["entity"])
    for f in rec["figures"]:
        span = text[f["start"]:f["end"]]
        want = [f["value"]] if f["value"] is not None else [f["low"], f["high"]]
        got = values(span)
        for w in want:
            if not any(abs(w - g) <= 1e-9 * max(1, abs(w)) for g in got): note(name, "value?", f"{span!r} {w} {f['unit']}")
        if f["qualifier"] and f["qualifier"] not in span.lower(): E("qualifier not in the span", span, f["qualifier"])
    for ev in rec["events"]:
        span = text[ev["start"]:ev["end"]]
        day = next((d for d in DAYS if re.search(r"\b%s\b" % d, span)), None)
        if ev["date"] and day and re.fullmatch(r"\d{4}-\d\d-\d\d", ev["date"]):
            if datetime.date.fromisoformat(ev["date"]).strftime("%A") != day: E("weekday", span, ev["date"])
    # figure-like runs outside gold figures
    boiler = [(g["start"], g["end"]) for g in rec["segments"] if g["role"] == "boilerplate"]
    inside = lambda i, rows: any(r["start"] <= i < r["end"] for r in rows)
    for m in re.finditer(r"\d[\d.,:/–-]*\d|\d|\b(?:%s)\b" % WORDS, text, re.I):
        if inside(m.start(), rec["figures"]) or any(a <= m.start() < b for a, b in boiler): continue
        around = text[max(0, m.start() - 14):m.end() + 14]
        months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
        if re.fullmatch(r"(?:19|20)\d\d(?:[-–/](?:\d\d|\d\d\d\d))?|\d\d?:\d\d(?::\d\d)?|\d\d?[/.]\d\d?[/.]\d{4}|\d{4}-\d\d-\d\d", m.group()) and not re.match(r"\s*(?:%|per|US|people)", text[m.end():]): continue
        if re.fullmatch(r"\d\d?", m.group()) and (re.search(r"(?:%s)[a-z]*\.?\s$" % months, text[max(0, m.start() - 12):m.start()]) or re.match(r"(?:st|nd|rd|th)?\s(?:%s)" % months, text[m.end():])): continue
        note(name, "number", re.sub(r"\s+", " ", text[max(0, m.start() - 25):m.start()] + "⟦" + m.group() + "⟧" + text[m.end():m.end() + 20]))
    # capitalised runs outside mentions
    flat = [False] * (len(text) + 1)
    for r in rec["mentions"]:
        for i in range(r["start"], r["end"]): flat[i] = True
    for a, b in boiler:
        for i in range(a, b): flat[i] = True
    for m in re.finditer(r"\b[^\W\d_a-zà-ỹ][\w'’-]*(?:[ \u00a0](?:of |for |and |the )?[^\W\d_a-z][\w'’-]*)*", text):
        w = m.group()
        if not w[0].isupper() or flat[m.start()] and all(flat[i] or text[i].isspace() for i in range(m.start(), m.end())): continue
        if all(flat[i] or not text[i].isalnum() for i in range(m.start(), m.end())): continue
        before = text[max(0, m.start() - 3):m.start()]
        initial = m.start() == 0 or bool(re.search(r"(?:[.!?:]['\"”’»]?\s+|\n\s*|[“\"‘«(]\s*|— ?|- )$", before))
        left = [t for t in re.finditer(r"[\w][\w'’-]*", w) if t.group()[0].isupper() and not flat[m.start() + t.start()]]
        left = [t for t in left if not (t.start() == 0 and initial and (t.group().split("'")[0].split("’")[0].lower() in LOWER))]
        left = [t for t in left if t.group().split("'")[0].split("’")[0] not in PLAIN]
        if left: note(name, "name", re.sub(r"\s", " ", w))
    return rec

def note(name, kind, what):
    global todo
    seen.setdefault(name, {}).setdefault(kind, [])
    if what not in seen[name][kind]: seen[name][kind].append(what)

PLAIN = set('''January February March April May June July August September October November December Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday I I'd GMT IST
Mr Mrs Ms Dr Professor Major General Lieutenant Colonel Captain Senior Deputy Director Chief Executive Minister Prime President Photo By US VND VNĐ Rs Reporting Editing'''.split())
LOWER = set()
for p in ROOT.glob("*/*.txt"):
    LOWER |= set(re.findall(r"\b[a-z][\w-]*", p.read_bytes().decode(json.loads(p.with_suffix(".json").read_text())["source"]["encoding"])))
COMMON = set("""the a an it he she they we i you in on at of for to from by with without and but or if when while as after before since until during under over also this that these those there here his her their our its my your
according speaking asked about some many most more all both each every no not yes so then now once only such other another what who why how where which mr mrs ms one two three four five six nothing let do is are was were be will
can could would should may might has have had""".split())

total = {}
for folder in PARTS:
    for path in sorted((ROOT / folder).glob("*.json")):
        check(folder, path)
for e in errors: print("ERROR", *e)
want = sys.argv[1:] 
for name, kinds in seen.items():
    for kind, items in kinds.items():
        items = [i for i in items if i not in conf.get(name, {}).get(kind, [])]
        if items:
            todo += len(items)
            print(f"{name} {kind}: " + "  |  ".join(items))
if "--accept" in want:
    CONF.write_text(json.dumps(seen, ensure_ascii=False, indent=1) + "\n")
print(len(errors), "errors;", todo, "to confirm")
sys.exit(1 if errors or todo and "--accept" not in want else 0)
