//! What a page says of its article: headline, dates, outlet, author, address, language.
//!
//! Pages say the same thing in many places, and not all of them are kept true. The order of trust, highest first:
//!
//! | fact | order |
//! |---|---|
//! | headline | the `<h1>` that shares most words with what follows · JSON-LD · OpenGraph · other metas · `<title>` without the outlet |
//! | published | JSON-LD · `article:` and OpenGraph metas · other metas · `itemprop` and `<time>` · a visible date · the address |
//! | modified | JSON-LD · metas · `itemprop` |
//! | outlet | JSON-LD publisher · `og:site_name` · other metas · what `<title>` ends with · the address's host |
//! | author | JSON-LD · metas · `itemprop` and `rel` · the visible byline |
//! | address | `rel=canonical` · `og:url` · JSON-LD · where the page was fetched |
//! | language | `<html lang>` · OpenGraph · other metas |
//!
//! A value that is no date, no address or empty counts as not said. JSON-LD is used for facts only: its `articleBody` is too often cut off.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::super::meta::published as day;

/// Where a fact was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    /// A block of JSON-LD.
    JsonLd,
    /// A `<meta property="og:…">` or `article:…`.
    OpenGraph,
    /// Another `<meta>`.
    Meta,
    /// `itemprop`, `rel` or `<time>`.
    Markup,
    /// A heading.
    Heading,
    /// `<title>`.
    Title,
    /// What a reader sees: a byline, a date.
    Visible,
    /// `<link rel="canonical">`.
    Canonical,
    /// The article's address.
    Address,
    /// Where the page was fetched.
    Fetched,
}

impl From {
    /// The word in records.
    pub fn word(self) -> &'static str {
        match self {
            From::JsonLd => "json-ld",
            From::OpenGraph => "opengraph",
            From::Meta => "meta",
            From::Markup => "markup",
            From::Heading => "heading",
            From::Title => "title-tag",
            From::Visible => "visible",
            From::Canonical => "canonical",
            From::Address => "address",
            From::Fetched => "fetched",
        }
    }
}

/// A value and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The value, blanks collapsed.
    pub value: String,
    /// Its source.
    pub from: From,
}

/// What a page says of its article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The headline.
    pub title: Option<Fact>,
    /// When it was published, as the page writes it: with time and zone where it has them.
    pub published: Option<Fact>,
    /// When it was last changed.
    pub modified: Option<Fact>,
    /// Who published it.
    pub outlet: Option<Fact>,
    /// Who wrote it.
    pub author: Option<Fact>,
    /// Its address.
    pub url: Option<Fact>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<Fact>,
}

