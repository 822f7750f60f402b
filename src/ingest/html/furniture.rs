//! What stands on a page beside its article, told by what it is called, where it stands and what it looks like.
//!
//! An engine that finds the article's main text leaves in teasers of other articles, newsletter boxes, bylines, lists of
//! tags and the like. Each becomes a claim about the wrong show, so they are taken out here: first elements by their names ([`strip`]), before the
//! engine looks, then blocks by their looks ([`article`]), behind it. The words are data (`furniture.toml`).

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};
use memchr::memmem;

use super::blocks::{BODY_MARK, Block, Kind};
use super::vocabulary::Vocabulary;

/// Characters of prose that make an element worth believing when it is called the article's body.
const SOME_PROSE: usize = 250;
/// Characters from which a paragraph is surely one.
const LONG: usize = 80;

/// Takes out the elements that are called furniture, and marks those within what is called the article's body;
/// says how many characters of prose stand there.
pub fn strip(page: &Document, words: &'static Vocabulary) -> usize {
    let Some(body) = page.body() else { return 0 };
    let total = prose(&body);
    let mut named = Named::default();
    named.gather(&body, words, &mut Vec::new());
    named.strip_below(&body, total as f64);
    let bodies: Vec<(NodeRef, usize)> = named.bodies.iter().map(|node| (*node, prose(node))).collect();
    let largest = bodies.iter().map(|(_, prose)| *prose).max().unwrap_or(0);
    if largest < SOME_PROSE || (largest as f64) < 0.35 * prose(&body) as f64 {
        return 0;
    }
    // The innermost of those that hold about as much: `article-content` may hold `article-body`.
    let Some((innermost, _)) = bodies.iter().rev().find(|(_, prose)| *prose as f64 >= 0.85 * largest as f64) else { return 0 };
    // A body may come in several parts, called the same.
    let class = innermost.class();
    let parts = bodies.iter().filter(|(node, _)| node.id == innermost.id || class.is_some() && node.class() == class);
    let mut sum = 0;
    for (part, prose) in parts {
        sum += prose;
        // Gathered first: the tree must not be changed while it is walked.
        let inside: Vec<NodeRef> = part.descendants_it().filter(NodeRef::is_element).collect();
        // The part itself too: its text may stand between line breaks and in no paragraph.
        for inside in std::iter::once(*part).chain(inside) {
            inside.set_attr(BODY_MARK, "");
        }
    }
    sum
}

/// True if an engine missed most of what is called the article's body, which holds `body` characters of prose.
pub fn misses_body(found: &[Block], body: usize) -> bool {
    let inside: usize = found.iter().filter(|block| block.in_body).map(|block| block.chars - block.linked).sum();
    body >= 2 * SOME_PROSE && inside * 2 < body
}

/// The elements of a page whose names say something.
#[derive(Default)]
struct Named<'n> {
    /// Those that are called furniture, with the words that do it.
    furniture: HashMap<NodeId, (usize, Vec<&'static str>)>,
    /// How much prose all elements hold that are called by a word, and how much they may.
    words: HashMap<&'static str, (usize, f64)>,
    /// Those that are called the article's body, outer ones first.
    bodies: Vec<NodeRef<'n>>,
}

impl<'n> Named<'n> {
    /// Notes the elements below `node`; `above` are the words of those around it, which hold its prose already.
    fn gather(&mut self, node: &NodeRef<'n>, words: &'static Vocabulary, above: &mut Vec<&'static str>) {
        for child in node.children_it(false).filter(NodeRef::is_element) {
            let verdict = words.of(&child);
            if verdict.body {
                self.bodies.push(child);
            }
            let depth = above.len();
            if !verdict.body && !verdict.furniture.is_empty() {
                let held = prose(&child);
                for (word, most) in &verdict.furniture {
                    if !above.contains(word) {
                        self.words.entry(word).or_insert((0, *most)).0 += held;
                        above.push(word);
                    }
                }
                self.furniture.insert(child.id, (held, verdict.furniture.iter().map(|(word, _)| *word).collect()));
            }
            self.gather(&child, words, above);
            above.truncate(depth);
        }
    }

