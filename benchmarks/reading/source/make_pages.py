"""Write the pages of the corpus: articles of tune/ in the page templates that sites use, each with what it should give.

    python source/make_pages.py

Every template is hand-written after the conventions of a kind of site: where its metadata stand, and what
stands around the story. Outlets, authors, dates and addresses are inventions.
"""

import html
import json
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
BODY = {"paragraph", "subhead", "question", "answer"}
PAGES = []


def page(name, story, site, date, authors, *, licence=None, encoding="utf-8", json_ld=True, language="en"):
    """Register a template: it gets a Story and gives HTML."""

    def register(template):
        PAGES.append((name, story, site, date, authors, licence, encoding, json_ld, language, template))
        return template

    return register


class Story:
    """What a template puts on its page."""

    def __init__(self, story, site, date, authors, licence):
        gold = json.loads((HERE / "tune" / f"{story}.json").read_text("utf-8"))
        text = (HERE / "tune" / f"{story}.txt").read_bytes().decode(gold["source"]["encoding"])
        self.body = [
            (s["role"], " ".join(text[s["start"] : s["end"]].split())) for s in gold["segments"] if s["role"] in BODY
        ]
        self.headline = " ".join((gold["headline"] or "Night buses").split())
        self.site, self.date, self.authors, self.licence = site, date, authors, licence
        self.slug = "-".join(w.lower() for w in self.headline.split() if w.isalnum())
        self.url = f"https://www.{site.lower().replace(' ', '')}.example/{self.slug}"
        self.deck = self.body[0][1].split(". ")[0]

    def paragraphs(self, question="h3", subhead="h2", between=""):
        """The story as HTML, with something after its second paragraph."""
        tags = {"subhead": subhead, "question": question}
        parts = [
            "<{0}>{1}</{0}>".format(tags.get(role, "p"), html.escape(text, quote=False)) for role, text in self.body
        ]
        return "\n".join([*parts[:2], between, *parts[2:]])

    def title(self):
        return html.escape(self.headline)

    def by(self):
        return " and ".join(self.authors)

    def ld(self, value, **more):
        return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False, **more)}</script>'

    def og(self, **more):
        values = {"og:type": "article", "og:title": self.headline, "og:site_name": self.site, "og:url": self.url}
        values |= {"og:description": self.deck, "og:image": f"{self.url}/photo.jpg"} | more
        return "\n".join(f'<meta property="{k}" content="{html.escape(v)}">' for k, v in values.items())

    def related(self, tag="aside"):
        lines = ("Storm keeps ferries in port", "School wins prize for its roof garden", "Why the price of bread fell again")
        items = "".join(f'<li><a href="/{n}">{line}</a></li>' for n, line in enumerate(lines))
        return f'<{tag} class="related"><h3>Related stories</h3><ul>{items}</ul></{tag}>'

    def news_article(self, **more):
        value = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": self.headline}
        value |= {"datePublished": self.date, "author": [{"@type": "Person", "name": a} for a in self.authors]}
        return value | {"publisher": {"@type": "Organization", "name": self.site}} | more


NAV = '<nav class="top"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
FOOT = '<footer><p>© The publisher. All rights reserved.</p><p><a href="/privacy">Privacy policy</a> | <a href="/terms">Terms of use</a></p></footer>'
SHARE = '<div class="share"><a href="#">Share on Facebook</a> <a href="#">Share by e-mail</a></div>'
COOKIES = '<div id="cookie-banner" role="dialog"><p>We value your privacy. We and our 812 partners store and read information on your device to show you personalised content. You can change your choice at any time.</p><button>Accept all</button><button>Manage choices</button></div>'
LETTER = '<form class="newsletter"><h4>Sign up for our morning newsletter</h4><p>The stories that matter, every day at seven in your inbox.</p><input type="email"><button>Subscribe</button></form>'