/// Names of metas beside OpenGraph, lower case, best first.
const PUBLISHED: &[&str] = &[
    "datepublished", "date.published", "publish-date", "publish_date", "publishdate", "pubdate", "publication_date", "publication-date",
    "published_time", "parsely-pub-date", "sailthru.date", "article.published", "published-date", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "date", "article_date_original",
    "originalpublicationdate", "release_date", "created", "ptime", "displaydate", "timestamp", "bt:pubdate", "rnews:datepublished",
];
const MODIFIED: &[&str] =
    &["datemodified", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", "revised", "date.updated", "article.updated"];
const OUTLETS: &[&str] = &["dc.publisher", "dcterms.publisher", "publisher", "application-name", "cre", "apple-mobile-web-app-title"];
const AUTHORS: &[&str] =
    &["author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article.author", "byl", "dc.contributor"];
const TITLES: &[&str] = &["headline", "hdl", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title"];
/// `@type`s of articles.
const ARTICLES: &[&str] = &[
    "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "AskPublicNewsArticle", "TechArticle", "SocialMediaPosting", "Review",
    "CriticReview", "Report",
];

/// The facts of a page. `json_ld` are its blocks of JSON-LD, `fetched` is where it was fetched.
pub fn facts(page: &Document, json_ld: &[String], fetched: Option<&str>) -> Facts {
    let objects: Vec<Value> = json_ld.iter().filter_map(|block| json(block)).flat_map(objects).collect();
    let metas = metas(page);
    let seen = Seen::of(page);
    let title_tag = page.select_single("head title").nodes().first().map(|node| collapsed(&node.text())).filter(|title| !title.is_empty());

    let of_meta = |names: &[&str]| names.iter().find_map(|name| metas.get(name)).map(|value| fact(value, From::Meta));
    let of_graph = |names: &[&str]| names.iter().find_map(|name| metas.get(name)).map(|value| fact(value, From::OpenGraph));
    let named: Vec<&str> = [metas.get("og:title"), title_tag.as_deref()].into_iter().flatten().collect();
    let article = article(&objects, &named);
    let said = |key: &str| article.and_then(|object| text_of(object.get(key)?, &objects)).map(|value| fact(&value, From::JsonLd));

    let url = seen
        .canonical
        .clone()
        .filter(|url| is_address(url))
        .map(|url| fact(&url, From::Canonical))
        .or_else(|| of_graph(&["og:url"]).filter(|url| is_address(&url.value)))
        .or_else(|| said("url").or_else(|| said("mainEntityOfPage")).filter(|url| is_address(&url.value)))
        .or_else(|| fetched.filter(|url| is_address(url)).map(|url| fact(url, From::Fetched)));
    let host = url.as_ref().or(None).map(|url| url.value.as_str()).or(fetched).and_then(host);

    let outlet = said("publisher")
        .filter(|outlet| !is_address(&outlet.value))
        .or_else(|| of_graph(&["og:site_name"]))
        .or_else(|| of_meta(OUTLETS))
        .or_else(|| title_tag.as_deref().and_then(|title| suffix(title).map(|(_, outlet)| fact(outlet, From::Title))))
        .or_else(|| host.map(|host| fact(host, From::Address)));

    let without_outlet =
        |title: Fact| Fact { value: without_outlet(&title.value, outlet.as_ref().map(|outlet| outlet.value.as_str())), from: title.from };
    let second = said("headline")
        .or_else(|| said("name"))
        .or_else(|| of_graph(&["og:title"]).map(without_outlet))
        .or_else(|| of_meta(TITLES).map(without_outlet))
        .or_else(|| title_tag.as_deref().map(|title| without_outlet(fact(title, From::Title))));
    let title = seen
        .headline(&[second.as_ref().map(|fact| fact.value.as_str()), metas.get("og:title"), title_tag.as_deref()], outlet.as_ref())
        .or(second);

    let date = |fact: &Fact| day(&fact.value).is_some();
    let published = said("datePublished")
        .filter(date)
        .or_else(|| said("dateCreated").filter(date))
        .or_else(|| {
            of_graph(&[
                "article:published_time", "og:published_time", "og:article:published_time", "article:published", "og:pubdate",
                "og:article:published",
            ])
            .filter(date)
        })
        .or_else(|| PUBLISHED.iter().filter_map(|name| metas.get(name)).map(|value| fact(&written(value), From::Meta)).find(date))
        .or_else(|| seen.published.clone())
        .or_else(|| of_any_page(&objects, "datePublished").filter(date))
        .or_else(|| seen.visible.clone())
        .or_else(|| url.as_ref().map(|url| url.value.as_str()).or(fetched).and_then(day_of_address).map(|day| fact(&day, From::Address)));
    let modified = said("dateModified")
        .filter(date)
        .or_else(|| of_graph(&["article:modified_time", "og:updated_time", "og:article:modified_time"]).filter(date))
        .or_else(|| MODIFIED.iter().filter_map(|name| metas.get(name)).map(|value| fact(&written(value), From::Meta)).find(date))
        .or_else(|| seen.modified.clone());

    let author = said("author")
        .or_else(|| of_graph(&["article:author", "og:author"]).filter(|author| !is_address(&author.value)))
        .or_else(|| of_meta(AUTHORS).filter(|author| !is_address(&author.value)))
        .or_else(|| seen.author.clone());
    let language = seen
        .language
        .as_deref()
        .map(|language| fact(language, From::Markup))
        .or_else(|| of_graph(&["og:locale"]))
        .or_else(|| of_meta(&["content-language", "language", "dc.language", "dcterms.language"]))
        .or_else(|| said("inLanguage"))
        .map(|language| Fact { value: language.value.replace('_', "-"), from: language.from });
    Facts { title, published, modified, outlet, author, url, language }
}

fn fact(value: &str, from: From) -> Fact {
    Fact { value: collapsed(value), from }
}

fn collapsed(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The metas of a page by name, first ones first.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn metas(page: &Document) -> Metas {
    let mut metas = Vec::new();
    for node in page.select("meta[content]").nodes() {
        let value = node.attr_or("content", "");
        if value.trim().is_empty() || value.len() > 2000 {
            continue;
        }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                metas.push((name.trim().to_ascii_lowercase(), collapsed(&value)));
            }
        }
    }
    Metas(metas)
}

/// What a reader sees, and what the markup of the body says.
#[derive(Default)]
struct Seen {
    headings: Vec<String>,
    published: Option<Fact>,
    modified: Option<Fact>,
    visible: Option<Fact>,
    author: Option<Fact>,
    canonical: Option<String>,
    language: Option<String>,
}

impl Seen {
    fn of(page: &Document) -> Seen {
        let mut seen = Seen::default();
        let root = page.html_root();
        seen.language =
            root.attr("lang").or_else(|| root.attr("xml:lang")).map(|lang| lang.trim().to_owned()).filter(|lang| !lang.is_empty());
        seen.canonical =
            page.select("link[rel=canonical]").nodes().first().and_then(|link| link.attr("href")).map(|href| href.trim().to_owned());
        let mut times: Vec<(bool, Fact)> = Vec::new();
        let mut subheads = Vec::new();
        for node in root.descendants_it() {
            let Some(element) = node.element_ref() else { continue };
            let name = &*element.name.local;
            let mut class = "";
            let mut itemprop = "";
            let mut rel = "";
            let mut datetime = None;
            let mut content = None;
            for attribute in &element.attrs {
                match &*attribute.name.local {
                    "class" | "id" if class.is_empty() => class = &attribute.value,
                    "itemprop" => itemprop = &attribute.value,
                    "rel" => rel = &attribute.value,
                    "datetime" => datetime = Some(&*attribute.value),
                    "content" => content = Some(&*attribute.value),
                    _ => {}
                }
            }
            if name == "h1" {
                seen.headings.push(collapsed(&node.text()));
            }
            if itemprop.is_empty() && class.is_empty() && name != "time" && rel.is_empty() || class.len() > 300 {
                continue;
            }
            let class = class.to_ascii_lowercase();
            let called = |word: &str| class.contains(word);
            if itemprop == "headline" || name == "h2" && (called("headline") || called("entry-title") || called("post-title")) {
                subheads.push(collapsed(&node.text()));
            }
            let value = || written(content.or(datetime).unwrap_or(&node.text()));
            match itemprop {
                "datePublished" | "dateCreated" if seen.published.is_none() => {
                    seen.published = Some(fact(&value(), From::Markup)).filter(|fact| day(&fact.value).is_some());
                }
                "dateModified" if seen.modified.is_none() => {
                    seen.modified = Some(fact(&value(), From::Markup)).filter(|fact| day(&fact.value).is_some());
                }
                "author" if seen.author.is_none() && name != "meta" => seen.author = byline(&node),
                _ => {}
            }
            if name == "time" || datetime.is_some() && name != "del" && name != "ins" {
                let fact = fact(&value(), From::Markup);
                if day(&fact.value).is_some() {
                    let changed = called("updated") && !called("published") || called("modified");
                    times.push((changed, fact));
                }
            }
            let dated = ["date", "publish", "timestamp", "byline", "posted", "time-", "-time", "meta", "pubdate", "dateline"]
                .iter()
                .any(|word| called(word));
            if dated && seen.visible.is_none() && name != "body" {
                let text = node.text();
                if text.len() < 200 {
                    seen.visible = spoken(&text).map(|day| fact(&day, From::Visible));
                }
            }
            if seen.author.is_none()
                && (rel == "author" || called("byline") || called("author-name") || called("author__name") || class == "author")
            {
                seen.author = byline(&node);
            }
        }
        if seen.headings.iter().all(String::is_empty) {
            seen.headings = subheads;
        }
        if seen.published.is_none() {
            // Times of publication before those of changes; those of other articles come later on a page.
            seen.published = times.iter().find(|(changed, _)| !changed).map(|(_, fact)| fact.clone());
        }
        if seen.modified.is_none() {
            seen.modified = times.iter().find(|(changed, _)| *changed).map(|(_, fact)| fact.clone());
        }
        seen
    }

    /// The heading that shares most words with what the page calls its article elsewhere.
    fn headline(&self, names: &[Option<&str>], outlet: Option<&Fact>) -> Option<Fact> {
        let names: Vec<&str> = names.iter().flatten().copied().collect();
        let is_outlet = |heading: &str| outlet.is_some_and(|outlet| outlet.value.eq_ignore_ascii_case(heading));
        let mut best: Option<(f64, &String)> = None;
        for heading in self.headings.iter().filter(|heading| !heading.is_empty() && heading.len() < 400 && !is_outlet(heading)) {
            let likeness = names.iter().map(|name| likeness(heading, name)).fold(0.0, f64::max);
            if best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, heading));
            }
        }
        best.filter(|(likeness, _)| *likeness >= 0.4 || names.is_empty()).map(|(_, heading)| fact(heading, From::Heading))
    }
}