    /// Takes out what is furniture. A word that names much of the page's prose, in one element or in many
    /// (`<p class="paywall">`), names something else here.
    fn strip_below(&self, node: &NodeRef, total: f64) {
        let mut next = node.first_child();
        while let Some(child) = next {
            next = child.next_sibling();
            let goes = !is_word_of_sentence(&child)
                && self.furniture.get(&child.id).is_some_and(|(held, words)| {
                    words.iter().any(|word| {
                        let (sum, most) = self.words[word];
                        sum as f64 <= most * total || *held == 0
                    })
                });
            if goes {
                child.remove_from_parent();
            } else {
                self.strip_below(&child, total);
            }
        }
    }
}

/// True for a link or a `<span>` that a sentence goes on behind, whatever it is called: `the maker of <span class="ticker">Silo</span> said`.
fn is_word_of_sentence(node: &NodeRef) -> bool {
    let inline = ["a", "span", "b", "strong", "em", "i", "cite", "abbr", "mark", "q", "u", "time", "font"];
    let said = |node: Option<NodeRef>| node.is_some_and(|node| node.is_text() && node.text().chars().any(char::is_alphabetic));
    inline.iter().any(|name| node.has_name(name)) && said(node.prev_sibling()) && said(node.next_sibling())
}

/// Characters that are neither blanks nor links.
fn prose(node: &NodeRef) -> usize {
    let mut sum = 0;
    for child in node.children_it(false) {
        if child.is_text() {
            sum += child.text().chars().filter(|c| !c.is_whitespace()).count();
        } else if child.is_element() && !child.has_name("a") {
            sum += prose(&child);
        }
    }
    sum
}

/// The blocks of `found` that are the article, in order. `headline` is left out where it is repeated.
pub fn article(found: Vec<Block>, headline: Option<&str>, words: &Vocabulary) -> Vec<Block> {
    let mut blocks = within_body(found);
    drop_ends(&mut blocks, words);
    for block in &mut blocks {
        cut_credit(block);
        cut_lines(block, words);
    }
    let headline = headline.map(folded);
    let mut place = 0;
    blocks.retain(|block| {
        place += 1;
        let repeats = place <= 6 && headline.as_ref().is_some_and(|headline| *headline == folded(&block.text));
        !(block.text.is_empty()
            || repeats
            || words.is_line(&block.text)
            || words.is_notice(&block.text, block.linked > 0)
            || is_byline(&block.text)
            || is_credit(&block.text))
    });
    drop_linked(&mut blocks);
    drop_before_first(&mut blocks);
    drop_after_last(&mut blocks);
    drop_repeats(&mut blocks);
    blocks
}

/// The blocks of a feed's entry, which has little furniture: what begins like some, and what links elsewhere.
pub fn entry(mut blocks: Vec<Block>, headline: Option<&str>, words: &Vocabulary) -> Vec<Block> {
    let headline = headline.map(folded);
    blocks.retain(|block| {
        let repeats = headline.as_ref().is_some_and(|headline| *headline == folded(&block.text));
        !(block.text.is_empty()
            || repeats
            || words.is_line(&block.text)
            || words.is_notice(&block.text, block.linked > 0)
            || is_byline(&block.text))
    });
    drop_linked(&mut blocks);
    blocks
}

/// Only what stands within the element that the page calls the article's body, if that holds most of what
/// was found; in front of it a standfirst and a caption may stand.
fn within_body(mut blocks: Vec<Block>) -> Vec<Block> {
    let unlinked = |block: &Block| block.chars - block.linked;
    let all: usize = blocks.iter().map(unlinked).sum();
    let inside: usize = blocks.iter().filter(|block| block.in_body).map(unlinked).sum();
    if inside * 10 < all * 7 {
        return blocks;
    }
    let mut begun = false;
    blocks.retain(|block| {
        begun |= block.in_body;
        block.in_body || !begun && (block.kind == Kind::Caption || is_standfirst(block))
    });
    blocks
}