@page("01-graph-by-id", "01-viet-nam-news", "Delta Herald", "2022-05-13T16:20:00+07:00", ["Lan Phương Vũ"])
def graph(s):
    graph = [
        {"@type": "Article", "@id": s.url + "#article", "headline": s.headline, "datePublished": s.date,
         "dateModified": "2022-05-15T08:00:00+07:00", "author": {"@id": s.url + "#person"},
         "publisher": {"@id": s.url + "#org"}, "isPartOf": {"@id": s.url}, "inLanguage": "en-US"},
        {"@type": "WebPage", "@id": s.url, "name": s.headline + " - " + s.site, "datePublished": s.date},
        {"@type": "WebSite", "@id": s.url + "#site", "name": s.site},
        {"@type": "Organization", "@id": s.url + "#org", "name": s.site},
        {"@type": "Person", "@id": s.url + "#person", "name": s.authors[0]},
    ]
    return f"""<!DOCTYPE html><html lang="en-US"><head><title>{s.title()} - {s.site}</title>
{s.ld({"@context": "https://schema.org", "@graph": graph})}</head><body class="single">{NAV}
<main><article class="post"><header class="entry-header"><h1 class="entry-title">{s.title()}</h1></header>
<div class="entry-content">{s.paragraphs()}</div>{SHARE}</article>{s.related()}</main>{FOOT}</body></html>"""


@page("02-array", "02-vietnamplus", "Coastal Wire", "2019-07-23", ["Ines Aldane"])
def array(s):
    crumbs = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "News"}]}
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()} | {s.site}</title>
{s.ld([crumbs, s.news_article()])}{s.og()}</head><body>{COOKIES}{NAV}<div class="layout"><div class="story">
<h1>{s.title()}</h1><p class="dek">{html.escape(s.deck)}</p><div class="story-body">{s.paragraphs()}</div></div>
<div class="sidebar">{s.related("div")}{LETTER}</div></div>{FOOT}</body></html>"""


@page("03-main-entity", "06-vcci-business-forum", "Trade Review", "2023-12-25T07:00:00Z", ["Luu Hoai Mi"])
def main_entity(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>
{s.ld({"@context": "http://schema.org", "@type": "WebPage", "name": "News page", "mainEntity": s.news_article(author={"@type": "Person", "name": s.authors[0], "url": "https://x.example/u"})}, indent=2)}
</head><body>{NAV}<section id="article"><h1>{s.title()}</h1><div class="meta">Business</div>{s.paragraphs(subhead="h4")}
</section>{LETTER}{s.related("section")}{FOOT}</body></html>"""


@page("04-author-text", "08-xinhua", "The Lowland Post", "2018-06-24T11:02:33+08:00", ["Wei Sandford"])
def author_text(s):
    value = s.news_article(author=s.authors[0], publisher={"@type": "NewsMediaOrganization", "name": s.site, "logo": {"@type": "ImageObject", "url": "https://x.example/l.png", "width": 600}})
    return f"""<html lang="en-GB"><head><meta charset="utf-8">{s.ld(value)}<title>{s.title()} – {s.site}</title></head>
<body><div id="wrap">{NAV}<div id="content"><h1 itemprop="x">{s.title()}</h1><div class="toolbar">{SHARE}<span>Print</span></div>
<div id="text">{s.paragraphs()}</div></div></div>{FOOT}</body></html>"""