/// Share of the words of the shorter text that the other has too.
fn likeness(a: &str, b: &str) -> f64 {
    let words = |text: &str| {
        let mut words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (a, b) = (words(a), words(b));
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    a.iter().filter(|word| b.binary_search(word).is_ok()).count() as f64 / least as f64
}

/// "By Ann Lee and Bo Kim, TV editor" without what stands around the names.
fn byline(node: &NodeRef) -> Option<Fact> {
    let text = collapsed(&node.text());
    let bare = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).or_else(|| text.strip_prefix("BY ")).unwrap_or(&text);
    let end = bare.find(['|', '·', '•', ',', '(', '@']).unwrap_or(bare.len());
    let name = bare[..end].trim();
    let sane = name.len() >= 3 && name.len() <= 80 && name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit());
    sane.then(|| fact(name, From::Visible))
}

fn is_address(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

fn host(url: &str) -> Option<&str> {
    let host = url.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The title and what stands behind its last separator.
fn suffix(title: &str) -> Option<(&str, &str)> {
    let (at, length) = [" | ", " - ", " – ", " — ", " · ", " :: ", " » ", " • "]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())))
        .max()?;
    let (head, tail) = (title[..at].trim(), title[at + length..].trim());
    (!head.is_empty() && !tail.is_empty() && tail.split_whitespace().count() <= 5).then_some((head, tail))
}