/// Some words that may stand in front of an article: a sentence, or something as long as one.
fn is_standfirst(block: &Block) -> bool {
    let words = block.text.split_whitespace().count();
    block.linked * 4 < block.chars && (words >= 8 || words >= 5 && ends_sentence(&block.text))
}

fn is_mostly_links(block: &Block) -> bool {
    block.linked * 100 >= block.chars * 80
}

fn is_prose(block: &Block) -> bool {
    block.chars >= LONG && block.linked * 2 < block.chars && ends_sentence(&block.text)
}

/// Lists of links, links that stand alone, headings that are links with nothing to head, and teasers: such headings one after the
/// other, each with a line or two about its article.
fn drop_linked(blocks: &mut Vec<Block>) {
    let mut groups = std::collections::BTreeMap::<usize, (usize, usize)>::new();
    for block in blocks.iter().filter(|block| block.group > 0) {
        let sums = groups.entry(block.group).or_default();
        sums.0 += block.chars;
        sums.1 += block.linked;
    }
    let mut keep: Vec<bool> = (0..blocks.len())
        .map(|i| {
            let block = &blocks[i];
            match block.kind {
                Kind::Heading if is_mostly_links(block) => blocks.get(i + 1).is_some_and(|next| is_prose(next) && next.chars >= 2 * LONG),
                Kind::Row | Kind::Caption => true,
                _ if block.group > 0 => {
                    let (chars, linked) = groups[&block.group];
                    linked * 100 < chars * 60 && !(is_mostly_links(block) && block.chars > 30)
                }
                _ => !is_mostly_links(block),
            }
        })
        .collect();
    let title = |i: usize| blocks[i].kind == Kind::Heading && is_mostly_links(&blocks[i]);
    let mut last: Option<usize> = None;
    for i in (0..blocks.len()).filter(|i| title(*i)) {
        // Between two titles of teasers stands little, and nothing that is not about the first.
        if let Some(last) = last.filter(|last| i - last <= 3 && !keep[*last])
            && blocks[last + 1..i].iter().all(|block| block.chars < 220)
        {
            keep[last..=i].fill(false);
        }
        last = Some(i);
    }
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

/// "More from Television" and what stands behind it: to the end if nothing long follows, else the links and labels.
fn drop_ends(blocks: &mut Vec<Block>, words: &Vocabulary) {
    let mut i = 0;
    while i < blocks.len() {
        let block = &blocks[i];
        if block.chars > 60 || ends_sentence(&block.text) && !block.text.ends_with(':') || !words.is_end(&block.text) {
            i += 1;
            continue;
        }
        let section =
            (i + 1..blocks.len()).find(|j| blocks[*j].kind == Kind::Heading && !words.is_end(&blocks[*j].text)).unwrap_or(blocks.len());
        let long = |range: std::ops::Range<usize>| range.filter(|j| is_prose(&blocks[*j]) && blocks[*j].chars >= 2 * LONG).count();
        let end = if long(i + 1..blocks.len()) == 0 {
            blocks.len()
        } else if long(i + 1..section) == 0 && section < blocks.len() {
            section
        } else {
            (i + 1..section).find(|j| is_prose(&blocks[*j])).unwrap_or(i + 1)
        };
        blocks.drain(i..end);
    }
}

/// Labels, dates and the like in front of the first paragraph.
fn drop_before_first(blocks: &mut Vec<Block>) {
    let Some(first) = blocks.iter().position(is_prose) else { return };
    let mut place = 0;
    blocks.retain(|block| {
        place += 1;
        if place > first {
            return true;
        }
        let words = block.text.split_whitespace().count();
        match block.kind {
            Kind::Caption | Kind::Row => true,
            Kind::Heading => words >= 5,
            Kind::Item => words >= 5,
            Kind::Paragraph => is_standfirst(block),
        }
    });
    // "In brief" above an article is a heading; a heading with nothing below it was the section's name.
    if blocks.first().is_some_and(|block| block.kind == Kind::Heading && block.text.split_whitespace().count() < 3) {
        blocks.remove(0);
    }
}

/// Labels, names and notes about the writer behind the last paragraph.
fn drop_after_last(blocks: &mut Vec<Block>) {
    let last = blocks.len();
    let mut place = 0;
    blocks.retain(|block| {
        place += 1;
        place + 4 < last || last < 4 || !is_about_writer(block)
    });
    while let Some(block) = blocks.last() {
        let goes = match block.kind {
            Kind::Heading => true,
            Kind::Paragraph => block.chars < LONG && !ends_sentence(&block.text) && blocks.len() > 2,
            Kind::Item => block.linked * 2 > block.chars,
            Kind::Caption | Kind::Row => false,
        };
        if !goes {
            break;
        }
        blocks.pop();
    }
}

/// Pull quotes, and paragraphs that a page shows twice.
fn drop_repeats(blocks: &mut Vec<Block>) {
    let texts: Vec<String> = blocks.iter().map(|block| folded(&block.text)).collect();
    let mut seen = HashSet::new();
    let mut pulled = 0;
    let keep: Vec<bool> = (0..blocks.len())
        .map(|i| {
            let text = &texts[i];
            if text.len() < 30 {
                return true;
            }
            if !seen.insert(text.as_str()) {
                return false;
            }
            let may_be_pulled = blocks[i].quoted || blocks[i].kind == Kind::Heading;
            // Bounded: every look goes over the whole text.
            if !may_be_pulled || pulled >= 50 {
                return true;
            }
            pulled += 1;
            !texts
                .iter()
                .enumerate()
                .any(|(j, other)| j != i && other.len() > text.len() && memmem::find(other.as_bytes(), text.as_bytes()).is_some())
        })
        .collect();
    let mut keep = keep.into_iter();
    blocks.retain(|_| keep.next().unwrap_or(true));
}

/// True if the text ends as a sentence does.
fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', ' ']);
    bare.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？']) || text.ends_with(['”', '"'])
}

