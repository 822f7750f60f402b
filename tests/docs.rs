//! Pages that are written from the code, and fail here when they are stale: `docs/rules.md` from the
//! rule files, `docs/claim.schema.json` from the type of a claim, `docs/diff.schema.json` from
//! that of a comparison. `UPDATE=1 cargo test --test docs`
//! writes them anew.

mod common;

use std::fmt::Write as _;
use std::process::Command;

use assert_cmd::cargo::CommandCargoExt;
use greenlit::claim::{Kind, name};
use greenlit::examples;
use greenlit::rules::Rule;
use greenlit::rules::pack::{Effect, Example};

/// Holds a page against what it should be, or writes it.
#[track_caller]
fn hold(path: &str, page: &str) {
    let file = common::project(path);
    if common::updating() {
        std::fs::create_dir_all(file.parent().expect("a page lies in a folder")).expect("docs/ can be made");
        std::fs::write(&file, page).expect("docs/ can be written");
        return;
    }
    let now = common::text_of(&file);
    if now != page {
        let line = now.lines().zip(page.lines()).position(|(now, new)| now != new).unwrap_or(now.lines().count().min(page.lines().count()));
        panic!(
            "{path} is stale from line {} on; `UPDATE=1 cargo test --test docs` writes it anew\n  is:        {}\n  should be: {}",
            line + 1,
            now.lines().nth(line).unwrap_or("(the end)"),
            page.lines().nth(line).unwrap_or("(the end)"),
        );
    }
}

#[test]
fn the_page_of_the_rules_is_fresh() {
    hold("docs/rules.md", &rules_page(common::book().rules()));
}

/// The schema as `greenlit schema` prints it: the page is what users of the program get.
#[test]
fn the_schema_of_a_claim_is_fresh() {
    hold("docs/claim.schema.json", &schema(&[]));
}

#[test]
fn the_schema_of_a_comparison_is_fresh() {
    hold("docs/diff.schema.json", &schema(&["--diff"]));
}