@page("05-author-list-of-text", "09-reuters", "Meridian Dispatch", "2021-03-05T18:40:00.000Z", ["Tamsin Ockley", "Piers Aldane"])
def author_list(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>{s.ld(s.news_article(author=list(s.authors)))}
{s.og(**{"og:title": s.headline + " | " + s.site})}</head><body>{NAV}<article><h1>{s.title()}</h1>
<div class="byline">By {s.by()}</div><div class="body">{s.paragraphs(between=s.related())}</div></article>{FOOT}</body></html>"""


@page("06-two-scripts", "11-uk-daily", "Marlow Evening Echo", "2017-11-08T06:15:00+00:00", ["Harriet Penrose"])
def two_scripts(s):
    org = {"@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": "Echo Newspapers Group", "url": "https://x.example"}
    value = s.news_article(**{"@type": "ReportageNewsArticle", "dateModified": "2017-11-09T10:00:00+00:00"})
    return f"""<!doctype html><html lang="en-gb"><head><meta charset="utf-8"><title>{s.title()} | {s.site}</title>{s.ld(org)}{s.ld(value)}</head>
<body>{COOKIES}{NAV}<main><h1 class="headline">{s.title()}</h1><p class="standfirst">{html.escape(s.deck)}</p>
<p class="author">By <a href="/by/h">{s.by()}</a>, transport correspondent</p>{s.paragraphs()}
<p class="tags">Topics: <a href="/t/1">Transport</a> <a href="/t/2">Council</a></p></main>{s.related()}{FOOT}</body></html>"""


@page("07-script-in-comment", "10-pti", "Deccan Ledger", "2023-08-11T21:00:00+05:30", ["Kavya Menon"])
def commented(s):
    text = json.dumps(s.news_article(**{"@type": ["NewsArticle", "Article"]}), indent=1)
    return f"""<!doctype html><html lang="en-IN"><head><meta charset="utf-8"><title>{s.title()}</title>
<script type="application/ld+json">
//<![CDATA[
{text}
//]]>
</script></head><body>{NAV}<div class="wrapper"><div class="storycontent"><h1>{s.title()}</h1><span class="src">Updated: 12 August 2023</span>
<div class="pf0">{s.paragraphs()}</div></div><div class="ads">Advertisement</div></div>{FOOT}</body></html>"""


@page("08-broken-json-ld", "13-yonhap", "Peninsula Times", "2021-10-08T15:31:00+09:00", ["Baek Do-won"], json_ld=False)
def broken(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()} | {s.site}</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{s.title()}", "datePublished": "{s.date}",}}</script>
{s.og(**{"article:published_time": s.date, "article:author": s.authors[0]})}</head><body>{NAV}<article><header><h1>{s.title()}</h1>
<p class="update-time">All News 15:31 October 08, 2021</p></header>{s.paragraphs()}</article>{s.related()}{FOOT}</body></html>"""


@page("09-opengraph", "14-kyodo", "Island Journal", "2021-04-03T12:00:00+09:00", [], json_ld=False)
def opengraph(s):
    return f"""<!doctype html><html lang="en"><head prefix="og: https://ogp.me/ns#"><meta charset="utf-8"><title>{s.title()} - {s.site}</title>
{s.og(**{"article:published_time": s.date, "article:modified_time": "2021-04-04T09:00:00+09:00", "article:section": "National", "og:locale": "en_US"})}
</head><body>{NAV}<div class="main"><div class="ttl"><h1>{s.title()}</h1></div><div class="article-body">{s.paragraphs()}</div>
<div class="rel">{s.related("div")}</div></div>{FOOT}</body></html>"""


@page("10-dublin-core", "15-antara", "Archipelago News", "2022-07-21", ["Bayu Laksmana"], json_ld=False)
def dublin_core(s):
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{s.title()}</title>
<meta name="DC.title" content="{s.title()}"><meta name="DC.creator" content="{s.by()}"><meta name="DC.date.issued" content="{s.date}">
<meta name="DC.publisher" content="{s.site}"><meta name="DC.language" content="en"></head><body><table width="100%"><tr><td>{NAV}</td></tr>
<tr><td><h1>{s.title()}</h1>{s.paragraphs()}</td></tr></table>{FOOT}</body></html>"""


@page("11-parsely", "17-francophone", "Littoral Monitor", "2014-06-04T09:30:00", ["Solange Abéna Mbarga"], json_ld=False)
def parsely(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()} | {s.site}</title>
<meta name="parsely-title" content="{s.title()}"><meta name="parsely-pub-date" content="{s.date}"><meta name="parsely-author" content="{s.by()}">
<meta name="parsely-section" content="Region"><meta property="og:site_name" content="{s.site}"></head><body>{COOKIES}{NAV}
<article><h1>{s.title()}</h1>{s.paragraphs()}{LETTER}</article>{FOOT}</body></html>"""


@page("12-microdata", "18-afp", "Harbour Chronicle", "2016-09-15T20:11:00+02:00", ["Odile Fontanel"], json_ld=False)
def microdata(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()} - {s.site}</title></head><body>{NAV}
<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{s.title()}</h1>
<p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{s.by()}</span></span>
<time itemprop="datePublished" datetime="{s.date}">15 September 2016</time></p>
<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{s.site}"></div>
<div itemprop="articleBody">{s.paragraphs()}</div></article>{s.related()}{FOOT}</body></html>"""


@page("13-rdfa", "20-australian-daily", "Riverina Weekly", "2019-12-02", ["Kirra Madden", "Tom Buchanan"], json_ld=False)
def rdfa(s):
    authors = " and ".join(f'<span property="author" typeof="Person"><span property="name">{a}</span></span>' for a in s.authors)
    return f"""<!doctype html><html lang="en-AU"><head><meta charset="utf-8"><title>{s.title()}</title></head><body vocab="https://schema.org/">{NAV}
<main typeof="NewsArticle"><h1 property="headline">{s.title()}</h1><p>By {authors} | <span property="datePublished" content="{s.date}">2 Dec 2019</span></p>
<span property="publisher" typeof="Organization"><span property="name">{s.site}</span></span>
<div property="articleBody">{s.paragraphs()}</div></main>{FOOT}</body></html>"""


@page("14-several-dates", "05-vietnamnet", "Red River Daily", "2020-08-19T08:01:00+07:00", ["Mai Trần"])
def several_dates(s):
    times = "".join(f'<li><time datetime="2024-0{n}-01">1.{n}.2024</time> <a href="/{n}">Story number {n} of this month</a></li>' for n in range(1, 6))
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>
<meta name="date" content="2024-06-30"><meta property="og:updated_time" content="2024-06-30T00:00:00+07:00">
{s.ld(s.news_article(dateCreated="2020-08-18T17:00:00+07:00", dateModified="2024-06-30T00:00:00+07:00"))}</head><body>
<header><time datetime="2024-06-30">Sunday 30 June 2024</time>{NAV}</header><article><h1>{s.title()}</h1>
<p class="dates">Published <time datetime="{s.date}">19/08/2020</time>, updated <time datetime="2024-06-30">30/06/2024</time></p>{s.paragraphs()}</article>
<aside><h3>Latest</h3><ul>{times}</ul></aside>{FOOT}</body></html>"""


@page("15-classes-only", "24-us-local-qa", "Tri-County Bulletin", "2024-05-16", ["Dana Whitlock"], json_ld=False)
def classes_only(s):
    return f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{s.title()} | {s.site}</title></head><body>{NAV}
<div class="article"><h1 class="article__title">{s.title()}</h1><div class="article__byline">By <a rel="author" href="/staff/dw">{s.by()}</a></div>
<time class="article__date" datetime="2024-05-16T05:00:00-05:00">May 16, 2024</time><div class="article__text">{s.paragraphs(question="p")}</div></div>
{LETTER}{s.related()}{FOOT}</body></html>"""


@page("16-banners", "19-viet-nam-news-long", "Mekong Observer", "2023-03-21T10:00:00+07:00", ["Thu Hà Lê"], json_ld=False)
def banners(s):
    poll = "<div class='poll'><h4>Poll of the day</h4><p>Do you take the train to work?</p><label>Yes</label><label>No</label></div>"
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()} - {s.site}</title>
{s.og(**{"article:published_time": s.date})}<meta name="author" content="{s.by()}"></head><body>{COOKIES}
<div class="paywall-teaser"><p>You have read 3 of 5 free articles this month. Subscribe for one euro a week.</p></div>{NAV}
<div class="col-8"><h1>{s.title()}</h1>{SHARE}<div class="content">{s.paragraphs(between=poll + LETTER)}</div>{s.related("div")}</div>
<div class="col-4"><h3>Most read</h3><ol><li><a href="/1">Ten things to do this weekend in town</a></li><li><a href="/2">The bridge that nobody wanted</a></li></ol></div>{FOOT}</body></html>"""


@page("17-live-blog", "26-brief-no-quotes", "City Ticker", "2009-04-09T13:00:00+01:00", ["Rosa Quill"])
def live_blog(s):
    s.headline = "Council votes on the night buses: as it happened"
    value = s.news_article(**{"@type": "LiveBlogPosting", "coverageStartTime": s.date, "liveBlogUpdate": [
        {"@type": "BlogPosting", "headline": "An update", "datePublished": "2009-04-10T01:00:00+01:00", "author": {"name": "Night desk"}}]})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>{s.ld(value)}</head><body>{NAV}
<main><h1>{s.title()}</h1><div class="updates">{s.paragraphs()}</div></main>{FOOT}</body></html>"""


@page("18-open-licence", "25-gulf-daily-long", "Open Gulf", "2024-10-01T04:00:00Z", ["Huda Al Marri", "Joseph Varghese"], licence="CC-BY-4.0")
def open_licence(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>
{s.ld(s.news_article(license="https://creativecommons.org/licenses/by/4.0/", copyrightHolder={"@type": "Organization", "name": s.site}))}</head><body>{NAV}
<article><h1>{s.title()}</h1><p class="by">{s.by()}</p>{s.paragraphs()}<p class="cc">This article may be republished under a
<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">Creative Commons licence</a>.</p></article>{FOOT}</body></html>"""


@page("19-site-name-differs", "07-cand", "Police Gazette", "2022-01-02T07:45:00+07:00", ["Hoàng Dũng Phan"])
def site_name(s):
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()} - Gazette Online English Edition</title>
{s.og(**{"og:site_name": "Gazette Online English Edition"})}{s.ld(s.news_article(sourceOrganization={"@type": "Organization", "name": "Coast News Agency"}))}
</head><body>{NAV}<div class="box-detail"><h1 class="title-detail">{s.title()}</h1><div class="sapo">{html.escape(s.deck)}.</div>
<div class="detail-content-body">{s.paragraphs()}</div><p class="author">{s.by()}</p></div>{s.related("div")}{FOOT}</body></html>"""


@page("20-amp", "12-interview-vns", "Pocket Herald", "2015-10-03T00:00:00+07:00", ["Minh Châu Đỗ"])
def amp(s):
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{s.title()}</title><link rel="canonical" href="{s.url}">
<style amp-boilerplate>body{{visibility:hidden}}</style>{s.ld(s.news_article())}</head><body><header><a href="/">{s.site}</a></header><article>
<h1>{s.title()}</h1><amp-img src="p.jpg" width="600" height="400" alt="A portrait"></amp-img><div class="text">{s.paragraphs(question="p")}</div>
<amp-ad width="300" height="250" type="x"></amp-ad></article><amp-consent id="c">We use cookies.</amp-consent></body></html>"""


