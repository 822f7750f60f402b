//! The blocks that a part of a page shows: headings, paragraphs, list items, rows, captions.
//!
//! Walks what the main-text engine chose, keeps what the markup says of every block, and judges nothing: that is
//! `furniture`'s matter. Emphasis that looks like a title is marked in the text (`*Title*`), because names are
//! recognised by it later.

use dom_query::NodeRef;

/// What kind of block the markup makes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// `<h1>` to `<h6>`.
    Heading,
    /// Running text, and whatever is nothing else.
    #[default]
    Paragraph,
    /// `<li>`.
    Item,
    /// A row of a table of data, or a term with its description.
    Row,
    /// `<figcaption>`, or what a class calls a caption.
    Caption,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its kind.
    pub kind: Kind,
    /// Its text: blanks collapsed, lines where `<br>` stood, titles in emphasis marked.
    pub text: String,
    /// Characters of the text.
    pub chars: usize,
    /// How many of them are links.
    pub linked: usize,
    /// Number of the list, quotation or table that it belongs to, 0 for none.
    pub group: usize,
    /// It stands within the element that its page calls the article's body.
    pub in_body: bool,
    /// It stands in a quotation or is called one.
    pub quoted: bool,
}

/// Attribute by which elements of the article's body are marked before an engine moves them.
pub const BODY_MARK: &str = "data-greenlit-body";

/// The blocks below `root`, in order.
pub fn blocks(root: &NodeRef) -> Vec<Block> {
    let mut walk = Walk { kind: Kind::Paragraph, ..Walk::default() };
    walk.children(root);
    walk.flush();
    walk.out
}

#[derive(Default)]
struct Walk {
    out: Vec<Block>,
    text: String,
    linked: usize,
    kind: Kind,
    in_link: bool,
    in_body: bool,
    quoted: bool,
    group: usize,
    groups: usize,
    /// A blank is due before the next word.
    blank: bool,
    /// The item has no block yet: its second one is a paragraph.
    item_opens: bool,
}

impl Walk {
    fn children(&mut self, node: &NodeRef) {
        for child in node.children_it(false) {
            self.node(&child);
        }
    }

    fn node(&mut self, node: &NodeRef) {
        if node.is_text() {
            return self.words(&node.text());
        }
        let Some(element) = node.element_ref() else { return };
        let name = element.name.local.to_string();
        let marked = element.attrs.iter().any(|attribute| &*attribute.name.local == BODY_MARK);
        let names: String =
            element.attrs.iter().filter(|a| matches!(&*a.name.local, "class")).map(|a| a.value.to_ascii_lowercase()).collect();
        drop(element);
        let before = (self.kind, self.in_body, self.quoted, self.group, self.in_link);
        match name.as_str() {
            "script" | "style" | "img" | "head" | "button" | "input" | "svg" | "iframe" => {}
            "br" => self.line(),
            "hr" => self.flush(),
            "a" => {
                self.in_link = true;
                self.children(node);
                self.in_link = before.4;
            }
            "em" | "i" | "cite" => self.emphasis(node),
            "q" => {
                self.words("“");
                self.blank = false;
                self.children(node);
                self.blank = false;
                self.words("”");
            }
            "sup" if node.text().trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '[' | ']' | '*')) => {}
            "table" if is_data(node) => self.rows(node),
            "dl" => self.terms(node),
            name if is_block(name) => {
                self.flush();
                self.in_body |= marked;
                let called = |word: &str| names.contains(word);
                self.kind = match name {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
                    "li" => Kind::Item,
                    "figcaption" => Kind::Caption,
                    "p" | "div" | "span" if self.kind == Kind::Paragraph && (called("caption") || called("cutline")) => Kind::Caption,
                    "ul" | "ol" => Kind::Paragraph,
                    _ => self.kind,
                };
                self.quoted |= name == "blockquote" || name == "aside" || called("pullquote") || called("pull-quote") || called("quote");
                if matches!(name, "ul" | "ol" | "blockquote" | "table") && (self.group == 0 || name != "ol" && name != "ul") {
                    self.groups += 1;
                    self.group = self.groups;
                }
                self.item_opens |= name == "li";
                self.children(node);
                self.flush();
                (self.kind, self.in_body, self.quoted, self.group, self.in_link) = before;
            }
            _ => {
                self.in_body |= marked;
                self.children(node);
                self.in_body = before.1;
            }
        }
    }

    /// Appends words with blanks collapsed; what has no width and no meaning is left out.
    fn words(&mut self, words: &str) {
        let start = self.text.len();
        for c in words.chars() {
            match c {
                '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{2060}' | '\u{FEFF}' => {}
                c if c.is_whitespace() => self.blank = true,
                c if c.is_control() => {}
                c => {
                    if self.blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push(' ');
                    }
                    self.blank = false;
                    self.text.push(c);
                }
            }
        }
        if self.in_link {
            self.linked += self.text[start..].chars().count();
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.blank = false;
    }

    /// Emphasis that is written like a title gets its marks.
    fn emphasis(&mut self, node: &NodeRef) {
        let start = self.text.len();
        self.children(node);
        let inside = &self.text[start.min(self.text.len())..];
        let (left, title) = (inside.len() - inside.trim_start().len(), inside.trim());
        let mut words = title.split_whitespace();
        let opens = title.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let glued = self.text[..start].ends_with(char::is_alphanumeric) && left == 0;
        if !opens || glued || title.len() < 2 || title.len() > 80 || words.by_ref().count() > 10 || title.contains(['*', '\n']) {
            return;
        }
        // "*Fjord,* she said": the mark of the sentence stays outside.
        let bare = title.trim_end_matches([',', '.', ';', ':']);
        let (from, to) = (start + left, start + left + bare.len());
        self.text.insert(to, '*');
        self.text.insert(from, '*');
    }

    /// A table of data: one block a row, its cells apart.
    fn rows(&mut self, table: &NodeRef) {
        self.flush();
        self.groups += 1;
        let (kind, group) = (self.kind, self.group);
        (self.kind, self.group) = (Kind::Row, self.groups);
        for row in table.find(&["tr"]) {
            for (number, cell) in row.element_children().into_iter().enumerate() {
                if number > 0 && !self.text.is_empty() {
                    self.text.push_str(if number == 1 && is_label(&self.text) { ": " } else { " | " });
                    self.blank = false;
                }
                self.children(&cell);
                self.blank = true;
                while self.text.ends_with(['\n', ' ']) {
                    self.text.pop();
                }
            }
            self.flush();
        }
        (self.kind, self.group) = (kind, group);
    }

    /// A list of terms: one block a description, "term: description".
    fn terms(&mut self, list: &NodeRef) {
        self.flush();
        let kind = self.kind;
        for child in list.element_children() {
            match child.node_name().as_deref() {
                Some("dt") => {
                    self.flush();
                    self.kind = Kind::Row;
                    self.children(&child);
                    let ends = self.text.trim_end().ends_with([':', '?', '.']) || self.text.is_empty();
                    self.words(if ends { " " } else { ": " });
                }
                Some("dd") => {
                    self.children(&child);
                    self.flush();
                }
                _ => self.node(&child),
            }
        }
        self.flush();
        self.kind = kind;
    }

    /// Ends the block, if there is one.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        self.blank = false;
        let text = text.trim();
        if text.is_empty() || text == "**" {
            return;
        }
        let chars = text.chars().count();
        let kind = if self.kind == Kind::Item && !std::mem::take(&mut self.item_opens) { Kind::Paragraph } else { self.kind };
        let (group, in_body, quoted) = (self.group, self.in_body, self.quoted);
        self.out.push(Block { kind, text: text.to_owned(), chars, linked: linked.min(chars), group, in_body, quoted });
    }
}