fn schema(args: &[&str]) -> String {
    let output = Command::cargo_bin("greenlit").expect("the program is built").arg("schema").args(args).output().expect("it runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("JSON is UTF-8")
}

const HEAD: &str = "\
# The rules

<!-- Written by `UPDATE=1 cargo test --test docs` from src/extract/*/rules.toml. Edit those instead. -->

Every wording that greenlit knows, with its reason and its examples: what it must find and what it must
leave alone. `greenlit rules show ID` prints one of them, `greenlit extract --explain` tells which rule made
a claim, and the language of the patterns is described in `src/rules/pattern.rs`. How to add one of your
own, in the project or in a folder for `--rules`, is told in CONTRIBUTING.md.
";

fn rules_page(rules: &[Rule]) -> String {
    let mut page = HEAD.to_owned();
    let kinds = [
        (Kind::Renewal, "Renewals", "what the text says of the fate of a series, season, sequel or film"),
        (Kind::Cast, "Cast", "who plays, joins, returns, appears, leaves and replaces"),
        (Kind::Date, "Dates", "when something is shown, made or announced"),
    ];
    let count: usize = rules.iter().map(examples::count).sum();
    writeln!(page, "\n{} rules with {count} examples.\n", rules.len()).expect("writes to a string");
    for (kind, heading, what) in kinds {
        let of_kind: Vec<&Rule> = rules.iter().filter(|rule| rule.kind() == kind).collect();
        writeln!(page, "- [{heading}](#{}): {what} ({} rules)", heading.to_lowercase(), of_kind.len()).expect("writes to a string");
    }
    for (kind, heading, what) in kinds {
        writeln!(page, "\n## {heading}\n\nA rule of this kind finds {what}.").expect("writes to a string");
        for rule in rules.iter().filter(|rule| rule.kind() == kind) {
            section(&mut page, rule);
        }
    }
    page
}

fn section(page: &mut String, rule: &Rule) {
    let raw = &rule.raw;
    let states = match raw.effect {
        Effect::Renewal(status) => format!("States **{}**", name(&status)),
        Effect::Cast(relation) => format!("States **{}**", name(&relation)),
        Effect::Date(event) => format!("States a date of **{}**", name(&event)),
        Effect::Nothing(kind) => format!("States nothing, and keeps other {} rules from these words", name(&kind)),
    };
    let mut traits = vec![states];
    traits.extend(raw.polarity.map(|polarity| format!("always {}", name(&polarity))));
    traits.extend(raw.certainty.map(|certainty| format!("at most {}", name(&certainty))));
    traits.extend((raw.priority != 0).then(|| format!("priority {}", raw.priority)));
    traits.extend(raw.yields.then(|| "gives way to other rules for the same performer".to_owned()));
    traits.extend(raw.implied.then(|| "the performer is whoever the text is about".to_owned()));
    traits.extend(raw.labels.then(|| "labels the performer, who ends a list".to_owned()));
    traits.extend(raw.known.then(|| "only of whom the article knows to act".to_owned()));
    traits.extend(raw.undated.then(|| "the date is said to be unknown".to_owned()));
    let patterns = match raw.listing {
        Some(of) => format!("listing: {of:?}\nheading: {}", raw.heading.join(", ")).to_lowercase(),
        None => raw.patterns.iter().cloned().chain(raw.frame.iter().map(|frame| format!("frame: {frame}"))).collect::<Vec<_>>().join("\n"),
    };
    let fence = fence(&patterns);
    writeln!(page, "\n### {}\n\n{}\n\n{}.\n\n{fence}text\n{patterns}\n{fence}", escaped(rule.id()), escaped(&raw.why), traits.join("; "))
        .expect("writes to a string");
    if !raw.unless.is_empty() {
        let unless = raw.unless.join("\n");
        let fence = self::fence(&unless);
        writeln!(page, "\nUnless its trigger is that of\n\n{fence}text\n{unless}\n{fence}").expect("writes to a string");
    }
    if raw.yes.is_empty() && raw.no.is_empty() {
        return;
    }
    page.push('\n');
    for example in &raw.yes {
        let says = says(example);
        let arrow = if says.is_empty() { String::new() } else { format!(" → {says}") };
        writeln!(page, "- yes: {}{arrow}", escaped(&example.text)).expect("writes to a string");
    }
    for text in &raw.no {
        writeln!(page, "- no: {}", escaped(text)).expect("writes to a string");
    }
}

/// What an example says that the rule finds: "title *Silo*, season 3".
fn says(example: &Example) -> String {
    let mut says = Vec::new();
    let text = |label: &str, value: &Option<String>| value.as_ref().map(|value| format!("{label} *{}*", escaped(value)));
    says.extend(text("title", &example.title));
    says.extend(example.season.map(|season| format!("season {season}")));
    says.extend(text("person", &example.person));
    says.extend(example.people.iter().map(|person| format!("person *{}*", escaped(person))));
    says.extend(text("character", &example.character));
    says.extend(text("replaced", &example.replaced));
    says.extend(text("network", &example.network));
    says.extend(text("value", &example.value));
    says.extend(example.polarity.as_ref().map(name));
    says.extend(example.certainty.as_ref().map(name));
    says.extend(text("source", &example.source));
    says.extend(example.published.as_ref().map(|day| format!("published {}", escaped(day))));
    says.join(", ")
}

/// Text as Markdown shows it unchanged: marks escaped, each line break shown as " / " so that the text
/// stays in its list item.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line = lines.join(" / ");
    for (at, c) in line.char_indices() {
        let starts = at == 0;
        // "1." and "+" are list items only at the start; a dash there, too.
        let marks =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') || (starts && matches!(c, '-' | '+' | '='));
        let ends_number = matches!(c, '.' | ')') && at > 0 && line[..at].bytes().all(|b| b.is_ascii_digit());
        if marks || ends_number {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A fence that is longer than any run of backticks in the text.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[test]
fn markdown_is_escaped() {
    assert_eq!(escaped("_Silo_ [is] *back* <b> & `x` | #1\\"), r"\_Silo\_ \[is\] \*back\* \<b\> \& \`x\` \| \#1\\");
    assert_eq!(escaped("1. Paper - Lanterns (2011)"), r"1\. Paper - Lanterns (2011)");
    assert_eq!(escaped("- a\n\n  b\n"), r"\- a / b");
    assert_eq!(fence("a ``` b"), "````");
    assert_eq!(fence(""), "```");
}
