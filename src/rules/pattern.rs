//! The pattern language: text → tree.
//!
//! ```text
//! renewed          the word, in any case (it goes through the tokeniser of the articles)
//! @renew           any form of a word class      @renew.en   one form: base s past en ing fin (s+past) nonfin
//! {title}          a slot: a mention of this kind      {title:other}  a second one, not reported
//! {person<}        a list of persons that ends here    {person>}      a list that begins here
//! a b | c          alternatives, inside ( ) or [ ]
//! ( … )  [ … ]     group; optional group         ( … )* ( … )+   repeated
//! < … >            the words that state the claim: every pattern has exactly one
//! ..3              up to three tokens, none of which ends a clause
//! _                any one token
//! ^  $             start and end of the sentence
//! %be              a macro of the pack
//! \( \) \[ \] \"   the marks themselves (\" is any quotation mark)
//! ```

use std::collections::BTreeMap;

/// One node of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word or mark, as the tokeniser spells it, lower case.
    Word(String),
    /// A class, perhaps narrowed to one form.
    Class(String, Option<String>),
    /// A mention; `name` is the slot that it fills.
    Slot {
        /// Kind of mention: `title`, `person`, …
        kind: String,
        /// Name under which it is reported, if it is.
        name: Option<String>,
        /// Which way a list goes on from here.
        list: List,
    },
    /// One after the other.
    Seq(Vec<Node>),
    /// One of them, the first that matches.
    Alt(Vec<Node>),
    /// May be absent.
    Optional(Box<Node>),
    /// Repeated, at least `0` or `1` times.
    Repeat(Box<Node>, usize),
    /// Up to so many tokens that end no clause.
    Gap(usize),
    /// Any token.
    Any,
    /// Start of the sentence.
    Start,
    /// End of the sentence.
    End,
    /// The words that state the claim.
    Trigger(Box<Node>),
}

/// Which way a list of persons goes on from the matched one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// No list.
    No,
    /// "A, B and C star": the match is the last.
    Left,
    /// "starring A, B and C": the match is the first.
    Right,
}

/// Reads a pattern. `split` cuts a literal as the tokeniser would. The error says what is wrong.
pub fn parse(source: &str, macros: &BTreeMap<String, String>, split: &dyn Fn(&str) -> Vec<String>) -> Result<Node, String> {
    let expanded = expand(source, macros, 0)?;
    let mut parser = Parser { tokens: lex(&expanded)?, at: 0, split };
    let node = parser.alternatives()?;
    match parser.tokens.get(parser.at) {
        None => {}
        Some(extra) => return Err(format!("`{extra}` has no opening bracket")),
    }
    match triggers(&node) {
        1 => Ok(node),
        0 => Err("no part is marked < … > as the words that state the claim".to_owned()),
        _ => Err("more than one part is marked < … >; a pattern has one trigger".to_owned()),
    }
}

fn triggers(node: &Node) -> usize {
    match node {
        Node::Trigger(_) => 1,
        Node::Seq(parts) => parts.iter().map(triggers).sum(),
        // each alternative may hold the trigger
        Node::Alt(parts) => parts.iter().map(triggers).max().unwrap_or(0),
        Node::Optional(part) | Node::Repeat(part, _) => triggers(part),
        _ => 0,
    }
}

fn expand(source: &str, macros: &BTreeMap<String, String>, depth: usize) -> Result<String, String> {
    if depth > 8 {
        return Err("macros refer to each other in a circle".to_owned());
    }
    let mut out = String::new();
    let mut rest = source;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let end = behind.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(behind.len());
        let name = &behind[..end];
        let body = macros.get(name).ok_or_else(|| format!("unknown macro `%{name}`"))?;
        out.push_str("( ");
        out.push_str(&expand(body, macros, depth + 1)?);
        out.push_str(" )");
        rest = &behind[end..];
    }
    out.push_str(rest);
    Ok(out)
}

/// Cuts the pattern text into its marks and words; a slot comes with its opening brace, something escaped with its backslash.
fn lex(source: &str) -> Result<Vec<&str>, String> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '\\' => 1 + rest[1..].chars().next().ok_or("a pattern cannot end with \\")?.len_utf8(),
            '{' => rest.find('}').ok_or("a slot `{` is not closed")?,
            ')' if rest[1..].starts_with(['*', '+']) => 2,
            mark if MARKS.contains(mark) => 1,
            _ => rest.find(|c: char| c.is_whitespace() || c == '\\' || c == '{' || MARKS.contains(c)).unwrap_or(rest.len()),
        };
        tokens.push(&rest[..end]);
        rest = rest[end..].strip_prefix('}').filter(|_| first == '{').unwrap_or(&rest[end..]).trim_start();
    }
    Ok(tokens)
}