/// A title without the outlet behind it: behind a bar always, behind a dash if it is the outlet's name.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let mut title = title;
    while let Some((head, tail)) = suffix(title) {
        let bar = title[head.len()..].trim_start().starts_with(['|', '»', '·', '•']) || title[head.len()..].trim_start().starts_with("::");
        let named = outlet.is_some_and(|outlet| likeness(tail, outlet) >= 0.99);
        if !(named || bar && head.split_whitespace().count() >= 3) {
            break;
        }
        title = head;
    }
    title.to_owned()
}

/// A date as metas and bylines write it, as one that [`day`] reads; else the value itself.
fn written(value: &str) -> String {
    if day(value).is_some() { value.to_owned() } else { spoken(value).unwrap_or_else(|| value.to_owned()) }
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// "March 12, 2026", "12 Mar. 2026", "Thursday 12th March 2026 10.15 GMT", "2026-03-12 10:15": the first such day.
pub fn spoken(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '•' | '·')).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| {
        let lower = word.trim_end_matches('.').to_ascii_lowercase();
        let number = MONTHS.iter().position(|month| lower.starts_with(month))?;
        (lower.len() <= 9 && lower.chars().all(|c| c.is_ascii_alphabetic())).then_some(number + 1)
    };
    let number = |word: &str| -> Option<usize> {
        let digits =
            word.trim_end_matches(['.', ':']).trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
        (digits.len() <= 4).then(|| digits.parse().ok())?
    };
    for i in 0..words.len() {
        if let Some(iso) = day(words[i]).filter(|day| day.len() == 10) {
            return Some(iso);
        }
        let Some(month) = month(words[i]) else { continue };
        let before = i.checked_sub(1).and_then(|j| number(words[j])).filter(|day| (1..=31).contains(day));
        let after = words.get(i + 1).and_then(|word| number(word));
        let found = match (before, after) {
            (Some(date), Some(year)) if (1900..2200).contains(&year) => Some((date, year)),
            (_, Some(date)) if (1..=31).contains(&date) => {
                words.get(i + 2).and_then(|word| number(word)).filter(|year| (1900..2200).contains(year)).map(|year| (date, year))
            }
            _ => None,
        };
        if let Some((date, year)) = found {
            return day(&format!("{year:04}-{month:02}-{date:02}"));
        }
    }
    None
}