/// Letters and digits in lower case.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// "By Ann Lee", "Ann Lee, TV editor", "12 March 2026, 10:15 GMT", "Updated 3 hours ago".
fn is_byline(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() > 14 || text.chars().count() > 110 || text.contains('\n') && words.len() > 10 {
        return false;
    }
    let first = words[0].trim_end_matches(':');
    if first.eq_ignore_ascii_case("by") && words.len() >= 2 && words[1].starts_with(char::is_uppercase) && !text.ends_with(['.', '!', '?'])
    {
        return true;
    }
    is_date_line(&words)
}

/// True if nearly all words belong to a date and a time.
fn is_date_line(words: &[&str]) -> bool {
    let mut digits = false;
    let mut others = 0;
    for word in words {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
        let month = MONTHS.iter().any(|month| bare.starts_with(month)) && bare.len() <= 9;
        let known = matches!(
            bare.as_str(),
            "" | "published"
                | "updated"
                | "posted"
                | "on"
                | "at"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "gmt"
                | "bst"
                | "et"
                | "est"
                | "edt"
                | "pt"
                | "pst"
                | "pdt"
                | "ist"
                | "utc"
                | "cet"
                | "cest"
                | "ago"
                | "hours"
                | "hour"
                | "minutes"
                | "min"
                | "mins"
                | "days"
                | "day"
                | "last"
                | "first"
                | "read"
                | "date"
                | "modified"
                | "mon"
                | "tue"
                | "wed"
                | "thu"
                | "fri"
                | "sat"
                | "sun"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "h"
                | "m"
                | "minute"
        );
        if bare.starts_with(|c: char| c.is_ascii_digit()) {
            digits = true;
        } else if !known && !month {
            others += 1;
        }
    }
    digits && others == 0
}

