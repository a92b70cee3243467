"""Print what is annotated, for reading through."""
import json, pathlib, sys
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2]))
from corpus import PARTS
R = pathlib.Path(__file__).resolve().parent.parent
for f in sorted(g for part in PARTS for g in (R / part).glob("*.json")):
    if len(sys.argv) > 1 and not any(a in f"{f.parent.name}/{f.name}" for a in sys.argv[1:]): continue
    d = json.loads(f.read_text()); t = f.with_suffix(".txt").read_bytes().decode(d["source"]["encoding"])
    c = lambda a, b: t[a:b].replace("\r", "").replace("\n", "⏎") if a is not None else "∅"
    print("=" * 8, f.parent.name, f.stem, len(t.split()), "words", d["source"]["encoding"], {k: d[k] for k in ("headline", "date_published", "date_published_basis", "publisher", "source_organization", "author", "credit_text", "location_created")}, d["accept"])
    print("SEG", " | ".join(g["role"][:4] + ":" + (c(g["start"], g["end"])[:16] + "…" + c(g["start"], g["end"])[-10:] if g["end"] - g["start"] > 30 else c(g["start"], g["end"])) for g in d["segments"]))
    for s in d["statements"]:
        w = c(s["words_start"], s["words_end"])
        print("  ", s["mode"][:3], "<%s>" % s["speaker"], "S=" + c(s["speaker_start"], s["speaker_end"]), "C=" + c(s["cue_start"], s["cue_end"]), "W=" + (w if len(w) < 46 else w[:22] + " … " + w[-22:]), "[" + c(s["end"] - 8, s["end"]) + "]")
    print("FIG", " | ".join(f"{c(x['start'], x['end'])} = {x['value'] if x['value'] is not None else (x['low'], x['high'])} {x['unit']} ({x['qualifier']})" for x in d["figures"]))
    print("EV", " | ".join(c(x["start"], x["end"])[:60] + " = " + str(x["date"]) for x in d["events"]))
    by = {}
    for m in d["mentions"]: by.setdefault((m["kind"][:3], m["entity"]), []).append(c(m["start"], m["end"]))
    print("MEN", " | ".join(f"{k[0]} {k[1]}: {','.join(dict.fromkeys(v))}×{len(v)}" for k, v in by.items()))