@page("21-nineties", "16-wrapped-wire", "Savanna Standard", "1998-02-17", ["Gideon Wachira"], encoding="cp1252", json_ld=False)
def nineties(s):
    text = "".join(f"<P><FONT SIZE=2>{html.escape(t, quote=False)}</FONT>\n" for _, t in s.body)
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"><TITLE>{s.site}: {s.title()}</TITLE></HEAD>
<BODY BGCOLOR=#FFFFFF><TABLE BORDER=0><TR><TD WIDTH=120><A HREF=index.htm>Front page</A><BR><A HREF=sport.htm>Sport</A></TD><TD>
<FONT SIZE=5><B>{s.title()}</B></FONT><BR><I>By {s.by()}</I><BR><I>February 17, 1998</I>{text}
<HR><FONT SIZE=1>Copyright 1998 {s.site}</FONT></TD></TR></TABLE></BODY></HTML>"""


@page("22-line-breaks", "27-ambiguous-date", "Village Voice Weekly", "2021-06-05", ["Ottilie Brandt"], json_ld=False)
def line_breaks(s):
    text = "<br><br>\n".join(html.escape(t, quote=False) for _, t in s.body)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title><meta name="author" content="{s.by()}">
<meta property="article:published_time" content="{s.date}T10:00:00+02:00"><meta property="og:site_name" content="{s.site}"></head><body><div id="nav"><a href="/">Home</a></div>
<div id="main"><h1>{s.title()}</h1><div id="txt">{text}</div><div id="cmt">0 comments</div></div></body></html>"""