/// The day in an address: `/2026/03/12/`, `/2026-03-12-`, `/20260312`; or the month.
fn day_of_address(url: &str) -> Option<String> {
    let path = url.split("://").nth(1)?.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let digits = |part: &str, width: usize| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
    for i in 0..parts.len() {
        if digits(parts[i], 4) && (parts[i].starts_with("19") || parts[i].starts_with("20")) {
            let month = parts.get(i + 1).map(|month| month_number(month)).unwrap_or_default();
            if let Some(month) = month {
                let date = parts
                    .get(i + 2)
                    .and_then(|date| date.get(..date.len().min(2)))
                    .filter(|date| digits(date, date.len()) && parts[i + 2].len() <= 2);
                let whole = date.and_then(|date| day(&format!("{}-{month:02}-{date:0>2}", parts[i])));
                return whole.or_else(|| day(&format!("{}-{month:02}", parts[i])));
            }
        }
        for start in ["19", "20"] {
            for (at, _) in parts[i].match_indices(start) {
                let alone = at == 0 || !parts[i].as_bytes()[at - 1].is_ascii_digit();
                let ten = parts[i].get(at..at + 10).filter(|ten| ten.as_bytes()[4] == b'-').and_then(day);
                let eight = parts[i]
                    .get(at..at + 8)
                    .filter(|eight| digits(eight, 8))
                    .filter(|_| parts[i].as_bytes().get(at + 8).is_none_or(|byte| !byte.is_ascii_digit()));
                if let Some(found) = ten.or_else(|| eight.and_then(day)).filter(|found| alone && found.len() == 10) {
                    return Some(found);
                }
            }
        }
    }
    None
}

fn month_number(part: &str) -> Option<usize> {
    let lower = part.to_ascii_lowercase();
    part.parse()
        .ok()
        .filter(|month| (1..=12).contains(month) && part.len() <= 2)
        .or_else(|| (lower.len() == 3).then(|| MONTHS.iter().position(|month| *month == lower).map(|n| n + 1))?)
}

/// A block of JSON-LD; line ends inside strings and comments around it are got over.
fn json(block: &str) -> Option<Value> {
    let block = block
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim()
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim()
        .trim_end_matches(';');
    serde_json::from_str(block).ok().or_else(|| {
        let clean: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&clean).ok()
    })
}

/// The objects of a block: those of a list, a `@graph`, and the main entity of a page.
fn objects(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.into_iter().flat_map(objects).collect(),
        Value::Object(mut object) => {
            let mut found: Vec<Value> = object.remove("@graph").map(objects).unwrap_or_default();
            if let Some(main) = object.get("mainEntity").filter(|main| main.is_object()) {
                found.extend(objects(main.clone()));
            }
            found.insert(0, Value::Object(object));
            found
        }
        _ => Vec::new(),
    }
}

fn is_article(object: &Value) -> bool {
    let known = |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLES.contains(&kind.rsplit(['/', ':']).next().unwrap_or(kind)));
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(known),
        Some(kind) => known(kind),
        None => false,
    }
}

/// The object that is the page's article: the one whose headline is most like the page's own names for it.
fn article<'v>(objects: &'v [Value], names: &[&str]) -> Option<&'v Value> {
    let mut best: Option<(f64, &Value)> = None;
    for object in objects.iter().filter(|object| is_article(object)) {
        let headline = object.get("headline").or_else(|| object.get("name")).and_then(Value::as_str).unwrap_or_default();
        let likeness = names.iter().map(|name| likeness(headline, name)).fold(0.0, f64::max);
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, object));
        }
    }
    best.map(|(_, object)| object)
}

/// A fact of the page itself, where no article is described.
fn of_any_page(objects: &[Value], key: &str) -> Option<Fact> {
    objects.iter().find_map(|object| text_of(object.get(key)?, objects)).map(|value| fact(&value, From::JsonLd))
}