/// What stands for itself wherever it stands.
const MARKS: &str = "()[]|<>^$";

struct Parser<'a> {
    tokens: Vec<&'a str>,
    at: usize,
    split: &'a dyn Fn(&str) -> Vec<String>,
}

impl Parser<'_> {
    fn alternatives(&mut self) -> Result<Node, String> {
        let mut options = vec![self.sequence()?];
        while self.tokens.get(self.at) == Some(&"|") {
            self.at += 1;
            options.push(self.sequence()?);
        }
        Ok(if options.len() == 1 { options.remove(0) } else { Node::Alt(options) })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.get(self.at).copied() {
            if matches!(token, "|" | ")" | ")*" | ")+" | "]" | ">") {
                break;
            }
            self.at += 1;
            self.atom(token, &mut parts)?;
        }
        if parts.is_empty() {
            return Err("an empty alternative or group".to_owned());
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Node::Seq(parts) })
    }

    fn atom(&mut self, token: &str, parts: &mut Vec<Node>) -> Result<(), String> {
        let node = match token {
            "(" => {
                let inner = self.alternatives()?;
                match self.close(&[")", ")*", ")+"])? {
                    ")*" => Node::Repeat(Box::new(inner), 0),
                    ")+" => Node::Repeat(Box::new(inner), 1),
                    _ => inner,
                }
            }
            "[" => {
                let inner = self.alternatives()?;
                self.close(&["]"])?;
                Node::Optional(Box::new(inner))
            }
            "<" => {
                let inner = self.alternatives()?;
                self.close(&[">"])?;
                Node::Trigger(Box::new(inner))
            }
            "^" => Node::Start,
            "$" => Node::End,
            "_" => Node::Any,
            _ if token.starts_with('{') => slot(&token[1..])?,
            _ if token.starts_with('@') => match token[1..].split_once('.') {
                Some((class, form)) => Node::Class(class.to_owned(), Some(form.to_owned())),
                None => Node::Class(token[1..].to_owned(), None),
            },
            _ if token.starts_with("..") => {
                let most = token[2..].parse().map_err(|_| format!("`{token}`: a gap is written ..3"))?;
                Node::Gap(most)
            }
            "\\\"" => Node::Word("\"".to_owned()),
            _ if token.starts_with('\\') => Node::Word(token[1..].to_owned()),
            _ => {
                parts.extend((self.split)(&token.to_lowercase()).into_iter().map(Node::Word));
                return Ok(());
            }
        };
        parts.push(node);
        Ok(())
    }

    fn close(&mut self, allowed: &[&str]) -> Result<&str, String> {
        match self.tokens.get(self.at) {
            Some(token) if allowed.contains(token) => {
                self.at += 1;
                Ok(token)
            }
            Some(token) => Err(format!("expected `{}`, found `{token}`", allowed[0])),
            None => Err(format!("`{}` is missing at the end", allowed[0])),
        }
    }
}

fn slot(inner: &str) -> Result<Node, String> {
    let (inner, list) = match inner.strip_suffix('<') {
        Some(rest) => (rest, List::Left),
        None => match inner.strip_suffix('>') {
            Some(rest) => (rest, List::Right),
            None => (inner, List::No),
        },
    };
    let (kind, name) = match inner.split_once(':') {
        Some((kind, "_")) => (kind, None),
        Some((kind, name)) => (kind, Some(name.to_owned())),
        None => (inner, Some(inner.to_owned())),
    };
    if kind.is_empty() {
        return Err("a slot without a name: `{}`".to_owned());
    }
    Ok(Node::Slot { kind: kind.to_owned(), name, list })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Node, String> {
        let macros = BTreeMap::from([("be".to_owned(), "is|was".to_owned())]);
        parse(source, &macros, &|w| vec![w.to_owned()])
    }

    #[test]
    fn reads_every_construct() {
        let node = read("^ {title} %be <@renew.en> ..3 [for (a|its)] {season} ( , {person>} )*").unwrap();
        let Node::Seq(parts) = node else { panic!("a sequence") };
        assert_eq!(parts.len(), 8);
        assert_eq!(parts[3], Node::Trigger(Box::new(Node::Class("renew".into(), Some("en".into())))));
    }

    #[test]
    fn says_what_is_wrong() {
        for (source, part) in [
            ("a b", "no part is marked"),
            ("<a> (b", "missing"),
            ("<a> %x", "unknown macro"),
            ("<a> {b", "not closed"),
            ("<a> | )", "empty"),
        ] {
            let error = read(source).unwrap_err();
            assert!(error.contains(part), "{source}: {error}");
        }
    }
}