@page("23-figures", "03-vovworld", "Radio Delta", "2022-11-30T19:00:00+07:00", ["Bình An Lưu"])
def figures(s):
    figure = '<figure><img src="a.jpg" alt=""><figcaption>Workers at the new quay. (Photo: M. Lind/Radio Delta)</figcaption></figure>'
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>{s.ld(s.news_article(image={"@type": "ImageObject", "caption": "A quay"}))}
</head><body>{NAV}<article><h1>{s.title()}</h1>{figure}{s.paragraphs(between=figure)}<audio src="x.mp3"></audio></article>{s.related()}{FOOT}</body></html>"""


@page("24-paywall", "21-aggregator", "Ledger Premium", "2024-02-29T23:30:00-05:00", ["Quincy Abara"])
def paywall(s):
    value = s.news_article(isAccessibleForFree=False, hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".locked"})
    return f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>{s.title()} | {s.site}</title>{s.ld(value)}</head><body>{NAV}
<article><h1>{s.title()}</h1><section class="locked">{s.paragraphs()}</section><div class="gate"><h2>Keep reading for one dollar</h2>
<p>Already a subscriber? <a href="/login">Log in</a></p></div></article>{FOOT}</body></html>"""


@page("25-blog", "23-messy-scrape", "Notes from the Quay", "2018-03-03T08:00:00.000Z", ["Rolando Pineda"])
def blog(s):
    value = s.news_article(**{"@type": "BlogPosting", "mainEntityOfPage": s.url, "wordCount": 200, "url": s.url})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}. by {s.by()} | {s.site}</title>{s.ld(value)}</head><body>