/// The text of a value: a string, an object's name or address, the names of a list; references into the graph are followed.
fn text_of(value: &Value, objects: &[Value]) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => {
            let own = ["name", "headline", "@value", "url"].iter().find_map(|key| object.get(*key)?.as_str()).map(str::to_owned);
            let id = object.get("@id").and_then(Value::as_str);
            let other = || objects.iter().find(|other| other.get("@id").and_then(Value::as_str) == id && other.get("name").is_some());
            own.or_else(|| id.and_then(|_| other()).and_then(|other| other.get("name")?.as_str().map(str::to_owned)))
                .or_else(|| id.map(str::to_owned))?
        }
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter(|value| !value.is_array()).filter_map(|value| text_of(value, objects)).collect();
            names.join(", ")
        }
        _ => return None,
    };
    // Strings of JSON need no entities, but pages write them.
    let text = if text.contains('&') { Document::fragment(text).text().to_string() } else { text };
    let text = collapsed(&text);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str, body: &str) -> Facts {
        let html = format!("<html lang=en-GB><head>{head}</head><body>x{body}</body></html>");
        let tamed = super::super::tame::tame(&html);
        facts(&Document::from(tamed.html.as_str()), &tamed.json_ld, None)
    }

    fn value(fact: &Option<Fact>) -> Option<(&str, From)> {
        fact.as_ref().map(|fact| (fact.value.as_str(), fact.from))
    }

    #[test]
    fn json_ld_is_read_through_graphs_lists_and_references() {
        let facts = read(
            r##"<script type="application/ld+json">{"@graph":[{"@type":"Organization","@id":"#o","name":"The Slate &amp; Reel"},
            {"@type":["NewsArticle"],"headline":"“Fjord” ends","datePublished":"2026-03-12T23:10:00-05:00","publisher":{"@id":"#o"},
            "author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Kim"}]}]}</script>"##,
            "",
        );
        assert_eq!(value(&facts.title), Some(("“Fjord” ends", From::JsonLd)));
        assert_eq!(value(&facts.published), Some(("2026-03-12T23:10:00-05:00", From::JsonLd)));
        assert_eq!(value(&facts.author), Some(("Ann Lee, Bo Kim", From::JsonLd)));
        assert_eq!(value(&facts.language), Some(("en-GB", From::Markup)));
        assert_eq!(facts.outlet.unwrap().value, "The Slate & Reel");
    }

    #[test]
    fn a_heading_is_the_headline_if_the_page_says_so_elsewhere() {
        let facts = read("<title>Fjord ends after two series | Slate</title>", "<h1>Slate</h1><h1>‘Fjord’ ends after two series</h1>");
        assert_eq!(value(&facts.title), Some(("‘Fjord’ ends after two series", From::Heading)));
        assert_eq!(value(&facts.outlet), Some(("Slate", From::Title)));
        let facts = read(
            "<meta property=og:title content='Fjord ends - The Slate'><meta property=og:site_name content='The Slate'>",
            "<h1>Welcome</h1>",
        );
        assert_eq!(value(&facts.title), Some(("Fjord ends", From::OpenGraph)));
    }

    #[test]
    fn dates_come_from_metas_markup_sight_and_address() {
        let published = |head: &str, body: &str| value(&read(head, body).published).map(|(value, from)| (value.to_owned(), from));
        let is = |value: &str, from| Some((value.to_owned(), from));
        assert_eq!(published("<meta name=pubdate content='March 12, 2026'>", ""), is("2026-03-12", From::Meta));
        assert_eq!(
            published("", "<time class=updated datetime=2026-03-14>x</time><time datetime=2026-03-12T10:00Z>y</time>"),
            is("2026-03-12T10:00Z", From::Markup)
        );
        assert_eq!(
            published("", "<div class=story-date>Published: Thursday 12th March 2026, 10.15am</div>"),
            is("2026-03-12", From::Visible)
        );
        assert_eq!(published("<link rel=canonical href='https://a.example/tv/2026/mar/12/fjord'>", ""), is("2026-03-12", From::Address));
        assert_eq!(published("<link rel=canonical href='https://a.example/2026/03/fjord'>", ""), is("2026-03", From::Address));
        assert_eq!(published("<link rel=canonical href='https://a.example/fjord-20260312.html'>", ""), is("2026-03-12", From::Address));
        assert_eq!(published("<meta name=date content=soon>", "<p>In March 2026 it ended.</p>"), None);
    }
}