/// "Ann Lee is a staff writer who covers … Follow her on …".
fn is_about_writer(block: &Block) -> bool {
    let lower = block.text.to_lowercase();
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    let trade = any(&[
        "reporter", "writer", "editor", "correspondent", "journalist", "contributor", "columnist", "critic", "freelance", "blogger",
        "covers ", "covering ", "has written for", "has been writing", "newsroom", "bylines",
    ]);
    let says_so = any(&[" is a ", " is an ", " is the ", "’s ", " has ", " covers "]) && trade && block.chars < 600;
    let contact = any(&[
        "follow him", "follow her", "follow them", "follow me", "on twitter", "on x at", "on instagram", "on bluesky", "can be reached",
        "email him", "email her", "email me", "@", "contact him", "contact her", "reach her", "reach him", "you can find", "when not ",
        "when he's not", "when she's not", "when she’s not", "when he’s not", "in her spare time", "in his spare time", "lives in ",
    ]);
    trade && contact && says_so
        || block.chars < 200
            && any(&[
                "follow her on", "follow him on", "follow me on", "follow them on", "can be reached at", "email her at", "email him at",
            ])
        || block.chars < 130 && trade && says_so && lower.contains(" at ") && !lower.contains("said")
}

/// Credits of pictures: "Getty Images", "BBC/Red Door", "(Ann Lee/AP)", "Ann Lee for Site".
fn is_credit(text: &str) -> bool {
    let count = text.chars().count();
    if count > 80 || text.ends_with('.') && count > 30 {
        return false;
    }
    let lower = text.to_lowercase();
    const AGENCIES: &[&str] = &[
        "getty", "shutterstock", "reuters", "alamy", "wireimage", "everett collection", "afp", "pa wire", "pa media", "associated press",
        "/ap", "ap photo", "rex features", "zuma", "courtesy of", "splash news",
    ];
    AGENCIES.iter().any(|agency| lower.contains(agency)) && text.split_whitespace().count() <= 8
}

/// Cuts lines out of a block of several that are furniture by themselves: pages made with `<br>`.
fn cut_lines(block: &mut Block, words: &Vocabulary) {
    if block.kind != Kind::Paragraph || !block.text.contains('\n') {
        return;
    }
    let lines: Vec<&str> = block.text.lines().filter(|line| !words.is_line(line) && !is_byline(line)).collect();
    block.text = lines.join("\n");
    block.chars = block.text.chars().count();
    block.linked = block.linked.min(block.chars);
}