<div id="root"><div class="a b c"><h1>{s.title()}</h1><div><a href="/@rp">{s.by()}</a> · <span>5 min read</span> · <span>Mar 3, 2018</span></div>
<section><div class="p">{s.paragraphs()}</div></section><div><button>Clap</button> 312</div></div></div></body></html>"""


@page("26-press-release", "04-ein-presswire", "Release Point", "2023-01-17T09:00:00+00:00", [])
def press_release(s):
    value = s.news_article(headline=None, name=s.headline, author={"@type": "Organization", "name": "Kestrel Rail Ltd"})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>{s.ld(value)}</head><body>{NAV}<div class="pr">
<h1>{s.title()}</h1><div class="pr-body">{s.paragraphs()}</div><div class="contact"><p>Media contact<br>Press office, +00 000 000<br>E-mail us here</p>
<p>Legal disclaimer: the publisher takes no responsibility for what is released here.</p></div></div>{FOOT}</body></html>"""


@page("27-comments", "22-vov-brief", "Northern Mail", "2012-08-20T06:00:00+01:00", ["Aoife Brannigan"])
def comments(s):
    s.headline = "News in brief from the northern provinces"
    said = "".join(f'<li class="comment"><b>reader{n}</b><p>I have lived here for forty years and I never saw anything like this, what a shame for the town.</p></li>' for n in range(4))
    return f"""<!doctype html><html lang="en-IE"><head><meta charset="utf-8"><title>{s.title()}</title>{s.ld(s.news_article(publisher=s.site))}</head><body>{NAV}
<article><h1>{s.title()}</h1>{s.paragraphs()}</article><section id="comments" class="comments"><h2>4 comments</h2><ul>{said}</ul></section>{FOOT}</body></html>"""


@page("28-app-state", "03-vovworld", "Peninsula Live", "2020-12-31T23:55:00-03:00", ["Inês Tavares", "Rui Falcão"])
def app_state(s):
    state = json.dumps({"props": {"pageProps": {"article": {"title": s.headline, "body": [t for _, t in s.body], "related": ["x"] * 50}}}})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title()}</title>{s.ld(s.news_article(dateModified="2021-01-02T10:00:00-03:00"))}</head>
<body><div id="__next"><header>{NAV}</header><main><h1>{s.title()}</h1><div data-testid="article-body">{s.paragraphs()}</div></main></div>
<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>"""


def main():
    folder = HERE / "pages"
    folder.mkdir(exist_ok=True)
    for name, story, site, date, authors, licence, encoding, json_ld, language, template in PAGES:
        told = Story(story, site, date, authors, licence)
        (folder / f"{name}.html").write_bytes(template(told).encode(encoding))
        gold = {
            "headline": told.headline, "date_published": date[:10], "author": authors, "publisher": site, "license": licence,
            "in_language": language, "json_ld": json_ld, "body": [text for _, text in told.body],
        }
        (folder / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