/// True for a table whose cells hold values, not paragraphs: old pages are laid out with tables.
fn is_data(table: &NodeRef) -> bool {
    let cells: Vec<NodeRef> = table.descendants_it().filter(|node| node.has_name("td") || node.has_name("th")).collect();
    let laid_out = table.descendants_it().any(|node| node.has_name("table"));
    let longest = cells.iter().map(|cell| cell.normalized_char_count()).max().unwrap_or(0);
    let rows = table.descendants_it().filter(|node| node.has_name("tr")).count();
    !laid_out && rows > 1 && cells.len() > rows && longest <= 300
}

fn is_label(text: &str) -> bool {
    !text.contains([':', '|']) && text.split_whitespace().count() <= 4
}

/// Elements that stand on lines of their own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "form"
            | "fieldset"
            | "address"
            | "details"
            | "summary"
            | "center"
            | "body"
            | "html"
            | "hgroup"
            | "menu"
            | "dir"
            | "legend"
    )
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn read(html: &str) -> Vec<(Kind, String)> {
        let document = Document::from(html);
        blocks(&document.root()).into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn blocks_follow_the_markup() {
        let html = "<h2>The cast</h2><p>One <b>two</b>\n three.<br>Four.</p><ul><li>A<li><p>B</p><p>C</p></ul><figure><figcaption>Ann Lee</figcaption></figure>tail";
        let text = |kind, text: &str| (kind, text.to_owned());
        assert_eq!(
            read(html),
            [
                text(Kind::Heading, "The cast"),
                text(Kind::Paragraph, "One two three.\nFour."),
                text(Kind::Item, "A"),
                text(Kind::Item, "B"),
                text(Kind::Paragraph, "C"),
                text(Kind::Caption, "Ann Lee"),
                text(Kind::Paragraph, "tail"),
            ]
        );
    }

    #[test]
    fn titles_in_emphasis_keep_their_marks() {
        let one = |html: &str| read(html).remove(0).1;
        assert_eq!(one("<p>The <em>Quarry Lane</em> star</p>"), "The *Quarry Lane* star");
        assert_eq!(one("<p><i>Fjord,</i> she said</p>"), "*Fjord*, she said");
        assert_eq!(one("<p>She <em>really</em> said</p>"), "She really said");
        assert_eq!(one("<p>un<em>Real</em></p>"), "unReal");
    }

    #[test]
    fn tables_of_data_are_rows_and_tables_of_layout_are_not() {
        let data = "<table><tr><th>Genre</th><td>Drama</td></tr><tr><th>Stars</th><td>A, B</td></tr></table>";
        assert_eq!(read(data), [(Kind::Row, "Genre: Drama".to_owned()), (Kind::Row, "Stars: A, B".to_owned())]);
        assert_eq!(read("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>").len(), 2);
        assert_eq!(read("<dl><dt>Genre</dt><dd>Drama</dd></dl>"), [(Kind::Row, "Genre: Drama".to_owned())]);
    }
}