/// Cuts the credit off a caption: "Ann Lee in *Fjord*. Photograph: A. Nyone".
fn cut_credit(block: &mut Block) {
    if block.kind != Kind::Caption {
        return;
    }
    const CREDITS: &[&str] = &[
        "Photo:", "Photograph:", "Photography:", "Picture:", "Image:", "Image credit:", "Image Credit:", "Credit:", "Credit line:",
        "(Photo by", "(Image credit", "(Image:", "(Credit", "[Photo", "[Image", "Photo by ", "Photo Credit:", "Photo credit:", "Source:",
        "(Picture:", "(Photo:", "Courtesy of", "©",
    ];
    let cut = CREDITS.iter().filter_map(|credit| block.text.find(credit)).min();
    if let Some(cut) = cut {
        block.text.truncate(cut);
        block.text.truncate(block.text.trim_end_matches([' ', '|', '-', '–', '—', '\n']).len());
        block.chars = block.text.chars().count();
        block.linked = block.linked.min(block.chars);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(html: &str) -> String {
        let page = Document::from(html);
        strip(&page, Vocabulary::builtin());
        page.body().unwrap().text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_word_that_names_most_of_the_page_names_no_furniture() {
        let p = "<p class=paywall>A paragraph of the article, long enough to count as prose.</p>";
        assert!(stripped(&format!("<p>One.</p>{p}{p}{p}")).contains("long enough"));
        assert!(stripped("<article class='tag-x promo'><p>The article.</p></article>").contains("article"));
        let long = "<p>The article goes on and on, and it says what there is to say.</p>";
        assert!(!stripped(&format!("<div>{long}{long}{long}</div><div class=promo-box><p>Buy it.</p></div>")).contains("Buy"));
    }

    #[test]
    fn a_word_of_a_sentence_stays_whatever_it_is_called() {
        let p = |word: &str| format!("<p>The maker of {word} said that the next season is about the same keeper of the same light.</p>");
        for word in ["<span class=ticker>Low Water</span>", "<a class=popup href=x>Low Water</a>", "<span class='tooltip'>Low Water</span>"]
        {
            assert!(stripped(&p(word).repeat(3)).contains("of Low Water said"), "{word}");
        }
        assert!(!stripped(&format!("{}<span class=ticker>Low Water 3.1</span>", p("it").repeat(3))).contains("3.1"));
    }

    #[test]
    fn text_between_line_breaks_is_within_the_body_that_is_called_so() {
        let line =
            |n: usize| format!("The keeper of the light says that season {n} will come, and nobody has said when it begins.<br><br>");
        let lines: String = (0..12).map(line).collect();
        let page = format!("<div class=top>Top</div><div class=article-body>{lines}</div><div>End</div>");
        let found = super::super::page(&page, None, &super::super::Smoothie);
        assert_eq!(found.body.matches("keeper of the light").count(), 12, "{}", found.body);
    }

    fn block(kind: Kind, text: &str) -> Block {
        Block { kind, text: text.into(), chars: text.chars().count(), linked: 0, group: 0, in_body: false, quoted: false }
    }

    fn kept(blocks: Vec<Block>) -> Vec<String> {
        article(blocks, Some("A show ends"), Vocabulary::builtin()).into_iter().map(|block| block.text).collect()
    }

    const PROSE: &str = "The show will end after its third season, the network said, and nobody in the building was surprised.";
    const MORE: &str = "A last episode of two hours has been written, and it will be filmed in the spring if the weather allows it.";

    #[test]
    fn labels_bylines_and_teasers_around_an_article_are_left_out() {
        let link = |text: &str| Block { linked: text.chars().count(), ..block(Kind::Paragraph, text) };
        let blocks = vec![
            block(Kind::Paragraph, "Television"),
            block(Kind::Heading, "A show ends"),
            block(Kind::Paragraph, "By Ann Lee"),
            block(Kind::Paragraph, "12 March 2026, 10:15 GMT"),
            block(Kind::Paragraph, PROSE),
            link("Ten shows that ended too late"),
            block(Kind::Paragraph, MORE),
            block(Kind::Heading, "More from Television"),
            block(Kind::Paragraph, "Another show is renewed by its network."),
        ];
        assert_eq!(kept(blocks), [PROSE, MORE]);
    }

    #[test]
    fn headings_lists_and_captions_of_the_article_stay() {
        let blocks = vec![
            block(Kind::Caption, "Ann Lee as the keeper. Photo: A. Nyone"),
            block(Kind::Paragraph, PROSE),
            block(Kind::Heading, "The cast"),
            block(Kind::Item, "Ann Lee as the keeper"),
            block(Kind::Paragraph, MORE),
        ];
        assert_eq!(kept(blocks), ["Ann Lee as the keeper.", PROSE, "The cast", "Ann Lee as the keeper", MORE]);
    }

    #[test]
    fn pull_quotes_and_notes_about_the_writer_go() {
        let pulled = Block { quoted: true, ..block(Kind::Paragraph, "nobody in the building was surprised") };
        let writer = "Bo Kim is a reporter who covers television. Follow him on X at @bokim.";
        let blocks = vec![
            block(Kind::Paragraph, PROSE),
            pulled,
            block(Kind::Paragraph, MORE),
            block(Kind::Paragraph, "The end."),
            block(Kind::Paragraph, writer),
        ];
        assert_eq!(kept(blocks), [PROSE, MORE, "The end."]);
    }
}
